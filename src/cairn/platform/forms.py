"""Reading what a browser sent: text, ids, days, choices; and doing it, or showing the form again. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound, Refused
from cairn.kernel.instants import Instant, from_local, local_date
from cairn.kernel.money import Money
from cairn.platform import clock, ids

STEERING = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
UNSEEN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
Choice = TypeVar("Choice", bound=StrEnum)
Typed = dict[str, str]  # a form as it was typed, to be read and to be shown again
MOST_MONEY = 10**7  # dollars: a slip of the finger beyond
MOST_HOURS = 10**5
FIRST_YEAR, LAST_YEAR = (
    1900,
    2199,
)  # a day beyond is a slip, and near the ends of the calendar no week can be counted any more


class Form(Protocol):
    """What can be asked for a field by name: `request.POST` as it came, or a form that was read into `Typed`."""

    def get(self, name: str, otherwise: str, /) -> str: ...


def acting(request: HttpRequest) -> tuple[Actor, date]:
    """Who asks, and which day it is where they work."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor, local_date(clock.now(), actor.zone)


def sent_text(request: HttpRequest, name: str) -> str:
    """What was typed, without what cannot be seen around it, its line ends as one kind.

    Signs that steer a machine are left out: no text needs them, one database refuses them, and a mail or a calendar obeys them.
    """
    return without_steering(request.POST.get(name, "")).strip(UNSEEN)


def without_steering(text: str) -> str:
    """A text that was sent, every blank as it was typed: its line ends as one kind, without signs that steer a machine."""
    return text.replace("\r\n", "\n").translate(STEERING)


def sent_texts(request: HttpRequest, *names: str) -> Typed:
    """Several fields, each as `sent_text` reads it."""
    return {name: sent_text(request, name) for name in names}


def sent_line(request: HttpRequest, name: str) -> str:
    """What was typed on one line, blanks put right."""
    return " ".join(sent_text(request, name).split())


def sent_number(request: HttpRequest, name: str) -> int:
    """A whole number that the page sent along; what is none is 0, which stands for "nothing yet"."""
    return read_number(request.POST.get(name, ""))


def sent_id(request: HttpRequest, name: str) -> UUID:
    """The id that the form was given when it was shown; a new one when it is missing or not the form's own."""
    return ids.sent_id(request.POST.get(name, ""), request.actor.organization_id)  # type: ignore[attr-defined]


def named_id(request: HttpRequest, name: str, otherwise: str = "") -> UUID:
    """The id of something that is there; what is no id is answered like one that does not exist.

    A list in which nothing was chosen yet raises BadInput with the sentence `otherwise`, so that the rest of the form is kept.
    """
    if otherwise and not request.POST.get(name, ""):
        raise BadInput({name: otherwise})
    found = ids.read_id(request.POST.get(name, ""))
    if found is None:
        raise NotFound
    return found


def sent_ids(request: HttpRequest, name: str) -> tuple[UUID, ...]:
    """The ids chosen in a list; what is none is left out."""
    return tuple(found for text in request.POST.getlist(name) if (found := ids.read_id(text)))


def sent_day(request: HttpRequest, name: str) -> date | None:
    """A day, or None for an empty field; raises BadInput for anything else."""
    return day_of(request.POST, name)


def sent_moment(request: HttpRequest, day: str, at: str, zone: str) -> Instant:
    """A day field and a time field as one instant where the program is; raises BadInput at the field that is none."""
    return moment_of(request.POST, day, at, zone)


def day_of(form: Form, name: str) -> date | None:
    """A day, or None for an empty field; raises BadInput for anything else."""
    text = form.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput({name: "Write the day as year-month-day, for example 2026-11-30."}) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadInput({name: f"Give a day in the years {FIRST_YEAR} to {LAST_YEAR}."})
    return day


def asked_day(request: HttpRequest, name: str) -> date | None:
    """A day of the address, which anybody may mistype: None for none and for nonsense, and the page shows its usual days."""
    return read_day(request.GET.get(name, ""))


def asked_page(request: HttpRequest) -> int:
    """Which page of a long list the address names; the first for none and for nonsense."""
    asked = request.GET.get("page", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0


def moment_of(form: Form, day: str, at: str, zone: str) -> Instant:
    """A day field and a time field as one instant where the program is; raises BadInput at the field that is none."""
    on = day_of(form, day)
    if on is None:
        raise BadInput({day: "Give the day."})
    try:
        return from_local(
            on, time.fromisoformat(form.get(at, "").strip()).replace(tzinfo=None, second=0, microsecond=0), zone
        )
    except ValueError:
        raise BadInput({at: "Give a time of that day, for example 14:30."}) from None


def yes_or_no(form: Form, name: str) -> bool | None:
    """The answer to a question that has to be answered; None when it was not."""
    return {"yes": True, "no": False}.get(form.get(name, ""))


def sent_choice(request: HttpRequest, name: str, kind: type[Choice], otherwise: str) -> Choice:
    """One of a set of words; raises BadInput with the sentence `otherwise`."""
    try:
        return kind(request.POST.get(name, ""))
    except ValueError:
        raise BadInput({name: otherwise}) from None


def attempt(act: Callable[[], HttpResponse], again: Callable[[dict[str, str], int], HttpResponse]) -> HttpResponse:
    """Do it, or show the form again with what was typed and what is wrong."""
    try:
        return act()
    except BadInput as error:
        return again(error.problems, 400)
    except Refused as error:
        return again({"": error.decision.why_not}, 409)
    except Conflict as error:
        return again({"": str(error)}, 409)


def read_day(text: str) -> date | None:
    """A day; None for an empty field and for nonsense, which every command that needs one refuses in words."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def read_number(text: str) -> int:
    """A whole number; what is none is 0, which every command that needs one refuses in words."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def read_money(text: str) -> Money | None:
    """Dollars such as "93.50" or "$18,000"; None for an empty field and for nonsense."""
    try:
        amount = Decimal(text.strip().lstrip("$").replace(",", ""))
    except InvalidOperation:
        return None
    return Money.dollars(amount) if amount.is_finite() and 0 <= amount < MOST_MONEY else None


def read_hours(text: str) -> int | None:
    """Hours such as "40" or "4.5" as minutes; None for an empty field, nonsense, and what is no whole minute."""
    try:
        minutes = Decimal(text.strip()) * 60
    except InvalidOperation:
        return None
    fits = minutes.is_finite() and minutes == minutes.to_integral_value() and abs(minutes) < MOST_HOURS * 60
    return int(minutes) if fits else None


def read_lines(text: str) -> tuple[str, ...]:
    """One thing a line; empty lines are none, and what stands twice stands once."""
    return tuple(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
