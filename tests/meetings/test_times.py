"""On which days a series meets, and when by the clock of the place."""

from __future__ import annotations

from datetime import date, time

import pytest

from cairn.kernel.instants import begins_at, from_local, minutes_between
from cairn.meetings.domain.appointments import one_line
from cairn.meetings.domain.check_ins import Rhythm, Way, due_on
from cairn.meetings.domain.times import Repeats, span_at
from tests.meetings.house import series
from tests.people import ZONE


@pytest.mark.parametrize(
    ("repeats", "begin", "days"),
    [
        (Repeats.ONCE, date(2026, 11, 24), [24]),
        (Repeats.WEEKLY, date(2026, 11, 3), [3, 10, 17, 24]),
        (Repeats.TWO_WEEKLY, date(2026, 10, 27), [10, 24]),
        (Repeats.MONTHLY, date(2026, 10, 20), [17]),  # the third Tuesday
        (Repeats.MONTHLY, date(2026, 9, 29), [24]),  # a fifth Tuesday: the last of every month
    ],
)
def test_the_days_of_a_series(repeats, begin, days):
    found = series(begin, repeats=repeats).days(date(2026, 11, 1), date(2026, 11, 30))
    assert [day.day for day in found] == days


def test_a_series_ends_with_its_last_day():
    weekly = series(date(2026, 11, 3), repeats=Repeats.WEEKLY, ends_on=date(2026, 11, 17))
    assert len(weekly.days(date(2026, 1, 1), date(2027, 1, 1))) == 3
    assert weekly.next_day(date(2026, 11, 11)) == date(2026, 11, 17)
    assert weekly.next_day(date(2026, 11, 18)) is None


def test_ten_in_the_morning_stays_ten_in_the_morning_across_both_clock_changes():
    weekly = series(date(2026, 10, 27), repeats=Repeats.WEEKLY)
    hours = {weekly.span(day).start.hour for day in weekly.days(date(2026, 10, 1), date(2027, 4, 1))}
    assert hours == {16, 17}  # in Greenwich


def test_a_meeting_over_the_night_of_a_clock_change_lasts_as_long_as_it_says():
    spring, autumn = span_at(date(2027, 3, 14), time(1), 180, ZONE), span_at(date(2026, 11, 1), time(0, 30), 120, ZONE)
    assert (spring.minutes, autumn.minutes) == (180, 120)


def test_an_hour_that_the_clock_skips_is_an_hour_later():
    skipped = span_at(date(2027, 3, 14), time(2, 30), 60, ZONE)
    assert skipped.start == span_at(date(2027, 3, 14), time(3, 30), 60, ZONE).start
    assert minutes_between(span_at(date(2027, 3, 14), time(1, 30), 60, ZONE).start, skipped.start) == 60


def test_words_become_one_line():
    assert one_line("By the door\r\nBEGIN:VALARM\x00\u2028\u202e ok") == "By the door BEGIN:VALARM ok"


@pytest.mark.parametrize(
    ("last", "due"),
    [(None, date(2026, 11, 8)), (date(2026, 10, 1), date(2026, 11, 8)), (date(2026, 11, 10), date(2026, 11, 17))],
)
def test_a_check_in_is_counted_from_the_last_contact_or_the_day_they_agreed(last, due):
    assert due_on(Rhythm(7, Way.CALL, date(2026, 11, 1)), last) == due


def test_what_is_planned_for_the_skipped_hour_begins_when_the_alarm_rings():
    night = date(2027, 3, 14)
    assert begins_at(night, time(2, 30), ZONE) == begins_at(night, time(3, 30), ZONE)
    assert begins_at(night, time(1, 59), ZONE) == from_local(night, time(1, 59), ZONE)
