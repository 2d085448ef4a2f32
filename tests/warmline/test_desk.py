"""Shifts, calls and crises: who may, what is kept, what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.identity.commands.invitations import end_engagement
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Instant, Span
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.program.models import ProgramPolicy
from cairn.warmline.commands.calls import log_call, take_back_call
from cairn.warmline.commands.hand_offs import end_hand_off, mark_step, open_hand_off
from cairn.warmline.commands.shifts import hand_over_shift, plan_shift, take_back_shift
from cairn.warmline.domain.calls import CallFacts
from cairn.warmline.domain.crises import STAND_IN
from cairn.warmline.domain.kinds import Came, Offer, Outcome, Topic
from cairn.warmline.models import Call, HandOffStep, HandOver
from cairn.warmline.queries.calls import ON_A_PAGE, find_hand_over, get_call, list_callers, list_calls
from cairn.warmline.queries.figures import list_months
from cairn.warmline.queries.hand_offs import get_hand_off
from cairn.warmline.queries.shifts import is_on_desk, list_shifts
from tests.people import LONG_AGO, NOW, TODAY

pytestmark = pytest.mark.django_db


def hours(n):
    return Instant(NOW + timedelta(hours=n))


def plan(cast, who="ana", start=-1, end=3, actor=None, shift_id=None):
    actor = actor or cast.faye
    with scope_of(actor):
        return plan_shift(
            actor=actor,
            shift_id=shift_id or new_id(),
            peer_id=getattr(cast, who).engagement_id,
            span=Span(hours(start), hours(end)),
            now=NOW,
        )


def log(cast, actor=None, call_id=None, hand_off_id=None, **changes):
    actor = actor or cast.ana
    content = {
        "started_at": NOW, "minutes": 12, "topics": (Topic.LONELY,), "offers": (Offer.LISTENED,), "came": Came.BEFORE,
        "nickname": "Red Kite", **changes,
    }  # fmt: skip
    with scope_of(actor):
        return log_call(
            actor=actor, call_id=call_id or new_id(), facts=CallFacts(**content), now=NOW, hand_off_id=hand_off_id
        )


def crisis(cast, actor=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return open_hand_off(actor=actor, hand_off_id=new_id(), now=NOW)


def seen(cast, who="ana"):
    actor = getattr(cast, who)
    with scope_of(actor):
        return list_calls(actor, TODAY).rows


def test_a_shift_is_planned_once_and_taken_out_once(cast):
    shift_id = new_id()
    plan(cast, shift_id=shift_id)
    plan(cast, shift_id=shift_id)
    with scope_of(cast.ana):
        assert [row.peer_name for row in list_shifts(cast.ana, NOW)] == ["Ana"]
        assert is_on_desk(cast.ana, TODAY)
    with scope_of(cast.faye):
        with pytest.raises(BadInput):
            take_back_shift(actor=cast.faye, shift_id=shift_id, because=" ", now=NOW)
        for _ in range(2):
            take_back_shift(actor=cast.faye, shift_id=shift_id, because="Ill", now=NOW)
    with scope_of(cast.ana):
        assert list_shifts(cast.ana, NOW) == ()
        assert not is_on_desk(cast.ana, TODAY)


@pytest.mark.parametrize(
    ("who", "start", "end", "field"),
    [("ben", -1, 3, "peer"), ("ana", 3, 3, "ends_at"), ("ana", 0, 15, "ends_at"), ("ana", -5, -1, "starts_on")],
)
def test_a_shift_that_cannot_be(cast, who, start, end, field):
    with pytest.raises(BadInput) as raised:
        plan(cast, who, start, end)
    assert field in raised.value.problems


def test_nobody_answers_twice_at_once(cast):
    plan(cast)
    with pytest.raises(Conflict):
        plan(cast, start=2, end=5)
    plan(cast, start=3, end=5)  # touching is no overlap


def test_a_call_is_kept_once_and_reaches_nobody(cast):
    plan(cast)
    call_id = new_id()
    log(cast, call_id=call_id)
    log(cast, call_id=call_id)
    (row,) = seen(cast)
    assert (row.nickname, row.minutes, row.topics, row.came) == ("Red Kite", 12, (Topic.LONELY,), Came.BEFORE)
    with pytest.raises(Conflict):
        log(cast, call_id=call_id, minutes=13)
    assert not {"client", "phone", "caller_number", "note"} & {field.name for field in Call._meta.get_fields()}


def test_without_a_shift_at_that_hour_there_is_a_way_out(cast):
    with pytest.raises(BadInput) as raised:
        log(cast)
    assert "program manager" in raised.value.problems["started_at"]
    plan(cast)
    log(cast, started_at=hours(-3))  # shortly before
    with pytest.raises(BadInput):
        log(cast, started_at=hours(-4))


def test_only_the_desk_of_the_day_sees_calls(cast):
    plan(cast)
    call_id = log(cast)
    assert seen(cast, "cleo") == ()
    plan(cast, "cleo", 3, 6)
    assert [row.id for row in seen(cast, "cleo")] == [call_id]
    with scope_of(cast.ana):
        assert list_calls(cast.ana, TODAY + timedelta(days=1)).rows == ()  # tomorrow Ana has no shift
        with pytest.raises(NotFound):
            get_call(cast.ana, call_id, TODAY + timedelta(days=1))


@pytest.mark.parametrize("who", ["ben", "faye", "jun", "lee", "kay", "hana", "ivo", "mia", "noor"])
def test_nobody_else_reads_a_call(cast, who):
    actor = getattr(cast, who)
    for read in (list_calls, list_callers, find_hand_over):
        with scope_of(actor), pytest.raises(NotPermitted):
            read(actor, TODAY)


def test_dov_finds_nothing(cast):
    plan(cast)
    call_id, crisis_id = log(cast), crisis(cast)
    with scope_of(cast.dov):
        assert (list_shifts(cast.dov, NOW), list_calls(cast.dov, TODAY).rows) == ((), ())
        for act in (
            lambda: get_call(cast.dov, call_id, TODAY),
            lambda: get_hand_off(cast.dov, crisis_id, TODAY),
            lambda: take_back_call(actor=cast.dov, call_id=call_id, because="x", now=NOW),
            lambda: end_hand_off(actor=cast.dov, hand_off_id=crisis_id, outcome=Outcome.CALMER, now=NOW),
        ):
            with pytest.raises(NotFound):
                act()


def test_only_who_wrote_it_takes_a_call_back(cast):
    plan(cast)
    plan(cast, "cleo", 3, 6)
    call_id = log(cast)
    with scope_of(cast.cleo), pytest.raises(NotFound):
        take_back_call(actor=cast.cleo, call_id=call_id, because="Not mine", now=NOW)
    with scope_of(cast.ana):
        with pytest.raises(BadInput):
            take_back_call(actor=cast.ana, call_id=call_id, because="", now=NOW)
        for _ in range(2):
            take_back_call(actor=cast.ana, call_id=call_id, because="Twice", now=NOW)
    assert seen(cast) == ()


def test_who_calls_often_by_the_name_they_chose(cast):
    plan(cast)
    for n, name in enumerate(("Red Kite", "red kite", "Bo", "")):
        log(cast, nickname=name, started_at=Instant(NOW - timedelta(minutes=9 - n)))
    with scope_of(cast.ana):
        (caller,) = list_callers(cast.ana, TODAY)
    assert (caller.nickname, caller.calls, caller.topics) == ("red kite", 2, (Topic.LONELY,))


def test_a_word_for_the_next_holds_no_caller(cast):
    with scope_of(cast.ana), pytest.raises(Conflict):
        hand_over_shift(actor=cast.ana, hand_over_id=new_id(), words="Quiet", now=NOW)
    plan(cast)
    log(cast, nickname="Kite")
    word_id = new_id()
    with scope_of(cast.ana):
        with pytest.raises(BadInput, match="kite"):
            hand_over_shift(actor=cast.ana, hand_over_id=word_id, words="Kite was low", now=NOW)
        for _ in range(2):
            hand_over_shift(actor=cast.ana, hand_over_id=word_id, words="A heavy start, then quiet", now=NOW)
        left = find_hand_over(cast.ana, TODAY)
    assert (left.words, left.peer_name) == ("A heavy start, then quiet", "Ana")


def test_a_crisis_is_one_tap_a_step_and_keeps_their_times(cast):
    plan(cast)
    crisis_id, step_id = crisis(cast), new_id()
    with scope_of(cast.ana):
        for _ in range(2):
            mark_step(actor=cast.ana, step_id=step_id, hand_off_id=crisis_id, step=STAND_IN[0], now=hours(0))
        mark_step(actor=cast.ana, step_id=new_id(), hand_off_id=crisis_id, step=STAND_IN[0], now=hours(1))
        with pytest.raises(BadInput):
            mark_step(actor=cast.ana, step_id=new_id(), hand_off_id=crisis_id, step="Hang up", now=NOW)
        for _ in range(2):
            end_hand_off(actor=cast.ana, hand_off_id=crisis_id, outcome=Outcome.CALMER, now=hours(1))
        with pytest.raises(Conflict):
            end_hand_off(actor=cast.ana, hand_off_id=crisis_id, outcome=Outcome.HELP_CAME, now=hours(1))
        one = get_hand_off(cast.ana, crisis_id, TODAY)
    assert [step.at for step in one.steps] == [NOW, *[None] * (len(STAND_IN) - 1)]
    assert (one.outcome, one.is_own_policy, one.numbers["line"]) == (Outcome.CALMER, False, "988")
    assert [who.name for who in one.on_call] == ["Ben"]


def test_the_steps_are_the_program_s_own_where_it_has_a_policy(cast):
    with scope_of_installation():
        for version, day, words in (("1", LONG_AGO, "Old"), ("2", date(2026, 1, 1), "Stay on the line\nCall Ben")):
            ProgramPolicy.objects.create(
                organization_id=cast.organization.id, subject="warmline_crisis", name="A crisis on the line",
                version=version, in_force_on=day, review_on=date(2027, 1, 1), text=words,
                owner_id=cast.faye.engagement_id, entered_at=NOW, entered_by_id=cast.faye.engagement_id,
            )  # fmt: skip
    plan(cast)
    crisis_id = crisis(cast)
    with scope_of(cast.ana):
        one = get_hand_off(cast.ana, crisis_id, TODAY)
    assert [step.step for step in one.steps] == ["Stay on the line", "Call Ben"]
    assert one.source == "A crisis on the line, version 2"


def test_a_crisis_without_a_shift_points_to_help_now(cast):
    with pytest.raises(Conflict, match="Help now"):
        crisis(cast)


def test_a_crisis_past_midnight_stays_with_who_held_it(cast):
    plan(cast, start=-1, end=9)  # until midnight
    crisis_id, tomorrow = crisis(cast), TODAY + timedelta(days=1)
    with scope_of(cast.ana):
        assert is_on_desk(cast.ana, tomorrow)
        later = tomorrow + timedelta(days=1)
        assert not is_on_desk(cast.ana, later)
        assert get_hand_off(cast.ana, crisis_id, later).ended_at is None
        assert list_calls(cast.ana, later).rows == ()
    with scope_of(cast.cleo), pytest.raises(NotFound):
        get_hand_off(cast.cleo, crisis_id, TODAY)


def test_the_manager_counts_and_small_figures_stay_hidden(cast):
    plan(cast)
    for _ in range(11):
        log(cast)
    log(cast, hand_off_id=crisis(cast), came=Came.NEW)
    with scope_of(cast.faye):
        (month,) = list_months(cast.faye, TODAY)
    assert (month.calls, month.crises, month.came[Came.NEW], month.came[Came.BEFORE]) == (12, None, None, None)
    with scope_of(cast.ana), pytest.raises(NotPermitted):
        list_months(cast.ana, TODAY)


def test_the_list_pages(cast):
    plan(cast)
    for _ in range(ON_A_PAGE + 1):
        log(cast)
    with scope_of(cast.ana):
        first, second = list_calls(cast.ana, TODAY), list_calls(cast.ana, TODAY, page=1)
    assert (len(first.rows), first.older, len(second.rows), second.older) == (ON_A_PAGE, 1, 1, None)


def test_steps_and_words_stay_and_the_ledger_names_no_caller(cast):
    plan(cast)
    crisis_id = crisis(cast)
    log(cast, hand_off_id=crisis_id)
    with scope_of(cast.ana):
        mark_step(actor=cast.ana, step_id=new_id(), hand_off_id=crisis_id, step=STAND_IN[0], now=NOW)
        hand_over_shift(actor=cast.ana, hand_over_id=new_id(), words="Quiet", now=NOW)
    with scope_of_installation():
        for model in (HandOffStep, HandOver):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.all().delete()
        bodies = list(LedgerEntry.objects.values_list("body", flat=True))
    assert any("warmline.call.logged" in body for body in bodies)
    assert not any("kite" in body.lower() or "lonely" in body for body in bodies)


def test_nobody_is_said_to_answer_who_left_since_the_shift_was_planned(cast):
    """A line at which nobody answers is planned anew only if the plan shows the gap."""
    for who in ("ana", "cleo"):
        plan(cast, who, 1, 3)
    with scope_of(cast.faye):
        assert [one.peer_name for one in list_shifts(cast.faye, NOW)] == ["Ana", "Cleo"]
        end_engagement(actor=cast.faye, engagement_id=cast.cleo.engagement_id, now=NOW)
        assert [one.peer_name for one in list_shifts(cast.faye, NOW)] == ["Ana"]
