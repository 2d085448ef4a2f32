"""From what was told to the minutes that passed: exact across midnight and clock changes, and never guessed."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant
from cairn.support.domain.told_times import ToldTime, span_of
from tests.people import NOW, ZONE, at

SPRING, AUTUMN = date(2026, 3, 8), date(2025, 11, 2)


def test_a_length_alone_ended_just_now():
    span = span_of(ToldTime(minutes=45), Instant(NOW + timedelta(seconds=40)), ZONE)
    assert (span.start, span.end, span.minutes) == (at(14, 15), at(15, 0), 45)


@pytest.mark.parametrize(
    ("told", "minutes"),
    [
        (ToldTime(start=time(10), stop=time(10, 23)), 23),
        (ToldTime(minutes=30, start=time(10)), 30),
        (ToldTime(minutes=30, stop=time(10)), 30),
        (ToldTime(minutes=60, start=time(10), stop=time(10, 7)), 7),
        (ToldTime(day=date(2026, 11, 18), start=time(23, 40), stop=time(0, 35), past_midnight=True), 55),
        (ToldTime(day=SPRING, start=time(1, 30), stop=time(3, 30)), 60),
        (ToldTime(day=SPRING, minutes=60, start=time(1, 30)), 60),
        (ToldTime(day=AUTUMN, start=time(0, 30), stop=time(2, 30)), 180),
        (ToldTime(day=AUTUMN, start=time(1, 30), stop=time(1, 30), which_start="first", which_stop="second"), 60),
    ],
)
def test_what_passed(told, minutes):
    assert span_of(told, NOW, ZONE).minutes == minutes


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (ToldTime(), "minutes"),
        (ToldTime(minutes=0), "minutes"),
        (ToldTime(start=time(10)), "minutes"),
        (ToldTime(day=date(2026, 11, 18), minutes=30), "start"),
        (ToldTime(start=time(10), stop=time(9)), "stop"),
        (ToldTime(start=time(10), stop=time(10)), "stop"),
        (ToldTime(day=SPRING, minutes=30, start=time(2, 30)), "start"),
        (ToldTime(day=SPRING, start=time(1), stop=time(2, 59)), "stop"),
        (ToldTime(day=AUTUMN, minutes=30, start=time(1, 30)), "which_start"),
        (ToldTime(day=AUTUMN, start=time(0, 30), stop=time(1, 30)), "which_stop"),
        (ToldTime(day=AUTUMN, start=time(1, 30), stop=time(1, 30), which_start="second", which_stop="first"), "stop"),
    ],
)
def test_what_cannot_be_or_could_be_two_things_is_asked_for(told, field):
    with pytest.raises(BadInput) as raised:
        span_of(told, NOW, ZONE)
    assert list(raised.value.problems) == [field]
