"""The plan of a person served: writing it, two at once, agreeing to it, and who may read it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.plans.commands.plans import Way, agree_plan, mark_plan_step, write_plan_goal, write_plan_part
from cairn.plans.domain.goals import Goal, State, Step, Who, goal_as_kept, goal_of
from cairn.plans.domain.parts import GUIDES, Part
from cairn.plans.models import PlanAgreement, PlanRevision
from cairn.plans.queries.plans import REVISIONS_SHOWN, get_plan, list_revisions
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
WANTED = Goal("My own place", "So that my daughter can visit", steps=(Step("Call the landlord", Who.TOGETHER, TODAY),))


def write(cast, actor=None, part=Part.STRENGTHS, seen=0, revision_id=None, now=NOW, **answers):
    actor = actor or cast.ana
    with scope_of(actor):
        return write_plan_part(
            actor=actor,
            revision_id=revision_id or new_id(),
            client_id=cast.gil.id,
            part=part,
            answers=answers or {"words": "I keep going"},
            seen=seen,
            with_client=True,
            now=now,
        )


def write_goal(cast, goal=WANTED, goal_id=None, seen=0, revision_id=None):
    with scope_of(cast.ana):
        goal_id = goal_id or new_id()
        write_plan_goal(
            actor=cast.ana,
            revision_id=revision_id or new_id(),
            client_id=cast.gil.id,
            goal_id=goal_id,
            goal=goal,
            seen=seen,
            with_client=True,
            now=NOW,
        )
        return goal_id


def mark(cast, goal_id, at=0, done=True, seen=1):
    with scope_of(cast.ana):
        return mark_plan_step(
            actor=cast.ana,
            revision_id=new_id(),
            client_id=cast.gil.id,
            goal_id=goal_id,
            at=at,
            done=done,
            seen=seen,
            now=NOW,
        )


def agree(cast, number, actor=None, agreement_id=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return agree_plan(
            actor=actor,
            agreement_id=agreement_id or new_id(),
            client_id=cast.gil.id,
            number=number,
            way=Way.SCREEN,
            now=NOW,
        )


def read(cast, actor=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return get_plan(actor, cast.gil.id, TODAY)


def test_a_plan_is_the_newest_of_each_part(cast):
    write(cast)
    goal_id = write_goal(cast)
    write(cast, words="I keep going, and I can fix engines", seen=1)
    plan = read(cast)
    assert plan.part(Part.STRENGTHS).told == (("", "I keep going, and I can fix engines"),)
    assert plan.goal(goal_id).goal == WANTED
    assert (plan.number, [one.number for one in plan.goals]) == (3, [2])
    assert plan.part(Part.CRISIS).number == 0


def test_only_answers_that_say_something_are_kept_in_the_order_of_the_questions(cast):
    write(cast, part=Part.CRISIS, people="My sister", signs="  I stop eating ", over="", nonsense="x")
    part = read(cast).part(Part.CRISIS)
    assert [answer for _, answer in part.told] == ["I stop eating", "My sister"]
    assert set(part.answers) == {"signs", "people"}


def test_two_who_write_the_same_part_both_keep_their_words_and_one_decides(cast):
    write(cast)
    write(cast, words="Hers", seen=1)
    with pytest.raises(Conflict, match="Both texts are here") as raised:
        write(cast, words="His", seen=1)
    assert raised.value.current_version == 2
    assert read(cast).part(Part.STRENGTHS).answers == {"words": "Hers"}
    write(cast, words="Hers and his", seen=2)
    assert read(cast).part(Part.STRENGTHS).answers == {"words": "Hers and his"}


def test_two_who_write_different_parts_do_not_meet(cast):
    goal_id = write_goal(cast)
    write(cast)
    write_goal(cast, Goal("A dog"))
    write_goal(cast, Goal("My own place, with a garden"), goal_id, seen=1)
    assert [one.goal.words for one in read(cast).goals] == ["My own place, with a garden", "A dog"]


def test_the_same_send_again_changes_nothing_and_other_words_under_its_id_are_refused(cast):
    revision_id = new_id()
    write(cast, revision_id=revision_id)
    entries = len(_entries())
    assert write(cast, revision_id=revision_id) == revision_id
    assert len(_entries()) == entries
    with pytest.raises(Conflict, match="already saved with other words"):
        write(cast, revision_id=revision_id, words="Other")


def test_saving_what_stands_there_makes_no_revision(cast):
    write(cast)
    write(cast, seen=1)
    assert read(cast).number == 1


def test_a_step_is_taken_with_one_tap_and_can_be_taken_back(cast):
    goal_id = write_goal(cast)
    mark(cast, goal_id)
    assert read(cast).goal(goal_id).goal.steps[0].done_on == TODAY
    assert read(cast).goal(goal_id).goal.next_step is None
    mark(cast, goal_id, done=False, seen=2)
    assert read(cast).goal(goal_id).goal.next_step == (0, WANTED.steps[0])


def test_a_step_of_a_goal_that_changed_meanwhile_is_not_marked_on_the_wrong_line(cast):
    goal_id = write_goal(cast)
    write_goal(cast, Goal("My own place", steps=(Step("Look at ads"), Step("Call the landlord"))), goal_id, seen=1)
    with pytest.raises(Conflict):
        mark(cast, goal_id, seen=1)
    with pytest.raises(BadInput):
        mark(cast, goal_id, at=7, seen=2)
    with pytest.raises(NotFound):
        mark(cast, new_id(), seen=2)


@pytest.mark.parametrize(
    ("goal", "field"),
    [
        (Goal(""), "words"),
        (Goal("x" * 301), "words"),
        (Goal("A", "y" * 601), "why"),
        (Goal("A", steps=(Step("z" * 201),)), "step-0"),
        (Goal("A", steps=(Step("b"), Step("c", done_on=TODAY + timedelta(days=1)))), "step-1"),
        (Goal("A", steps=(Step("b"),) * 13), "steps"),
    ],
)
def test_what_cannot_be_taken_names_its_field(cast, goal, field):
    with pytest.raises(BadInput) as raised:
        write_goal(cast, goal)
    assert field in raised.value.problems
    assert read(cast).number == 0


def test_an_answer_that_is_too_long_is_named(cast):
    with pytest.raises(BadInput) as raised:
        write(cast, part=Part.WELLNESS, social="x" * 2001)
    assert set(raised.value.problems) == {"social"}


def test_the_person_says_yes_to_what_they_read(cast):
    with pytest.raises(BadInput, match="nothing to agree to"):
        agree(cast, 0)
    write(cast)
    agreement_id = new_id()
    agree(cast, 1, agreement_id=agreement_id)
    agree(cast, 1, agreement_id=agreement_id)
    assert read(cast).changes_since_agreed == 0
    write(cast, words="More", seen=1)
    plan = read(cast)
    assert (plan.agreement.number, plan.changes_since_agreed) == (1, 1)
    with pytest.raises(Conflict, match="Read it together again"):
        agree(cast, 1)


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_another_ones_person_is_as_if_there_were_none(cast, who):
    write(cast)
    actor = getattr(cast, who)
    for act in (lambda: read(cast, actor), lambda: write(cast, actor), lambda: agree(cast, 1, actor)):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize("who", ["jun", "lee", "kay", "hana", "ivo", "mia", "noor"])
def test_whose_duty_does_not_need_plans_gets_none(cast, who):
    with pytest.raises(NotPermitted):
        read(cast, getattr(cast, who))


def test_a_supervisor_reads_and_does_not_write(cast):
    write(cast)
    assert read(cast, cast.ben).number == 1
    with pytest.raises(NotPermitted):
        write(cast, cast.ben, words="Mine", seen=1)


def test_the_history_tells_each_change_newest_first_and_pages(cast):
    write(cast, part=Part.WELLNESS, social="Alone", physical="Tired")
    write(cast, part=Part.WELLNESS, social="My cousin", physical="Tired", seen=1)
    for n in range(REVISIONS_SHOWN):
        write(cast, words=f"Version {n}", seen=2 + n if n else 0)
    with scope_of(cast.ana):
        newest = list_revisions(cast.ana, cast.gil.id, TODAY)
        older = list_revisions(cast.ana, cast.gil.id, TODAY, below=newest.older)
    assert [one.number for one in newest.revisions] == list(range(52, 2, -1))
    assert {one.written_by for one in newest.revisions} == {cast.ana.name}
    assert [(one.number, one.changed) for one in older.revisions] == [(2, ("Social",)), (1, ("Physical", "Social"))]
    assert older.older is None


def test_a_revision_can_be_neither_changed_nor_deleted(cast):
    write(cast)
    agree(cast, 1)
    with scope_of_installation():
        for model in (PlanRevision, PlanAgreement):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.update(number=9)
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.all().delete()


def test_the_ledger_says_that_and_never_what(cast):
    write(cast)
    said = _entries()[-1].body
    assert "plans.plan.written" in said
    assert "keep going" not in said


def test_a_goal_survives_being_kept():
    goal = Goal("A", "B", State.SET_ASIDE, (Step("c", Who.PEER, TODAY, TODAY),))
    assert goal_of(goal_as_kept(goal)) == goal


def test_every_part_but_goals_has_its_questions_once():
    assert set(GUIDES) == set(Part) - {Part.GOAL}
    assert all(len(guide.codes) == len(set(guide.codes)) for guide in GUIDES.values())


def _entries():
    with scope_of_installation():
        return list(LedgerEntry.objects.order_by("n"))


def test_an_agreement_sent_again_after_a_change_stays_as_it_was_said(cast):
    write(cast)
    agreement_id = new_id()
    agree(cast, 1, agreement_id=agreement_id)
    write(cast, seen=1, words="Other")
    assert agree(cast, 1, agreement_id=agreement_id) == agreement_id
    assert read(cast).changes_since_agreed == 1


def test_nobody_at_work_says_that_it_was_said_on_the_own_pages(cast):
    write(cast)
    with scope_of(cast.ana), pytest.raises(BadInput) as raised:
        agree_plan(actor=cast.ana, agreement_id=new_id(), client_id=cast.gil.id, number=1, way=Way.OWN, now=NOW)
    assert list(raised.value.problems) == ["way"]
