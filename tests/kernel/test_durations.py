"""Minutes in words, and the traps of time that no single room owns."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from fractions import Fraction

import pytest

from cairn.kernel.durations import in_hours, rounded_up
from cairn.kernel.instants import Span, as_instant, from_local, minutes_between


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min"), (-90, "−1 h 30 min")],
)
def test_in_hours(minutes: int, words: str):
    assert in_hours(minutes) == words


def test_rounded_up():
    assert rounded_up(Fraction(1, 2)) == 1
    assert rounded_up(Fraction(3)) == 3
    assert rounded_up(Fraction(-1, 2)) == 0


def _span(start: str, end: str) -> Span:
    return Span(*(as_instant(datetime.fromisoformat(f"2024-06-03T{at}:00+00:00")) for at in (start, end)))


def test_trap_33_touching_spans_do_not_overlap():
    first, second, third = _span("10:00", "10:30"), _span("10:30", "11:00"), _span("10:29", "10:31")
    assert not first.overlaps(second)
    assert first.overlap_minutes(second) == 0
    assert first.overlaps(third)
    assert third.overlaps(second)
    assert first.overlap_minutes(third) == 1


def test_trap_32_minutes_are_whole_and_never_rounded_to_five():
    start = as_instant(datetime(2024, 6, 3, 10, 0, 59, tzinfo=UTC))
    end = as_instant(datetime(2024, 6, 3, 10, 23, 1, tzinfo=UTC))
    assert minutes_between(start, end) == 23
    assert type(minutes_between(start, end)) is int


def test_trap_35_the_night_of_the_spring_change():
    day, zone = date(2024, 3, 10), "America/Denver"
    start, end = from_local(day, time(1, 30), zone), from_local(day, time(3, 30), zone)
    assert minutes_between(start, end) == 60
    autumn = date(2024, 11, 3)
    first, second = (from_local(autumn, time(1, 30), zone, fold=fold) for fold in (0, 1))
    assert minutes_between(first, second) == 60
