"""How full a week is: a word for the supervisor, the times for the peer supporter alone."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.kernel.errors import NotPermitted
from cairn.kernel.instants import Span
from cairn.privacy.scope import scope_of
from cairn.work.domain.loads import (
    LATE_FROM,
    LATE_STEP,
    LATE_UNTIL,
    LOAD_STEP,
    RULE,
    WEEKS_BEFORE,
    WEEKS_NEEDED,
    Band,
    band_of,
    load_of,
)
from cairn.work.domain.shares import share_words
from cairn.work.queries.day_sheets import get_day_sheet
from cairn.work.queries.loads import PeerLoad, list_loads
from cairn.work.queries.miles import list_miles
from cairn.work.queries.worked import list_worked
from tests.browsers import counted, set_clock, sign_in
from tests.labor import contact, hire_more, worked
from tests.people import TODAY, ZONE, at

FULL = 40 * 60


@pytest.mark.parametrize(
    ("recent", "before", "step", "band"),
    [
        (FULL, [FULL] * 8, LOAD_STEP, Band.USUAL),
        (FULL + 300, [FULL] * 8, LOAD_STEP, Band.USUAL),  # an eighth over is still usual
        (FULL + 301, [FULL] * 8, LOAD_STEP, Band.MORE),
        (FULL + 600, [FULL] * 8, LOAD_STEP, Band.MORE),
        (FULL + 601, [FULL] * 8, LOAD_STEP, Band.MUCH_MORE),
        (0, [FULL] * 8, LOAD_STEP, Band.USUAL),  # less is never remarked on
        (600 + 240, [600] * 8, LOAD_STEP, Band.USUAL),  # of a short week a fraction may be chance
        (600 + 241, [600] * 8, LOAD_STEP, Band.MORE),
        (600 + 481, [600] * 8, LOAD_STEP, Band.MUCH_MORE),
        (60, [0] * 8, LATE_STEP, Band.USUAL),
        (61, [0] * 8, LATE_STEP, Band.MORE),
        (121, [0] * 8, LATE_STEP, Band.MUCH_MORE),
        (121, [120] * 8, LATE_STEP, Band.USUAL),  # late work that is one's own habit
        (5000, [10, 10, 10], LOAD_STEP, Band.UNKNOWN),
    ],
)
def test_the_word_follows_from_the_own_weeks(recent, before, step, band):
    assert band_of(recent, before, step) is band


def test_the_rule_in_words_names_the_numbers_that_are_used():
    assert f"at least {LOAD_STEP // 60} hours" in RULE
    assert f"it is {LATE_STEP // 60} hour and {2 * LATE_STEP // 60}" in RULE
    assert f"{LATE_FROM.hour - 12} pm to {LATE_UNTIL.hour} am" in RULE
    assert (WEEKS_BEFORE, WEEKS_NEEDED) == (8, 4)


ORDER = [Band.USUAL, Band.MORE, Band.MUCH_MORE]


@given(st.integers(0, 9000), st.integers(0, 9000), st.lists(st.integers(0, 6000), min_size=4, max_size=8))
def test_more_work_never_sounds_like_less_and_the_order_of_weeks_says_nothing(one, more, before):
    low, high = sorted((one, more))
    assert ORDER.index(band_of(low, before, LOAD_STEP)) <= ORDER.index(band_of(high, before, LOAD_STEP))
    assert band_of(one, before, LOAD_STEP) is band_of(one, sorted(before), LOAD_STEP)


def test_evening_and_night_are_counted_to_the_minute():
    spans = [
        Span(at(19, 30), at(20, 20)),  # 20 of 50
        Span(at(23, 50, days_ago=1), at(0, 10)),  # all 20, over midnight
        Span(at(5, 30), at(6, 30)),  # 30 of 60
        Span(at(12), at(13)),
    ]
    load = load_of(spans, [(TODAY, 600)], TODAY, ZONE)
    assert (load.this.late, load.this.worked) == (70, 50 + 20 + 60 + 60 + 600)


def test_the_night_of_a_clock_change_counts_the_hours_that_passed():
    change = date(2026, 3, 8)
    ago = (TODAY - change).days
    load = load_of([Span(at(1, 30, days_ago=ago), at(3, 30, days_ago=ago))], [], change, ZONE)
    assert load.this.late == 60


def test_weeks_are_seven_days_back_from_the_day_and_empty_ones_are_left_out():
    entries = [(TODAY - timedelta(days=days), 100 + days) for days in (0, 6, 7, 13, 14, 62, 63, -1)]
    load = load_of([], entries, TODAY, ZONE)
    assert load.this.worked == 206
    assert [week.worked for week in load.before] == [220, 114, 0, 0, 0, 0, 0, 162]
    assert load.worked_band is Band.UNKNOWN  # three weeks with work are too few


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (0, 0, ""),
        (0, 60, "none"),
        (1, 600, "a small part"),
        (15, 60, "about a quarter"),
        (20, 60, "about a third"),
        (30, 60, "about half"),
        (40, 60, "about two thirds"),
        (45, 60, "about three quarters"),
        (52, 60, "most"),
        (59, 60, "nearly all"),
        (60, 60, "all"),
    ],
)
def test_a_share_is_said_in_plain_words(part, whole, words):
    assert share_words(part, whole) == words


def evening_of_ana(cast) -> None:
    """Eight usual weeks, then a week with 43 late minutes on each of five evenings."""
    with scope_of(cast.ana):
        for week in range(9):
            for day in range(1, 6):
                worked(cast, TODAY - timedelta(days=7 * week + day), FULL // 5)
        for days_ago in range(1, 6):
            contact(cast, at(21, 41, days_ago=days_ago), at(22, 24, days_ago=days_ago))


@pytest.mark.django_db
def test_the_supervisor_gets_two_words_by_name(cast):
    evening_of_ana(cast)
    with scope_of(cast.ben):
        (ana,) = list_loads(cast.ben, TODAY)
    assert (ana.name, ana.worked, ana.late) == ("Ana", Band.USUAL, Band.MUCH_MORE)
    assert {field.type for field in fields(PeerLoad)} <= {
        "UUID",
        "str",
        "Band",
        UUID,
        str,
        Band,
    }  # no room for a number


@pytest.mark.django_db
def test_no_query_tells_anybody_else_of_evenings(cast):
    evening_of_ana(cast)
    with scope_of(cast.ana):
        assert get_day_sheet(cast.ana, TODAY).load.this.late == 215
    for actor in (cast.ben, cast.faye, cast.jun, cast.lee, cast.noor):
        with scope_of(actor):
            for query in (get_day_sheet, lambda actor, on: list_worked(actor, on, on)):
                with pytest.raises(NotPermitted):
                    query(actor, TODAY)
            if actor is not cast.ben:
                with pytest.raises(NotPermitted):
                    list_loads(actor, TODAY)
    for actor in (cast.cleo, cast.dov):
        with scope_of(actor):
            sheet = get_day_sheet(actor, TODAY)
            assert (sheet.load.this.worked, sheet.week) == (0, ())
    with scope_of(cast.faye):
        assert list_miles(cast.faye, TODAY.replace(day=1)) == ()


# Any way of writing the start, the end, the length of one evening or of all of them.
DETAIL = re.compile(
    r"9:41|21:41|10:24|22:24|\b43 min|\b215\b|(?<!\d)3 h 35|evenings? (work|minutes)|8 pm to", re.IGNORECASE
)


def read(browser, where, **sent) -> str:
    answer = browser.post(where, sent) if sent else browser.get(where)
    assert answer.status_code == 200, where
    main = answer.content.decode().split("<main", 1)[1]
    return re.sub(r"<[^>]+>", " ", main)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "pages"),
    [
        ("ben", ("/", "/supervision/", "/supervision/{ana}/", "/people/", "/credential/{ana}/")),
        ("faye", ("/", "/supervision/", "/supervision/{ana}/", "/people/", "/compliance/", "/work/miles/")),
    ],
)
def test_no_page_home_or_search_tells_anybody_else_of_evenings(cast, monkeypatch, who, pages):
    set_clock(monkeypatch)
    evening_of_ana(cast)
    browser = sign_in(cast, who)
    for where in pages:
        found = DETAIL.search(read(browser, where.format(ana=cast.ana.engagement_id)))
        assert not found, (where, found)
    for words in ("Ana", "late", "evening", "night"):
        found = read(browser, "/search/", q=words)
        assert not DETAIL.search(found), words
    assert browser.get("/work/").status_code == 403


@pytest.mark.django_db
def test_the_supervisors_page_has_words_and_the_rule_and_nothing_else(cast, monkeypatch):
    set_clock(monkeypatch)
    evening_of_ana(cast)
    said = read(sign_in(cast, "ben"), "/work/load/")
    assert "Much more than usual" in said
    assert "own last eight weeks" in said
    assert not re.search(r"9:41|21:41|10:24|22:24|43 min|215|3 h 35", said)
    assert sign_in(cast, "faye").get("/work/load/").status_code == 403


@pytest.mark.django_db
def test_the_order_is_by_name_whatever_the_load(cast):
    with scope_of(cast.faye):
        hire_more(cast, 3)
    evening_of_ana(cast)
    with scope_of(cast.ben):
        names = [each.name for each in list_loads(cast.ben, TODAY)]
    assert names == sorted(names)
    assert len(names) == 4


@pytest.mark.django_db
def test_the_peer_supporter_reads_the_own_evenings_and_who_sees_what(cast, monkeypatch):
    set_clock(monkeypatch)
    evening_of_ana(cast)
    said = read(sign_in(cast, "ana"), "/work/")
    assert "3 h 35 min of your contacts were between 8 pm and 6 am" in said
    assert "Only you see these times" in said


@pytest.mark.django_db
def test_the_supervisors_page_costs_the_same_with_more_people(cast, monkeypatch):
    set_clock(monkeypatch)
    browser, costs = sign_in(cast, "ben"), []
    for _ in range(2):
        with scope_of(cast.faye):
            hire_more(cast, 10)
        with counted() as statements:
            assert browser.get("/work/load/").status_code == 200
        costs.append(len(statements))
    assert costs[0] == costs[1] <= 4
