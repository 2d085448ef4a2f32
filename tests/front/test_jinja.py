"""What Cairn changes in the template engine: it escapes what the library escapes, and every page has the same words."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from types import SimpleNamespace

import pytest
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from cairn.front.jinja import codes_told, days_told, environment, escaped
from cairn.support.domain.phases import Phase

HARM = '<script>"it\'s" & more</script>'
VALUES = [HARM, "", "plain", 5, None, Phase.ENGAGING, Markup("<b>kept</b>"), mark_safe("<i>kept</i>"), ["<"]]


@pytest.mark.parametrize("value", [*VALUES, SimpleLazyObject(lambda: HARM), SimpleLazyObject(lambda: Markup("<u>"))])
def test_it_escapes_as_the_library_does(value):
    assert escaped(value) == str(escape(value))


@pytest.mark.parametrize(
    "template",
    [
        "{{ words }}",
        "{% set kept = words %}{{ kept }}",
        "{% set kept %}{{ words }}{% endset %}{{ kept }}",
        "{% macro told(words) %}{{ words }}{% endmacro %}{{ told(words) }}",
        "{% macro told() %}{{ caller() }}{% endmacro %}{% call told() %}{{ words }}{% endcall %}",
        "{% for one in [words] %}{{ one }}{% endfor %}",
        "{{ '' ~ words }}",
        "{{ [words] | join }}",
    ],
)
def test_whatever_way_words_come_into_a_page_they_are_escaped_once(template):

    made = environment().from_string(template).render(words=HARM)
    assert made == str(escape(HARM))


def test_the_words_of_every_page_are_the_same_and_those_of_one_render_stay_in_it():
    templates = environment()
    page = templates.from_string("{{ url is defined }}{{ mine is defined }}")
    assert page.render(mine=1) == "TrueTrue"
    assert page.render() == "TrueFalse"
    assert templates.from_string("{{ mine }}", globals={"mine": "own"}).render() == "own"
    assert "mine" not in templates.globals


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("covered until 2026-12-31.", "covered until December 31, 2026."),
        ("2026-02-30 is no day", "2026-02-30 is no day"),
        ("RVID 46701, 24-219-422 and A-2026-01-01", "RVID 46701, 24-219-422 and A-2026-01-01"),
        ("", ""),
    ],
)
def test_the_days_of_a_rule_are_told_as_people_read_them(text, told):
    assert days_told(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("imminent_harm; child_abuse; other", "imminent harm; child abuse; other"),
        ("within the time that readiness.plan_within says", "within the time that readiness: plan within says"),
        ("one of: social_worker, any_day.", "one of: social worker, any day."),
        ("https://boards.mt.gov/a_file.pdf and leg.mt.gov", "https://boards.mt.gov/a_file.pdf and leg.mt.gov"),
        ("ARM 24.219.435, 42 CFR 2.31", "ARM 24.219.435, 42 CFR 2.31"),
    ],
)
def test_the_marks_of_a_rule_are_told_as_words(text, told):
    assert codes_told(text) == told


@pytest.mark.parametrize("template", ["{{ 'x' if no }}", "{% for one in [1] %}{{ 'x' if no }}{% endfor %}"])
def test_nothing_is_nothing_and_a_missing_name_is_an_error(template):
    assert environment().from_string(template).render(no=False) == ""
    with pytest.raises(UndefinedError):
        environment().from_string(template + "{{ nobody }}").render(no=False)


class Called:
    """Something to call that is neither a function nor a macro."""

    def __call__(self, word):
        return f"{word}!"

    def told(self, word):
        return f"{word}?"


@pytest.mark.parametrize(
    "template",
    [
        "{{ day(at) }}",
        "{% for one in [at] %}{% set when = day(one) %}{{ when }}{% endfor %}",
        "{% macro told(at) %}{{ day(at) }}{% endmacro %}{% set here = told %}{{ here(at) }}",
        "{% block main %}{% for one in [at] %}{{ day(one) }}{% endfor %}{% endblock %}",
    ],
)
def test_a_day_is_that_of_whoever_looks_wherever_it_is_called(template):
    at, actor = datetime(2026, 11, 22, 3, tzinfo=UTC), SimpleNamespace(zone="America/Denver")
    assert environment().from_string(template).render(at=at, actor=actor) == "November 21, 2026"


@pytest.mark.parametrize(
    ("template", "made"),
    [
        ("{{ called('a') }}{{ called.told('b') }}", "a!b?"),
        ("{{ drawn('c') }}{{ drawn('c') }}", "cc"),
        ("{% for one in 'ab' %}{{ loop.cycle('x', 'y') }}{% endfor %}", "xy"),
        ("{% for one in [['a'], ['b', []]] recursive %}{{ one[0] }}{{ loop(one[1:]) if false }}{% endfor %}", "ab"),
        ("{{ {'a': 'd'}.get('a') }}{{ 'e'.upper() }}", "dE"),
    ],
)
def test_whatever_a_template_calls_is_called(template, made):
    words = {"called": Called(), "drawn": lru_cache(str)}
    assert environment().from_string(template).render(words) == made
