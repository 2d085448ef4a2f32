"""What Cairn changes in the template engine: it escapes what the library escapes, and every page has the same words."""

from __future__ import annotations

import pytest
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
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
