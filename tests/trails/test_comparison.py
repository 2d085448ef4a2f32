"""Two places side by side: what is lacking on each way, with its source; what no source says is said to be so."""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from cairn.platform.packs import certifying_places, rules_on, shared_places
from cairn.trails.domain.comparison import compare_places
from tests.browsers import counted, set_clock, sign_in

ON = date(2026, 11, 20)
PLACES = {"us-mt", "us-ca", "us-tx", "us-nc", "us-pa", "us-oh", "us-wa", "icrc", "naadac"}


def compared(here: str, there: str, on: date = ON):
    return compare_places(rules_on(on, here), rules_on(on, there), shared_places())


def lacks(here: str, there: str) -> dict[str, str]:
    return {row.title: row.lacks_there for row in compared(here, there).lacks_there}


def row_of(here: str, there: str, title: str):
    return next(row for row in compared(here, there).rows if row.title == title)


def test_every_certifying_place_is_there_and_the_training_body_is_not():
    assert set(certifying_places()) == PLACES


@pytest.mark.parametrize(("here", "there"), list(permutations(sorted(PLACES), 2)))
def test_every_two_places_compare_and_turn_round(here, there):
    one, other = compared(here, there), compared(there, here)
    assert one.rows
    assert [(row.title, row.lacks_there) for row in one.rows] == [(row.title, row.lacks_here) for row in other.rows]
    for row in one.rows:
        for side in filter(None, (row.here, row.there)):
            assert side.shown
            assert all(entry.citation.text for entry in side.entries)
            assert all(entry.place not in ("us-federal",) for entry in side.entries)
        if row.lacks_there:
            assert row.there is not None


def test_a_place_lacks_nothing_in_itself():
    assert not compared("us-mt", "us-mt").lacks_there


def test_montana_in_california_and_back():
    there = lacks("us-mt", "us-ca")
    assert there["Training"] == "40 h more (80 hours against 40 hours)"
    assert there["Least age"] == "18 years to show"
    assert there["Continuing education in law and ethics, each period"].startswith("6 hours/period to show")
    assert "Continuing education, by the year" not in there
    back = lacks("us-ca", "us-mt")
    assert back["Continuing education, by the year"] == "10 h a year more (20 hours/year against 20 hours in 2 years)"
    assert back["Time in recovery"].startswith("2 years to show")
    assert "Training" not in back


def test_the_same_value_is_covered_and_a_larger_one_too():
    assert "Training" not in lacks("us-mt", "us-oh")
    assert "Exam, pass mark" not in lacks("us-mt", "us-oh")
    assert lacks("us-oh", "us-mt")["Exam, pass mark"] == "10 points more (4/5 (80%) against 7/10 (70%))"
    assert "Time in recovery" not in lacks("us-mt", "us-wa")
    assert lacks("us-wa", "us-mt")["Time in recovery"] == "12 months more (2 years against 12 months)"


def test_hours_of_longer_terms_are_weighed_by_the_year():
    title = "Suicide prevention, by the year"
    assert title not in lacks("us-mt", "us-wa")  # 2 h in 2 years against 3 h in 6
    assert lacks("us-wa", "us-mt")[title] == "30 min a year more (2 hours in 2 years against 3 hours in 6 years)"


def test_where_less_is_stricter_the_smaller_asks_for_more():
    title = "Background check, how old at most"
    assert lacks("us-oh", "us-mt")[title] == "90 days at most, against 365 days"
    assert title not in lacks("us-mt", "us-oh")


def test_a_place_without_an_exam_asks_for_none():
    assert "Exam" not in lacks("us-mt", "us-nc")
    assert lacks("us-nc", "us-mt")["Exam"] == "yes to show"


def test_what_is_measured_differently_is_not_weighed():
    assert lacks("us-tx", "us-nc")["Training"].startswith("50 hours to show")
    assert lacks("us-mt", "us-tx")["Training, the core course"].startswith("19.5 hours to show")
    assert row_of("us-mt", "us-tx", "Training, recovery").there.hint.startswith("After the core course; this one or")
    assert "Months of full-time practice" in lacks("us-wa", "naadac")


def test_the_rules_of_the_day_are_compared():
    older = next(row for row in compared("us-mt", "naadac", date(2018, 6, 1)).rows if row.title == "Hours of practice")
    assert older.lacks_there.startswith("200 hours to show")
    assert "Hours of practice" not in lacks("us-mt", "naadac")


def test_what_is_not_verified_says_so():
    assert "not verified" in row_of("us-mt", "us-tx", "Training, the core course").there.note
    assert row_of("us-mt", "us-tx", "Training, the core course").here is None


@pytest.mark.django_db
def test_the_page_says_source_standing_and_what_was_not_found(cast, monkeypatch):
    set_clock(monkeypatch)
    browser = sign_in(cast, "ivo")
    with counted() as count:
        page = browser.get("/trail/compare/?from=us-mt&to=us-tx")
    assert len(count) == 0
    said = page.content.decode()
    for words in ("With a certificate of Montana, in Texas", "With a certificate of Texas, in Montana", "Not found in a source",
                  "Not verified", "1 TAC 354.3151-354.3209", "Best Practices Guide 2022"):  # fmt: skip
        assert words in said, words
    assert browser.get("/trail/compare/?from=icrc&to=naadac").status_code == 200
    assert "The same place twice" in browser.get("/trail/compare/?from=us-mt&to=us-mt").content.decode()
    wrong = browser.get("/trail/compare/?from=us-mt&to=atlantis")
    assert (wrong.status_code, "Choose a place" in wrong.content.decode()) == (400, True)


@pytest.mark.django_db
def test_who_may_compare(cast, monkeypatch):
    set_clock(monkeypatch)
    for name in ("ivo", "faye", "hana", "kay"):
        assert sign_in(cast, name).get("/trail/compare/").status_code == 200
        assert "Two places side by side" in sign_in(cast, name).get("/rules/").content.decode()
    for name in ("ana", "ben", "jun", "lee", "mia", "noor"):
        assert sign_in(cast, name).get("/trail/compare/").status_code == 403
        assert "Two places side by side" not in sign_in(cast, name).get("/rules/").content.decode()
