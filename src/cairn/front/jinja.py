"""The template environment: strict about missing names, escaped by default, with the few words that every page needs."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from datetime import date, datetime
from functools import cache, lru_cache
from types import FunctionType
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import NoReverseMatch
from jinja2.runtime import Context, Macro
from markupsafe import Markup, _escape_inner, escape

from cairn.kernel.instants import in_words
from cairn.kernel.money import Money
from cairn.platform import charts, figures
from cairn.platform.addresses import address

CODE = re.compile(r"(?<![\w/.@-])[a-z0-9]+(?:\.[a-z0-9]+)*(?:[._][a-z0-9]+)*_[a-z0-9_]*(?:\.[a-z0-9_]+)*(?![\w/@-])")
ISO_DAY = re.compile(r"(?<![\w-])\d{4}-\d\d-\d\d(?![\w-])")


PLAIN = (Macro, FunctionType, type(lru_cache(str)))  # called as they stand


def escaped(value: Any) -> str:
    """What `markupsafe.escape` makes of a value, as plain text: a page only joins it, so nothing is gained by marking it as safe again."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        return str.__str__(value)
    return (
        "" if kind is jinja2.Undefined else escape(value)
    )  # `{{ a if b }}` without b; a missing name is a StrictUndefined


class Words(Context):
    """A page calls some hundred macros and functions. Jinja asks each in turn, at each call, whether it wants the page's names, and copies
    all names for one that does and stands in a loop; here its kind is looked at once, and it gets the page's own names."""

    def call(self, called: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        kind = type(called)
        if kind is FunctionType and hasattr(
            called, "jinja_pass_arg"
        ):  # `day` and its like: `pass_context` alone is used here
            return called(self, *args, **kwargs)
        return called(*args, **kwargs) if kind in PLAIN else super().call(called, *args, **kwargs)


class Template(jinja2.Template):
    """A page asks for hundreds of values to be escaped: each is escaped by `escaped` above."""

    @classmethod
    def from_code(cls, *args: Any, **kwargs: Any) -> jinja2.Template:
        made = super().from_code(*args, **kwargs)
        made.root_render_func.__globals__["escape"] = escaped
        return made


class Environment(jinja2.Environment):
    """All templates share one set of words. Jinja would chain an empty set of its own before each, and copy it name by name."""

    template_class = Template
    context_class = Words

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


def environment(**options: Any) -> jinja2.Environment:
    options["undefined"] = jinja2.StrictUndefined
    options["autoescape"] = True
    options["trim_blocks"] = True
    options["lstrip_blocks"] = True
    made = Environment(**options)
    made.globals.update(
        url=address,
        url_if=url_if,
        static=cache(staticfiles_storage.url),
        drawn_once=drawn_once,
        day=day,
        short_day=short_day,
        clock_time=clock_time,
        hours=hours,
        money=money,
        plural=plural,
        charts=charts,
        program_figures=figures,
    )
    made.filters.update(
        day=day, short_day=short_day, hours=hours, money=money, days_told=days_told, codes_told=codes_told
    )
    return made


def drawn_once(macro: Callable[..., Markup]) -> Callable[..., Markup]:
    """A macro of drawings or fixed words, drawn once a process for each of its arguments, which never tell of a person:

    {% macro draw(name) %}…{% endmacro %}{% set icon = drawn_once(draw) %}
    """
    return lru_cache(maxsize=256)(macro)


def url_if(name: str) -> str:
    """The address of a page that this installation may not have; "" then, and the frame leaves its link out."""
    try:
        return address(name)
    except NoReverseMatch:
        return ""


@jinja2.pass_context
def day(context: Context, value: date | None, zone: str = "") -> str:
    """21 November 2026 the American way: "November 21, 2026"; a dash for no day."""
    on = _by_the_clock(context, value, zone)
    return in_words(on) if on else "–"


@jinja2.pass_context
def short_day(context: Context, value: date | None, zone: str = "") -> str:
    """ "Nov 21" """
    on = _by_the_clock(context, value, zone)
    return f"{on:%b} {on.day}" if on else "–"


def _by_the_clock(context: Context, value: date | None, zone: str) -> date | None:
    """An instant is another day in another zone: the one named, else that of whoever looks."""
    if not isinstance(value, datetime):
        return value
    actor = context.get("actor")
    where = zone or (actor.zone if actor else "")
    return value.astimezone(ZoneInfo(where)) if where else value


def days_told(text: str) -> str:
    """A sentence of a rule, with its days as people read them: "covered until 2026-12-31" is "covered until December 31, 2026"."""
    return ISO_DAY.sub(lambda found: _day_told(found[0]), text)


def codes_told(text: str) -> str:
    """A rule's own marks as words: "child_abuse; other" is "child abuse; other", "readiness.plan_within" is "readiness: plan within"."""
    return CODE.sub(lambda found: found[0].replace(".", ": ").replace("_", " "), text)


def _day_told(iso: str) -> str:
    try:
        return in_words(date.fromisoformat(iso))
    except ValueError:  # figures that only look like a day
        return iso


def clock_time(value: datetime, zone: str) -> str:
    """ "2:05 pm" in the zone of the service."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"


def hours(minutes: int | None) -> str:
    """Minutes as a person says them: "1 h 30 min", "45 min", "−2 h"."""
    if minutes is None:
        return "–"
    sign, size = ("−" if minutes < 0 else ""), abs(minutes)
    whole, rest = divmod(size, 60)
    if whole and rest:
        return f"{sign}{whole} h {rest} min"
    return f"{sign}{whole} h" if whole else f"{sign}{rest} min"


def money(value: Money | None) -> str:
    return str(value) if value is not None else "–"


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 contact", "3 contacts" """
    return f"{count:,} {one if count == 1 else many or one + 's'}"
