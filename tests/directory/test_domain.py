"""Hours as people write them, how far apart places are, and what is drawn of it."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

import pytest

from cairn.directory.domain.entries import Phone, read_degrees, read_phones, show_phones
from cairn.directory.domain.freshness import Freshness, Terms, how_fresh, is_capacity_stale
from cairn.directory.domain.hours import (
    DAYS,
    Opening,
    Standing,
    hours_as_json,
    hours_from_json,
    read_hours,
    show_hours,
    standing,
)
from cairn.platform.distances import laid_out, middle_of, miles_between

WORKDAYS = DAYS[:5]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Mon-Fri 9:00-17:00", [Opening(WORKDAYS, time(9), time(17))]),
        ("mon – fri 9 am to 5 pm", [Opening(WORKDAYS, time(9), time(17))]),
        ("Weekdays: 9am-12pm, 1pm-5pm", [Opening(WORKDAYS, time(9), time(12)), Opening(WORKDAYS, time(13), time(17))]),
        ("Tuesdays 10:30 a.m. - 2 p.m.", [Opening(("TU",), time(10, 30), time(14))]),
        ("Sat & Sun 18-24", [Opening(("SA", "SU"), time(18), time(23, 59))]),
        ("Fri-Mon 6 pm - 2 am", [Opening(("MO", "FR", "SA", "SU"), time(18), time(2))]),
        ("24/7", [Opening(DAYS, time(0), time(23, 59))]),
        ("Every day 24 hours", [Opening(DAYS, time(0), time(23, 59))]),
        (
            "Mon 12:00 am - 1:00 am from 2026-12-01 until 2027-01-31",
            [Opening(("MO",), time(0), time(1), date(2026, 12, 1), date(2027, 1, 31))],
        ),
    ],
)
def test_hours_are_read_as_written_and_shown_so_that_they_read_again(line, expected):
    hours = read_hours(line)
    assert list(hours) == expected
    assert read_hours(show_hours(hours)) == hours
    assert hours_from_json(hours_as_json(hours)) == hours


@pytest.mark.parametrize(
    "line",
    [
        "Mon-Fri",
        "someday 9-17",
        "Mon 9-5",
        "Mon 9am-5",
        "Mon 25:00-26:00",
        "Mon 13 pm - 2 pm",
        "9-17",
        "Mon 9",
        "Mon-Tue-Wed 9-17",
        "Mon 9-17 from 2026-13-01",
        "x" * 5000,
    ],
)
def test_hours_that_could_mean_two_things_are_not_guessed(line):
    with pytest.raises(ValueError, match="“"):
        read_hours(line)


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute)  # the 16th is a Monday


@pytest.mark.parametrize(
    ("hours", "when", "expected"),
    [
        ("Mon 9am-5pm", at(16, 9), Standing.OPEN),
        ("Mon 9am-5pm", at(16, 17), Standing.CLOSED),
        ("Mon 9am-5pm", at(17, 10), Standing.CLOSED),
        ("Mon 6pm-2am", at(16, 23), Standing.OPEN),
        ("Mon 6pm-2am", at(17, 1, 59), Standing.OPEN),
        ("Mon 6pm-2am", at(17, 2), Standing.CLOSED),
        ("Mon 6pm-2am", at(16, 1), Standing.CLOSED),
        ("Mon all day", at(16, 23, 59), Standing.OPEN),
        ("Mon all day from 2026-12-01", at(16, 12), Standing.UNKNOWN),
        ("", at(16, 12), Standing.UNKNOWN),
    ],
)
def test_open_closed_or_not_known(hours, when, expected):
    assert standing(read_hours(hours), when) is expected


def test_a_look_counts_for_as_long_as_the_terms_say():
    terms, today = Terms(10, 20, 3), date(2026, 11, 30)
    ages = {20: Freshness.FRESH, 19: Freshness.CONFIRM, 10: Freshness.CONFIRM, 9: Freshness.OLD}
    assert {day: how_fresh(date(2026, 11, day), today, terms) for day in ages} == ages
    assert how_fresh(None, today, terms) is Freshness.OLD
    assert [is_capacity_stale(date(2026, 11, day), today, terms) for day in (27, 26)] == [False, True]
    assert not is_capacity_stale(None, today, terms)


def test_distance_by_hand():
    # One degree of a great circle is 3958.8 miles * pi / 180.
    assert miles_between((0, 0), (0, 1)) == pytest.approx(69.09, abs=0.01)
    assert miles_between((46, -112), (47, -112)) == pytest.approx(69.09, abs=0.01)
    assert miles_between((60, 0), (60, 1)) == pytest.approx(34.55, abs=0.02)
    assert miles_between((90, 0), (-90, 0)) == pytest.approx(12437, abs=1)
    assert (middle_of([]), middle_of([(1, 2), (3, 4)])) == (None, (2, 3))


def test_the_drawing_keeps_directions_and_stays_inside():
    spots, per_mile = laid_out([(47, -112), (46, -112), (46, -111)], 300, 200, 20)
    (x1, y1), (x2, y2), (x3, y3) = spots
    assert y1 < y2 == y3
    assert x1 == x2 < x3
    assert all(20 - 1e-6 <= x <= 280 + 1e-6 and 20 - 1e-6 <= y <= 180 + 1e-6 for x, y in spots)
    assert (y2 - y1) / per_mile == pytest.approx(69.09, abs=0.01)
    assert laid_out([(46, -112), (46, -112)], 300, 200, 20) == ([(150, 100), (150, 100)], 0)


def test_phones_and_degrees_read_as_shown():
    phones = read_phones("(406) 555-0100, 24 hours\n988\n+1 406 555 0101 ask for Jo")
    assert phones == (Phone("(406) 555-0100", "24 hours"), Phone("988"), Phone("+1 406 555 0101", "ask for Jo"))
    assert read_phones(show_phones(phones)) == phones
    with pytest.raises(ValueError, match="number first"):
        read_phones("ask for Jo")
    assert (read_degrees(" 46.5891234 "), read_degrees("")) == (Decimal("46.589123"), None)
    for wrong in ("north", "NaN", "Infinity", "999"):
        with pytest.raises(ValueError, match="degrees"):
            read_degrees(wrong)
