"""Figures by month: summed, hidden where few stand behind them, the manager's only."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.gatherings.domain.attendance import Came
from cairn.gatherings.domain.counts import MeetingCount, by_month
from cairn.gatherings.queries.figures import list_months
from cairn.kernel.errors import NotPermitted
from cairn.privacy.scope import scope_of
from tests.gatherings.house import close, event, group_of_both, opened
from tests.people import TODAY


def test_the_same_few_who_come_each_week_stay_hidden():
    weekly = [MeetingCount(date(2026, 11, day), False, 4, 1) for day in (3, 10, 17, 24)]
    (month,) = by_month(weekly)
    assert (month.meetings, month.visits, month.events, month.heads) == (4, None, 0, 0)


@pytest.mark.parametrize(("came", "shown"), [(0, 0), (1, None), (10, None), (11, 11)])
def test_where_hiding_begins_and_ends(came, shown):
    assert by_month([MeetingCount(TODAY, True, 0, came)])[0].heads == shown


def test_months_stand_apart_newest_first():
    found = by_month([MeetingCount(date(2026, 10, 31), True, 0, 20), MeetingCount(date(2026, 11, 1), True, 0, 30)])
    assert [(one.first, one.heads) for one in found] == [(date(2026, 11, 1), 30), (date(2026, 10, 1), 20)]


@pytest.mark.django_db
def test_the_manager_reads_how_many_came_to_closed_meetings(cast):
    close(cast, opened(cast, event(cast)), walk_ins=34)
    opened(cast, event(cast))  # not closed: counts nowhere
    close(cast, opened(cast, group_of_both(cast)), Came(cast.gil.id, came=True), walk_ins=11)
    with scope_of(cast.faye):
        (month,) = list_months(cast.faye, TODAY)
    assert (month.meetings, month.visits, month.events, month.heads) == (1, 12, 1, 34)
    with scope_of(cast.ana), pytest.raises(NotPermitted):
        list_months(cast.ana, TODAY)
