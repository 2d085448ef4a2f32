"""The plan in its owner's hand: a step marked, and "this is my plan" said on their own pages, in both languages."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache

from cairn.kernel.errors import NotFound, NotPermitted
from cairn.plans.commands.plans import Way, agree_plan, mark_plan_step, write_plan_goal
from cairn.plans.domain.goals import Goal, Step
from cairn.plans.models import PlanAgreement, PlanRevision
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock
from tests.browsers import sign_in as sign_in_at_work
from tests.people import NOW
from tests.portal.house import let_in, sign_in

pytestmark = pytest.mark.django_db
PLAN = "/mine/plan/"


@pytest.fixture
def goal_id(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()
    goal_id = new_id()
    put(cast, goal_id, Goal("A dog", steps=(Step("Ask <b>Jo</b>"), Step("Buy a bowl"))))
    return goal_id


@pytest.fixture
def gil(cast):
    return let_in(cast, cast.gil, "gil-himself")


@pytest.fixture
def browser(cast, gil, goal_id):
    return sign_in(cast, "gil-himself")


def put(cast, goal_id, goal, seen=0):
    with scope_of(cast.ana):
        write_plan_goal(
            actor=cast.ana, revision_id=new_id(), client_id=cast.gil.id, goal_id=goal_id, goal=goal, seen=seen,
            with_client=True, now=NOW,
        )  # fmt: skip


def form(page, address):
    found = re.search(rf'action="{address}">(.*?)</form>', page.content.decode(), re.DOTALL)[1]
    return dict(re.findall(r'name="([^"]+)" value="([^"]*)"', found))


def rows(model):
    with scope_of_installation():
        return list(model.objects.order_by("number"))


def test_a_step_is_marked_and_taken_back_by_the_person(cast, browser):
    for done in ("2026-11-20", None):
        browser.post("/mine/plan/steps/", form(browser.get(PLAN), "/mine/plan/steps/"))
        assert rows(PlanRevision)[-1].words["steps"][0]["done_on"] == done
    assert "Done: Ask &lt;b&gt;Jo" in browser.get(PLAN).content.decode()
    history = sign_in_at_work(cast, "ana").get(f"/people/{cast.gil.id}/plan/changes/").content.decode()
    assert history.count("by themselves") == 2


def test_they_say_that_it_is_theirs_until_it_changes(cast, browser, goal_id):
    sent = form(browser.get(PLAN), "/mine/plan/yes/")
    for _ in range(2):
        browser.post("/mine/plan/yes/", sent)
    (said,) = rows(PlanAgreement)
    assert (said.number, said.way) == (1, "own")
    page = browser.get(PLAN).content.decode()
    assert "You said “this is my plan”" in page
    assert "/mine/plan/yes/" not in page
    put(cast, goal_id, Goal("A cat"), seen=1)
    browser.post("/mine/language/", {"language": "es", "back": PLAN})
    page = browser.get(PLAN).content.decode()
    assert "Cambió desde entonces" in page
    assert "Este es mi plan" in page
    assert "on their own pages" in sign_in_at_work(cast, "ana").get(f"/people/{cast.gil.id}/plan/").content.decode()


def test_a_step_that_they_mark_themselves_leaves_the_plan_as_they_agreed_to_it(cast, browser, gil, goal_id):
    browser.post("/mine/plan/yes/", form(browser.get(PLAN), "/mine/plan/yes/"))
    browser.post("/mine/plan/steps/", form(browser.get(PLAN), "/mine/plan/steps/"))
    assert "It changed since" not in browser.get(PLAN).content.decode()
    ana = sign_in_at_work(cast, "ana")
    at_work = ana.get(f"/people/{cast.gil.id}/plan/").content.decode()
    assert "Read it together and agree" not in at_work
    with scope_of(cast.ana):  # the same tap, by somebody else, is a change
        mark_plan_step(
            actor=cast.ana, revision_id=new_id(), client_id=cast.gil.id, goal_id=goal_id, at=0, done=False, seen=2, now=NOW
        )  # fmt: skip
    assert "It changed since" in browser.get(PLAN).content.decode()
    assert "Changed 1 time since" in ana.get(f"/people/{cast.gil.id}/plan/").content.decode()


def test_what_changed_in_between_is_shown_and_not_said_yes_to(cast, browser, goal_id):
    page = browser.get(PLAN)
    yes, step = form(page, "/mine/plan/yes/"), form(page, "/mine/plan/steps/")
    put(cast, goal_id, Goal("A cat", steps=(Step("Ask Jo"),)), seen=1)
    for address, sent in (("/mine/plan/yes/", yes), ("/mine/plan/steps/", step)):
        answer = browser.post(address, sent, follow=True).content.decode()
        assert "changed while this page was open" in answer
        assert ('class="notice look"' in answer, 'class="notice good"' in answer) == (True, False)  # nothing was kept
    assert rows(PlanAgreement) == []
    assert len(rows(PlanRevision)) == 2


@pytest.mark.parametrize("sent", [{}, {"step": "99"}, {"goal": "x"}, {"seen": "99"}])
def test_nonsense_marks_nothing(cast, browser, sent):
    good = form(browser.get(PLAN), "/mine/plan/steps/")
    answer = browser.post("/mine/plan/steps/", {**good, **sent} if sent else {})
    assert answer.status_code in (302, 404)
    assert len(rows(PlanRevision)) == 1


def test_nobody_marks_or_says_it_for_somebody_else(cast, gil, goal_id):
    hal = let_in(cast, cast.hal, "hal-himself")
    told = {"client_id": cast.gil.id, "now": NOW}
    for actor in (hal, cast.dov):
        with scope_of(actor), pytest.raises(NotFound):
            mark_plan_step(actor=actor, revision_id=new_id(), goal_id=goal_id, at=0, done=True, seen=1, **told)
    with scope_of(hal), pytest.raises(NotFound):
        agree_plan(actor=hal, agreement_id=new_form_id(cast.organization.id), number=1, way=Way.OWN, **told)
    with scope_of(cast.faye), pytest.raises(NotPermitted):
        mark_plan_step(actor=cast.faye, revision_id=new_id(), goal_id=goal_id, at=0, done=True, seen=1, **told)
