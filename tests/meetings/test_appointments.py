"""Making an appointment, moving it, calling it off, saying how it went; and who sees what of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Instant
from cairn.meetings.commands.appointments import ask_to_move, call_off_meeting, end_series, settle_meeting
from cairn.meetings.domain.appointments import By, State
from cairn.meetings.domain.times import Repeats
from cairn.meetings.queries.calendar import get_meeting, list_meetings, list_overlaps, list_own_appointments
from cairn.meetings.queries.own_record import list_own_history
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Relationship
from tests.browsers import counted
from tests.meetings.house import TUESDAY, appoint, client_actor, move, placed, read, series
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
NEXT = TUESDAY + timedelta(days=7)
AFTER = Instant(series().span(TUESDAY).end)


def week(cast, actor=None, first=TUESDAY, last=TUESDAY + timedelta(days=13), **narrow):
    actor = actor or cast.ana
    with scope_of(actor):
        return list_meetings(actor, first, last, TODAY, **narrow)


def call_off(cast, appointment_id, actor=None, day=TUESDAY, words="", seen=0, now=NOW):
    actor = actor or cast.ana
    with scope_of(actor):
        call_off_meeting(
            actor=actor, appointment_id=appointment_id, day=day, by=By.PEER, words=words, seen=seen, now=now
        )


def settle(cast, appointment_id, met, actor=None, now=AFTER):
    actor = actor or cast.ana
    with scope_of(actor):
        settle_meeting(actor=actor, appointment_id=appointment_id, day=TUESDAY, met=met, now=now)


def test_an_appointment_is_made_once(cast):
    key = new_id()
    appoint(cast, id=key, where_words="By the\r\nlibrary door")
    appoint(cast, id=key, where_words="By the library door")
    (one,) = week(cast)
    assert (one.name, one.where_words, one.span, one.state) == (
        "Gil", "By the library door", series().span(TUESDAY), State.PLANNED,
    )  # fmt: skip
    with pytest.raises(Conflict):
        appoint(cast, id=key, hour=11)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": TODAY, "hour": 14}, "at"),  # an hour ago
        ({"day": date(2029, 1, 5)}, "day"),
        ({"minutes": 30 * 60}, "minutes"),
        ({"minutes": 0}, "minutes"),
        ({"repeats": Repeats.WEEKLY, "ends_on": TODAY}, "until"),
        ({"where_words": "x" * 121}, "where_words"),
    ],
)
def test_what_cannot_be_taken_names_its_field(cast, changes, field):
    with pytest.raises(BadInput) as raised:
        appoint(cast, **changes)
    assert list(raised.value.problems) == [field]


def test_one_day_of_a_series_moves_and_the_others_stay(cast):
    weekly = appoint(cast, repeats=Repeats.WEEKLY)
    move(cast, weekly, TUESDAY, placed(TUESDAY + timedelta(days=1), 15))
    first, second = week(cast)
    assert (first.day, first.span, first.is_moved) == (TUESDAY, placed(TUESDAY + timedelta(days=1), 15).span, True)
    assert (second.day, second.is_moved) == (NEXT, False)
    assert [one.day for one in week(cast, first=TUESDAY, last=TUESDAY)] == []
    assert [one.day for one in week(cast, first=first.span.start.date(), last=first.span.start.date())] == [TUESDAY]


def test_of_two_who_move_one_meeting_the_first_stands_and_the_second_is_told(cast):
    once = appoint(cast)
    move(cast, once, TUESDAY, placed(TUESDAY, 12))
    with pytest.raises(Conflict) as raised:
        move(cast, once, TUESDAY, placed(TUESDAY, 14))
    assert raised.value.current_version == 1
    assert read(cast, once).span == placed(TUESDAY, 12).span
    move(cast, once, TUESDAY, placed(TUESDAY, 12))  # the same again is no second move
    assert read(cast, once).version == 1
    move(cast, once, TUESDAY, placed(TUESDAY, 14, version=1))
    assert read(cast, once).span == placed(TUESDAY, 14).span


def test_moving_into_the_past_or_for_thirty_hours_is_refused(cast):
    once = appoint(cast)
    for to, field in ((placed(TODAY, 9), "at"), (placed(TUESDAY, 9, minutes=1800), "minutes")):
        with pytest.raises(BadInput) as raised:
            move(cast, once, TUESDAY, to)
        assert list(raised.value.problems) == [field]


def test_who_called_it_off_stays_with_kind_words_and_it_can_be_planned_again(cast):
    once = appoint(cast)
    call_off(cast, once, words="Snow.\nSoon!")
    call_off(cast, once, words="Snow.\nSoon!")
    one = read(cast, once)
    assert (one.state, one.called_off_by, one.words, one.is_standing) == (
        State.CALLED_OFF,
        "peer",
        "Snow. Soon!",
        False,
    )
    move(cast, once, TUESDAY, placed(NEXT, 10, version=1))
    assert (read(cast, once).state, read(cast, once).called_off_by) == (State.PLANNED, "")


def test_what_is_over_is_not_called_off_and_what_is_to_come_did_not_happen(cast):
    once = appoint(cast)
    with pytest.raises(BadInput):
        call_off(cast, once, now=AFTER)
    with pytest.raises(BadInput):
        settle(cast, once, met=True, now=NOW)


def test_they_met_or_did_not_and_that_can_be_put_right(cast):
    once = appoint(cast)
    settle(cast, once, met=False)
    assert read(cast, once).state.label == "Did not meet"
    settle(cast, once, met=True)
    settle(cast, once, met=True)
    assert (read(cast, once).state, read(cast, once).version) == (State.MET, 2)


def test_a_series_ends_and_its_moved_days_go_with_it(cast):
    weekly = appoint(cast, repeats=Repeats.WEEKLY)
    move(cast, weekly, NEXT, placed(NEXT, 8))
    with scope_of(cast.ana):
        end_series(actor=cast.ana, appointment_id=weekly, after=TUESDAY, now=NOW)
        end_series(actor=cast.ana, appointment_id=weekly, after=TUESDAY, now=NOW)
        with pytest.raises(NotFound):
            end_series(actor=cast.ana, appointment_id=weekly, after=TUESDAY + timedelta(days=1), now=NOW)
    assert [one.day for one in week(cast)] == [TUESDAY]
    with pytest.raises(NotFound):
        read(cast, weekly, NEXT)


def test_a_series_does_not_end_before_a_meeting_that_was_written_up(cast):
    weekly, later = appoint(cast, repeats=Repeats.WEEKLY), Instant(series().span(NEXT).end)
    with scope_of(cast.ana):
        settle_meeting(actor=cast.ana, appointment_id=weekly, day=NEXT, met=True, now=later)
        with pytest.raises(BadInput, match="how a later meeting went"):
            end_series(actor=cast.ana, appointment_id=weekly, after=TUESDAY, now=later)
        end_series(actor=cast.ana, appointment_id=weekly, after=NEXT, now=later)
    assert read(cast, weekly, NEXT).state is State.MET


def test_overlaps_are_told_and_nothing_is_blocked(cast):
    first, second = appoint(cast), appoint(cast, minutes=30)
    appoint(cast, hour=11)  # begins when the first ends
    with scope_of(cast.ana):
        found = list_overlaps(cast.ana, [get_meeting(cast.ana, second, TUESDAY, TODAY)], TODAY)
    assert [one.appointment_id for one in found] == [first]


def test_the_client_sees_their_own_asks_for_another_time_and_calls_off(cast):
    once, gil = appoint(cast, where_words="Library"), client_actor(cast)
    appoint(cast, pair=cast.hal_and_cleo.id, actor=cast.cleo)
    with scope_of(gil):
        (one,) = list_own_appointments(gil, TODAY)
        assert (one.peer_name, one.where_words, one.client_id) == ("Ana", "Library", cast.gil.id)
        ask_to_move(actor=gil, appointment_id=once, day=TUESDAY, wish="After\r\nlunch", now=NOW)
    assert read(cast, once).wish == "After lunch"
    assert read(cast, once).span == series().span(TUESDAY)
    call_off(cast, once, actor=gil, seen=1)
    assert read(cast, once).called_off_by == "client"  # whatever the form says
    with pytest.raises(NotPermitted):
        settle(cast, once, met=False, actor=gil)


@pytest.mark.parametrize("name", ["ben", "faye"])
def test_who_answers_for_the_peer_sees_times_not_names(cast, name):
    appoint(cast, where_words="Library")
    (one,) = week(cast, actor=cast.actors[name])
    assert (one.peer_name, one.name, one.client_id, one.where, one.where_words) == ("Ana", "", None, None, "")


@pytest.mark.parametrize("name", ["cleo", "dov"])
def test_nobody_else_sees_or_changes_anything(cast, name):
    once, other = appoint(cast), cast.actors[name]
    assert week(cast, actor=other) == ()
    for act in (
        lambda: read(cast, once, actor=other),
        lambda: move(cast, once, TUESDAY, placed(TUESDAY, 12), actor=other),
        lambda: call_off(cast, once, actor=other),
        lambda: settle(cast, once, met=True, actor=other),
        lambda: appoint(cast, actor=other),
    ):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotPermitted):
        week(cast, actor=cast.jun)


def test_a_calendar_costs_two_statements_at_any_size(cast):
    appoint(cast, repeats=Repeats.WEEKLY)
    with counted() as few:
        week(cast)
    for hour in range(8, 18):
        moved = appoint(cast, hour=hour, repeats=Repeats.WEEKLY)
        move(cast, moved, TUESDAY, placed(NEXT, hour))
    with counted() as many:
        week(cast)
    assert len(many) == len(few) == 2, str(many)


def test_the_last_hour_of_the_longest_day_belongs_to_it(cast):
    long_day = date(2027, 11, 7)  # of 25 hours: the clocks go back
    appoint(cast, long_day, 23, minutes=30)
    appoint(cast, long_day + timedelta(days=1), 0, minutes=30)
    assert [one.day for one in week(cast, first=long_day, last=long_day)] == [long_day]


def test_what_is_taken_along_tells_of_no_meeting_after_the_two_parted(cast):
    appoint(cast, TUESDAY, repeats=Repeats.WEEKLY)
    gil = client_actor(cast)
    with scope_of_installation():
        Relationship.objects.filter(id=cast.gil_and_ana.id).update(ended_on=NEXT + timedelta(days=1))
    with scope_of(gil):
        told = list_own_history(gil, NEXT + timedelta(days=60)).meetings
    assert [one.day for one in told] == [NEXT, TUESDAY]
