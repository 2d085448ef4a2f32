"""Leaving: planned, written down once, taken back with a reason, followed by a new stretch; and who may know of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.departures.domain.leaving import LeaveFacts, Reason, decide_leave
from cairn.departures.domain.moves import PromiseChoice
from cairn.departures.models import Departure, PromiseEnding
from cairn.departures.queries.departures import count_unfinished, get_departure, list_departures
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.domain.relationships import Outcome
from cairn.support.models import Client, Promise, Relationship
from cairn.support.queries.clients import get_client
from tests.departures.acts import back, leave, plan, promise, take_back, write
from tests.people import LONG_AGO, TODAY
from tests.whole_house import record_contact

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - timedelta(days=1)


def seen(cast, departure_id, actor=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return get_departure(actor, departure_id, TODAY)


def stored(model):
    with scope_of_installation():
        return model.objects.get()


def client(cast):
    with scope_of_installation():
        return Client.objects.get(id=cast.gil.id), Relationship.objects.get(id=cast.gil_and_ana.id)


def entries():
    with scope_of_installation():
        return [entry.body for entry in LedgerEntry.objects.order_by("n")]


def test_a_plan_ends_nothing_and_becomes_the_leaving(cast):
    departure_id = plan(cast, planned_for=TODAY, reason=Reason.REACHED, their_words="I can do it now")
    assert client(cast)[0].ended_on is None
    assert leave(cast, reason=Reason.REACHED) == departure_id
    one = seen(cast, departure_id)
    assert (one.left_on, one.came_on, one.reason, one.their_words) == (
        TODAY,
        LONG_AGO,
        Reason.REACHED,
        "I can do it now",
    )
    gil, together = client(cast)
    assert (gil.ended_on, together.ended_on, together.ended_because) == (TODAY, TODAY, "Has what they came for")


def test_two_who_plan_at_once_learn_of_each_other(cast):
    plan(cast, goodbye="A walk")
    with pytest.raises(Conflict, match="in the meantime"):
        plan(cast, cast.faye, goodbye="A coffee")
    plan(cast, cast.faye, seen=1, goodbye="A walk and a coffee")
    assert stored(Departure).goodbye == "A walk and a coffee"


def test_the_same_plan_again_changes_nothing(cast):
    plan(cast, goodbye="A walk")
    before = len(entries())
    plan(cast, goodbye="A walk")
    assert (len(entries()), stored(Departure).version) == (before, 1)


def test_the_door_closes_and_what_is_owed_can_still_be_finished(cast):
    departure_id = leave(cast)
    with scope_of(cast.ana), pytest.raises(NotFound):
        get_client(cast.ana, cast.gil.id, TODAY)
    write(cast, departure_id, sign=True)
    assert seen(cast, departure_id).summary_state == "signed"
    assert seen(cast, departure_id, cast.ben).name == "Gil"


def test_a_colleague_and_another_house_are_told_of_nothing(cast):
    departure_id = leave(cast)
    for actor in (cast.cleo, cast.dov):
        for act in (
            lambda actor=actor: seen(cast, departure_id, actor),
            lambda actor=actor: leave(cast, actor),
            lambda actor=actor: plan(cast, actor),
            lambda actor=actor: take_back(cast, departure_id, actor),
            lambda actor=actor: write(cast, departure_id, actor),
        ):
            with pytest.raises(NotFound):
                act()
        with scope_of(actor):
            assert list_departures(actor, TODAY).rows == ()


@pytest.mark.parametrize("who", ["jun", "lee", "kay", "hana", "ivo", "mia", "noor"])
def test_whose_duty_does_not_need_it_gets_none(cast, who):
    with pytest.raises(NotPermitted):
        leave(cast, getattr(cast, who))


def test_a_supervisor_reads_and_does_not_write(cast):
    with pytest.raises(NotPermitted):
        leave(cast, cast.ben)


@pytest.mark.parametrize(
    ("left_on", "said"),
    [
        (LONG_AGO - timedelta(days=1), "They came in on"),
        (TODAY + timedelta(days=1), "Plan the goodbye for that day"),
        (YESTERDAY, "There was a contact on"),
        (None, "Give the last day"),
    ],
)
def test_a_day_that_cannot_be_is_named_and_nothing_ends(cast, left_on, said):
    with scope_of_installation():
        record_contact(cast)
    with pytest.raises(BadInput) as raised:
        leave(cast, left_on=left_on)
    assert said in raised.value.problems["left_on"]
    assert client(cast)[0].ended_on is None


def test_unsigned_notes_hold_nobody(cast):
    with scope_of_installation():
        record_contact(cast, signed=False)
    leave(cast)
    assert client(cast)[0].ended_on == TODAY


def test_of_two_who_write_it_down_the_first_stands_and_the_second_is_told(cast):
    departure_id = leave(cast)
    for actor in (cast.ana, cast.faye):
        with pytest.raises(Conflict, match="already written down on November 20, 2026"):
            leave(cast, actor, reason=Reason.ASKED)
    assert stored(Departure).reason == "moved"
    before = len(entries())
    assert leave(cast) == departure_id
    assert len(entries()) == before


def test_every_promise_gets_an_answer(cast):
    kept, let_go = promise(cast), promise(cast, "Bring the form")
    with pytest.raises(BadInput) as raised:
        leave(cast, promises={kept: PromiseChoice(Outcome.PASSED_ON), let_go: PromiseChoice(Outcome.LET_GO)})
    assert set(raised.value.problems) == {f"promise-{kept}", f"because-{let_go}"}
    with pytest.raises(BadInput):
        leave(cast)
    assert client(cast)[0].ended_on is None
    leave(cast, promises={kept: PromiseChoice(Outcome.KEPT), let_go: PromiseChoice(Outcome.LET_GO, "Has it already")})
    with scope_of_installation():
        assert set(Promise.objects.values_list("outcome", flat=True)) == {"kept", "let_go"}
        assert PromiseEnding.objects.get(outcome="let_go").because == "Has it already"


def test_an_entry_in_error_is_taken_back_with_its_reason_and_all_goes_on(cast):
    let_go = promise(cast)
    departure_id = leave(cast, promises={let_go: PromiseChoice(Outcome.LET_GO, "They leave")})
    with pytest.raises(BadInput):
        take_back(cast, departure_id, because=" ")
    take_back(cast, departure_id)
    gil, together = client(cast)
    assert (gil.ended_on, together.ended_on, together.ended_because) == (None, None, "")
    assert stored(Promise).settled_at is None
    one = seen(cast, departure_id)
    assert (one.taken_back_because, one.left_on) == ("Wrong person", TODAY)
    before = len(entries())
    take_back(cast, departure_id)
    assert len(entries()) == before
    with pytest.raises(NotFound):
        take_back(cast, departure_id, because="Another reason")
    choices = {let_go: PromiseChoice(Outcome.KEPT)}
    assert leave(cast, reason=Reason.ASKED, promises=choices) != departure_id


def test_coming_back_begins_a_new_stretch_and_keeps_the_old(cast):
    departure_id = leave(cast)
    with pytest.raises(NotPermitted):
        back(cast, departure_id, cast.ana)
    back(cast, departure_id)
    back(cast, departure_id)
    gil, together = client(cast)
    assert (gil.ended_on, gil.started_on, together.ended_on) == (None, LONG_AGO, TODAY)
    with pytest.raises(Conflict, match="come back"):
        take_back(cast, departure_id, cast.faye)
    again = leave(cast, cast.faye, reason=Reason.REACHED)
    one = seen(cast, again, cast.faye)
    assert (again != departure_id, one.came_on) == (True, TODAY)


def test_nobody_comes_back_from_the_dead_by_a_tap(cast):
    departure_id = leave(cast, reason=Reason.DIED)
    with pytest.raises(Conflict, match="Take that entry back first"):
        back(cast, departure_id)


def test_something_else_wants_words(cast):
    with pytest.raises(BadInput) as raised:
        leave(cast, reason=Reason.OTHER)
    assert set(raised.value.problems) == {"reason_words"}


@pytest.mark.parametrize(
    ("details", "field"),
    [
        ({"planned_for": YESTERDAY}, "planned_for"),
        ({"goodbye": "x" * 1001}, "goodbye"),
        ({"their_words": "x" * 1001}, "their_words"),
        ({"reason_words": "x" * 301}, "reason_words"),
    ],
)
def test_a_plan_that_cannot_be_names_its_field(cast, details, field):
    with pytest.raises(BadInput) as raised:
        plan(cast, **details)
    assert set(raised.value.problems) == {field}


def test_the_ledger_says_that_and_never_why(cast):
    departure_id = leave(cast, reason_words="Quillfeather moved home")
    write(cast, departure_id, together="Quillfeather fished")
    assert "departures.departure.recorded" in entries()[-2]
    assert not any("Quillfeather" in body for body in entries())


def test_what_was_taken_back_cannot_be_changed_any_more(cast):
    take_back(cast, leave(cast))
    with scope_of_installation(), pytest.raises(DatabaseError), transaction.atomic():
        Departure.objects.update(reason="died")


def test_who_left_without_a_summary_is_counted_until_it_is_signed(cast):
    departure_id = leave(cast)
    with scope_of(cast.faye):
        assert count_unfinished(cast.faye, TODAY) == 1
    write(cast, departure_id)
    with scope_of(cast.ana):
        assert count_unfinished(cast.ana, TODAY) == 1
    write(cast, departure_id, seen=1, sign=True)
    with scope_of(cast.faye):
        assert count_unfinished(cast.faye, TODAY) == 0


def test_the_last_day_fits_between_every_day_that_is_known():
    facts = LeaveFacts(TODAY - timedelta(days=9), TODAY - timedelta(days=5), TODAY - timedelta(days=2))
    allowed = [decide_leave(facts, TODAY - timedelta(days=n), TODAY).allowed for n in (-1, 0, 2, 3, 6, 10)]
    assert allowed == [False, True, True, False, False, False]
    assert {one.code for one in decide_leave(facts, TODAY - timedelta(days=10), TODAY).against} == {
        "leave.came",
        "leave.together",
        "leave.contact",
    }


def test_ids_that_do_not_exist_are_not_found(cast):
    with pytest.raises(NotFound):
        seen(cast, new_id())
