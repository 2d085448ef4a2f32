"""Groups and events: beginning one, inviting, its days, and who hears of it."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from cairn.gatherings.commands.gatherings import begin_gathering, end_gathering, invite_client, take_off_roster
from cairn.gatherings.domain.schedule import AHEAD_DAYS, BACK_DAYS, Schedule
from cairn.gatherings.models import Gathering, Leader, Meeting
from cairn.gatherings.queries.gatherings import ON_A_PAGE, get_gathering, list_gatherings
from cairn.gatherings.queries.meetings import get_meeting
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.gatherings.house import begin, draft, event, group_of_both, invite, opened
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db


def names_seen(actor, after=None):
    with scope_of(actor):
        return [row.name for row in list_gatherings(actor, TODAY, after=after).rows]


def test_a_series_meets_on_its_weekdays_and_no_day_is_written_ahead(cast):
    group = group_of_both(cast)
    with scope_of(cast.ana):
        found = get_gathering(cast.ana, group, TODAY)
    assert {one.on.isoweekday() for one in found.days} == {5}
    assert found.row.next_day == TODAY
    assert found.row.leaders == ("Ana", "Cleo")
    assert max(one.on for one in found.days) <= TODAY + timedelta(days=AHEAD_DAYS)
    assert min(one.on for one in found.days) >= TODAY - timedelta(days=BACK_DAYS)
    with scope_of_installation():
        assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("weekdays", "ends_on", "day", "meets"),
    [
        ((2, 4), None, date(2026, 11, 24), True),
        ((2, 4), None, date(2026, 11, 25), False),
        ((2,), date(2026, 11, 24), date(2026, 11, 24), True),
        ((2,), date(2026, 11, 23), date(2026, 11, 24), False),
        ((2,), None, date(2026, 11, 3), False),  # before the first day
        ((), None, date(2026, 11, 10), True),
        ((), None, date(2026, 11, 17), False),
    ],
)
def test_days_of_a_schedule(weekdays, ends_on, day, meets):
    assert Schedule(weekdays, time(18), 90, date(2026, 11, 10), ends_on).meets_on(day) is meets


def test_who_leads_or_answers_for_it_sees_it_and_nobody_else(cast):
    begin(cast, other_leader_id=None)
    assert names_seen(cast.ana) == names_seen(cast.ben) == names_seen(cast.faye) == ["Coffee and company"]
    assert names_seen(cast.cleo) == names_seen(cast.dov) == []
    with scope_of(cast.jun), pytest.raises(NotPermitted):
        list_gatherings(cast.jun, TODAY)


def test_a_colleague_and_dov_get_the_answer_of_a_group_that_is_not_there(cast):
    group = begin(cast, other_leader_id=None)
    for actor in (cast.cleo, cast.dov):
        for verb in (
            lambda actor=actor: get_gathering(actor, group, TODAY),
            lambda actor=actor: end_gathering(actor=actor, gathering_id=group, last_day=TODAY, now=NOW),
            lambda actor=actor: invite_client(actor=actor, gathering_id=group, client_id=cast.hal.id, now=NOW),
            lambda actor=actor: take_off_roster(actor=actor, gathering_id=group, client_id=cast.gil.id, now=NOW),
        ):
            with scope_of(actor), pytest.raises(NotFound):
                verb()


def test_the_same_send_again_begins_nothing_new(cast):
    gathering_id = new_id()
    begin(cast, id=gathering_id)
    begin(cast, id=gathering_id)
    with scope_of_installation():
        assert (Gathering.objects.count(), Leader.objects.count()) == (1, 2)
        assert LedgerEntry.objects.filter(action="gatherings.gathering.begun").count() == 1
    with pytest.raises(Conflict):
        begin(cast, id=gathering_id, name="Another")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"minutes": 0}, "minutes"),
        ({"size_limit": 0}, "size_limit"),
        ({"ends_on": date(2026, 1, 1)}, "ends_on"),
        ({"weekdays": (8,)}, "weekdays"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(cast, changed, field):
    with pytest.raises(BadInput) as raised:
        begin(cast, **changed)
    assert set(raised.value.problems) == {field}


def test_the_other_leader_is_a_peer_supporter_of_this_house(cast):
    for stranger in (cast.dov, cast.faye):
        with pytest.raises(NotFound):
            begin(cast, other_leader_id=stranger.engagement_id)


def test_only_own_people_are_invited_up_to_the_programs_own_number(cast):
    group = begin(cast, size_limit=1)
    with pytest.raises(NotFound):
        invite(cast, group, cast.hal.id)  # Cleo's
    invite(cast, group, cast.gil.id)
    invite(cast, group, cast.gil.id)  # again: nothing
    with pytest.raises(BadInput, match="full"):
        invite(cast, group, cast.hal.id, cast.cleo)
    with scope_of(cast.ana):
        take_off_roster(actor=cast.ana, gathering_id=group, client_id=cast.gil.id, now=NOW)
        take_off_roster(actor=cast.ana, gathering_id=group, client_id=cast.gil.id, now=NOW)
    invite(cast, group, cast.hal.id, cast.cleo)
    with scope_of(cast.ana):
        assert [one.client_id for one in get_gathering(cast.ana, group, TODAY).roster] == [cast.hal.id]


def test_an_event_has_no_roster(cast):
    with pytest.raises(BadInput, match="no roster"):
        invite(cast, event(cast), cast.gil.id)


def test_a_series_that_ended_is_no_longer_listed(cast):
    group = begin(cast)
    with scope_of(cast.ana):
        with pytest.raises(BadInput):
            end_gathering(actor=cast.ana, gathering_id=group, last_day=date(2026, 1, 1), now=NOW)
        end_gathering(actor=cast.ana, gathering_id=group, last_day=TODAY - timedelta(days=1), now=NOW)
        end_gathering(actor=cast.ana, gathering_id=group, last_day=TODAY - timedelta(days=1), now=NOW)
    assert names_seen(cast.ana) == []


def test_the_list_goes_on_from_an_id_and_loses_nobody(cast):
    for n in range(ON_A_PAGE + 3):
        begin(cast, name=f"Group {n % 7}")
    with scope_of(cast.ana):
        first = list_gatherings(cast.ana, TODAY)
        rest = list_gatherings(cast.ana, TODAY, after=first.after)
    assert len({one.id for one in (*first.rows, *rest.rows)}) == ON_A_PAGE + 3
    assert rest.after is None


def test_past_meetings_go_on_from_a_day(cast):
    group = begin(cast, starts_on=date(2025, 1, 3))
    for week in range(3, ON_A_PAGE + 5):
        opened(cast, group, on=TODAY - timedelta(weeks=week))
    with scope_of(cast.ana):
        first = get_gathering(cast.ana, group, TODAY)
        rest = get_gathering(cast.ana, group, TODAY, before=first.older)
    assert (len(first.past), len(rest.past), rest.older) == (ON_A_PAGE, 2, None)


def test_beginning_is_a_peer_supporters(cast):
    with scope_of(cast.faye), pytest.raises(NotPermitted):
        begin_gathering(actor=cast.faye, draft=draft(cast), now=NOW)


def leave(client, on):
    with scope_of_installation():
        type(client).objects.filter(id=client.id).update(ended_on=on)


def test_who_left_or_died_is_expected_in_no_group_and_fills_no_seat(cast):
    group = begin(cast, size_limit=1)
    invite(cast, group, cast.gil.id)
    leave(cast.gil, TODAY - timedelta(days=1))
    for actor in (cast.ana, cast.cleo, cast.faye):
        with scope_of(actor):
            assert get_gathering(actor, group, TODAY).roster == ()
    invite(cast, group, cast.hal.id, cast.cleo)
    with scope_of(cast.cleo):
        assert [one.client_id for one in get_gathering(cast.cleo, group, TODAY).roster] == [cast.hal.id]


@pytest.mark.parametrize(("days", "stands"), [(-1, False), (0, True), (1, True)])
def test_who_left_on_the_day_of_a_meeting_may_still_have_come(cast, days, stands):
    group = group_of_both(cast)
    meeting = opened(cast, group)
    leave(cast.gil, TODAY + timedelta(days=days))
    with scope_of(cast.cleo):
        assert (cast.gil.id in {one.client_id for one in get_meeting(cast.cleo, meeting, TODAY).people}) is stands
