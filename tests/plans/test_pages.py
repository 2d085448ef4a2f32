"""The pages of a plan: writing, two tabs, one tap, agreeing, paper."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from cairn.plans.models import PlanRevision
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of_installation
from tests.browsers import counted, set_clock, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    return sign_in(cast, "ana")


def address(name, cast, **more):
    return reverse(name, kwargs={"client_id": cast.gil.id, **more})


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def write(browser, cast, words, **more):
    url = address("write_plan_part", cast, part="strengths")
    form = browser.get(url)
    sent = {"id": hidden(form, "id"), "seen": hidden(form, "seen"), "words": words, "with_client": "yes", **more}
    return browser.post(url, sent)


def write_goal(browser, cast, **fields):
    url = address("new_plan_goal", cast)
    form = browser.get(url)
    sent = {name: hidden(form, name) for name in ("id", "goal", "seen")}
    return browser.post(url, {**sent, "state": "walking", "with_client": "yes", **fields})


def test_an_empty_plan_says_how_to_begin(cast, ana):
    page = ana.get(address("get_plan", cast)).content.decode()
    assert "It is not a goal of the plan yet" in page
    assert "Write a goal" in page
    form = ana.get(address("new_plan_goal", cast) + "?first=yes").content.decode()
    assert cast.gil.goal in form.split('id="words"')[1].split("</textarea>")[0]


def test_a_goal_with_steps_is_written_and_a_step_taken_with_one_tap(cast, ana):
    sent = {"words": "My own place", "step-0": "Call the landlord", "who-0": "together", "by-0": "2026-11-25"}
    answer = write_goal(ana, cast, **sent)
    assert answer.status_code == 302
    page = ana.get(address("get_plan", cast))
    assert "Call the landlord" in page.content.decode()
    tap = {name: hidden(page, name) for name in ("id", "goal", "step", "seen")}
    ana.post(address("mark_plan_step", cast), tap)
    assert "Not yet after all" in ana.get(address("get_plan", cast)).content.decode()
    with scope_of_installation():
        assert PlanRevision.objects.get(number=2).words["steps"][0]["done_on"] == "2026-11-20"


def test_rewording_a_taken_step_keeps_its_day(cast, ana):
    write_goal(ana, cast, words="A", **{"step-0": "b", "who-0": "self"})
    with scope_of_installation():
        goal_id = PlanRevision.objects.get().goal_id
    page = ana.get(address("get_plan", cast))
    ana.post(address("mark_plan_step", cast), {name: hidden(page, name) for name in ("id", "goal", "step", "seen")})
    url = address("write_plan_goal", cast, goal_id=goal_id)
    form = ana.get(url)
    sent = {name: hidden(form, name) for name in ("id", "seen", "done-0")}
    ana.post(url, {**sent, "words": "A", "state": "walking", "step-0": "b, twice", "who-0": "self"})
    with scope_of_installation():
        step = PlanRevision.objects.get(number=3).words["steps"][0]
    assert (step["words"], step["done_on"]) == ("b, twice", "2026-11-20")


def test_two_tabs_show_both_texts_and_the_person_decides(cast, ana):
    url = address("write_plan_part", cast, part="strengths")
    first, second = ana.get(url), ana.get(url)
    ana.post(url, {"id": hidden(first, "id"), "seen": "0", "words": "Typed in one tab"})
    answer = ana.post(url, {"id": hidden(second, "id"), "seen": "0", "words": "Typed in the other"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Typed in one tab" in page
    assert "Typed in the other" in page
    ana.post(url, {"id": hidden(answer, "id"), "seen": hidden(answer, "seen"), "words": "Both"})
    assert "Both" in ana.get(address("get_plan", cast)).content.decode()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"words": ""}, "own words"),
        ({"words": "A", "step-0": "b", "by-0": "tomorrow"}, "year-month-day"),
        ({"words": "A", "state": "flying"}, "where the goal stands"),
    ],
)
def test_bad_input_keeps_what_was_typed(cast, ana, fields, said):
    answer = write_goal(ana, cast, **{"why": "Because of her", **fields})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Because of her" in page
    assert said in page.replace("’", "'") or "state" in fields


@pytest.mark.parametrize(("part", "field"), [("strengths", "words"), ("crisis", "helps")])
def test_a_part_that_is_too_long_is_shown_again_whole(cast, ana, part, field):
    url = address("write_plan_part", cast, part=part)
    form = ana.get(url)
    answer = ana.post(url, {"id": hidden(form, "id"), "seen": hidden(form, "seen"), field: "y" * 10_000})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Use at most 2000 characters" in page
    assert "y" * 10_000 in page


def test_hostile_words_stand_as_words(cast, ana):
    write(ana, cast, "<script>alert(1)</script>\r\n{{ 7*7 }}")
    page = ana.get(address("get_plan", cast)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page


def test_the_person_agrees_on_this_screen(cast, ana):
    write(ana, cast, "I keep going")
    form = ana.get(address("agree_plan", cast))
    assert "I keep going" in form.content.decode()
    sent = {"id": hidden(form, "id"), "number": hidden(form, "number"), "way": "screen"}
    ana.post(address("agree_plan", cast), sent)
    assert "This is my plan" in ana.get(address("get_plan", cast)).content.decode()


def test_the_paper_names_nobody_in_its_file_name(cast, ana):
    write(ana, cast, "I keep going")
    answer = ana.get(address("plan_paper", cast))
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'attachment; filename="my-plan.pdf"'
    assert ana.get(reverse("empty_plan")).content.startswith(b"%PDF")


def test_dov_gets_the_answer_of_a_person_who_does_not_exist(cast, monkeypatch):
    set_clock(monkeypatch)
    dov = sign_in(cast, "dov")
    for name in ("get_plan", "plan_paper", "list_plan_revisions", "agree_plan", "new_plan_goal"):
        there = dov.get(address(name, cast))
        nowhere = dov.get(reverse(name, kwargs={"client_id": new_id()}))
        assert (
            (there.status_code, len(there.content))
            == (nowhere.status_code, len(nowhere.content))
            == (404, len(there.content))
        )


def test_a_part_that_is_none_is_not_found(cast, ana):
    assert ana.get(address("write_plan_part", cast, part="goal")).status_code == 404
    assert ana.get(address("write_plan_part", cast, part="nonsense")).status_code == 404


def test_the_plan_costs_the_same_with_many_goals(cast, ana):
    write_goal(ana, cast, words="A")
    ana.get(address("get_plan", cast))
    with counted() as few:
        ana.get(address("get_plan", cast))
    for n in range(8):
        write_goal(ana, cast, words=f"Goal {n}")
    with counted() as many:
        ana.get(address("get_plan", cast))
    assert len(many) == len(few) <= 8, str(many)


@pytest.mark.parametrize("below", ["9" * 5000, "²", "-1", "soon"])
def test_a_page_of_changes_that_nobody_has_is_the_newest(cast, ana, below):
    write(ana, cast, "I keep going")
    answer = ana.get(address("list_plan_revisions", cast), {"below": below})
    assert answer.status_code == 200
    assert "I keep going" in answer.content.decode()
