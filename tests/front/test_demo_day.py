"""The day that a demo begins on is the day of its own place, so that what is told of today is today on its pages."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from cairn.front.cli import demo
from cairn.front.demo import people
from cairn.front.demo.words import ANYWHERE, APART, HAPPENED, TOGETHER, fitting


@pytest.mark.parametrize(
    ("utc", "day"),
    [
        (datetime(2026, 11, 21, 2, 30, tzinfo=UTC), "2026-11-20"),
        (datetime(2026, 11, 21, 6, 59, tzinfo=UTC), "2026-11-20"),
        (datetime(2026, 11, 21, 7, 0, tzinfo=UTC), "2026-11-21"),
        (datetime(2026, 7, 4, 5, 59, tzinfo=UTC), "2026-07-03"),
    ],
)
def test_an_evening_in_montana_is_not_tomorrow(monkeypatch, utc, day):
    monkeypatch.setattr(time, "time", utc.timestamp)
    assert demo._real_today().isoformat() == day


def test_it_is_the_clock_of_the_house():
    assert demo.ZONE == people.ZONE


@pytest.mark.parametrize("is_apart", [True, False])
def test_what_happened_fits_where_it_happened(is_apart):
    told = {fitting(words, is_apart=is_apart) for words in HAPPENED}
    assert not told & (TOGETHER if is_apart else APART)
    assert told > set(ANYWHERE)
    assert any("Rode along" in words for words in TOGETHER)
    assert any("by phone" in words for words in APART)
