"""What Cairn changes in the template engine: it escapes what the library escapes, and every page has the same words."""

from __future__ import annotations

import pytest
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import mark_safe
from markupsafe import Markup, escape

from cairn.front.jinja import environment, escaped
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
