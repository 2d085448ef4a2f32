"""Attendance in minutes of instruction."""

from __future__ import annotations

from datetime import datetime

import pytest

from cairn.credentials.domain.courses import ExamSitting, attended_minutes
from cairn.kernel.instants import Span, as_instant


def _span(start: str, end: str) -> Span:
    return Span(*(as_instant(datetime.fromisoformat(f"2024-06-03T{at}:00+00:00")) for at in (start, end)))


LESSONS = (_span("09:00", "10:30"), _span("10:45", "12:00"))  # a break of a quarter hour between them


def test_trap_04_late_arrival_and_breaks_are_not_attendance():
    assert attended_minutes(LESSONS, [_span("09:10", "12:00")]) == 80 + 75


def test_staying_through_the_break_adds_nothing():
    assert attended_minutes(LESSONS, [_span("08:00", "13:00")]) == 90 + 75


def test_two_check_ins_at_once_are_one_presence():
    presence = [_span("09:00", "10:00"), _span("09:30", "10:30"), _span("10:30", "12:00")]
    assert attended_minutes(LESSONS, presence) == 165
    assert attended_minutes(LESSONS, presence[::-1]) == 165


def test_an_exam_without_items_is_no_exam():
    with pytest.raises(ValueError, match="no exam result"):
        ExamSitting(sat_on=datetime(2024, 6, 3).date(), correct=0, items=0)
