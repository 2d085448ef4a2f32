"""Private calendar feeds, read back with the library: what they say, what they never say, and what an address opens."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from icalendar import Calendar

from cairn.identity.models import Engagement
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, Span
from cairn.meetings.commands.appointments import call_off_meeting
from cairn.meetings.commands.feeds import close_feed, open_feed
from cairn.meetings.domain.appointments import By
from cairn.meetings.domain.feeds import AHEAD_DAYS, WRONG_TRIES, Event
from cairn.meetings.domain.ics import calendar_file
from cairn.meetings.domain.times import Repeats
from cairn.meetings.queries.feeds import find_own_feed, open_address, token_digest
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import counted, set_clock
from tests.meetings.house import TUESDAY, appoint, client_actor, move, placed, series
from tests.people import NOW, TODAY

TOKEN = "a-secret-that-nobody-guesses_0123456789"


def start_feed(cast, actor=None, token=TOKEN, word=""):
    actor = actor or cast.ana
    with scope_of(actor):
        return open_feed(actor=actor, token_digest=token_digest(token), word=word, now=NOW)


def fetch(token=TOKEN, **headers):
    return Browser().get(reverse("calendar_feed", kwargs={"token": token}), headers=headers)


def events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


@pytest.fixture
def house(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()
    start_feed(cast)
    return cast


@pytest.mark.parametrize("word", ["a\r\nATTENDEE:mailto:x@example.org\r\nSUMMARY:b", 'x;,\\"=:', "é" * 80, "​‮\x00"])
def test_no_word_adds_a_line(word):
    """The pure writer by itself, whatever gets to it."""
    at = Instant(datetime(2026, 11, 24, 17, tzinfo=UTC))
    one = Event("k", Span(at, Instant(at + timedelta(hours=1))), word, False, 0, at)
    body = calendar_file([one])
    (read,) = Calendar.from_ical(body).walk("VEVENT")
    names = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "STATUS", "CLASS"}
    assert set(read) == names
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert body == calendar_file([one])


def test_a_feed_without_a_meeting_is_still_a_calendar_and_tells_nothing():
    body = calendar_file([])
    calendar = Calendar.from_ical(body)
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]
    assert (calendar.walk("VEVENT"), b"America" in body, body == calendar_file([])) == ([], False, True)


def test_each_line_is_as_the_format_has_it():
    span = Span(Instant(datetime(2026, 11, 20, 17, tzinfo=UTC)), Instant(datetime(2026, 11, 20, 18, tzinfo=UTC)))
    body = calendar_file([Event("key", span, "Ä" * 20, False, 0, Instant(datetime(2026, 11, 1, tzinfo=UTC)))])
    lines = body.split(b"\r\n")
    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])
    assert max(map(len, lines)) <= 75
    assert b"\n" not in body.replace(b"\r\n", b"")
    assert not any(part.errors for part in Calendar.from_ical(body).walk())


@pytest.mark.django_db
def test_a_feed_says_when_and_one_word(house):
    appoint(house, where_words="Quillfeather House")
    answer = fetch()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = events(answer)
    span = series().span(TUESDAY)
    assert (event.decoded("dtstart"), event.decoded("dtend"), str(event["summary"])) == (span.start, span.end, "Busy")
    for word in (
        b"Gil",
        b"Ana",
        b"Quillfeather",
        b"High Divide",
        b"Cairn",
        b"peer",
        b"LOCATION",
        b"DESCRIPTION",
        b"URL",
    ):
        assert word not in answer.content


@pytest.mark.django_db
def test_a_series_keeps_its_hour_over_the_clock_change_and_a_moved_day_keeps_its_key(house, monkeypatch):
    weekly = appoint(house, repeats=Repeats.WEEKLY)
    before = {str(one["uid"]): one for one in events(fetch())}
    move(house, weekly, TUESDAY, placed(TUESDAY + timedelta(days=1), 15))
    after = {str(one["uid"]): one for one in events(fetch())}
    assert set(before) == set(after)
    (changed,) = [key for key in after if after[key]["sequence"] != before[key]["sequence"]]
    assert after[changed].decoded("dtstart") == placed(TUESDAY + timedelta(days=1), 15).span.start
    set_clock(monkeypatch, Instant(datetime(2027, 3, 8, 12, tzinfo=UTC)))  # the clocks go forward on the 14th
    hours = {one.decoded("dtstart").date().isoformat(): one.decoded("dtstart").hour for one in events(fetch())}
    assert (hours["2027-03-09"], hours["2027-03-16"]) == (17, 16)


@pytest.mark.django_db
def test_what_was_called_off_is_said_so_and_the_window_has_ends(house):
    off = appoint(house)
    appoint(house, day=TODAY + timedelta(days=AHEAD_DAYS + 1))
    with scope_of(house.ana):
        call_off_meeting(actor=house.ana, appointment_id=off, day=TUESDAY, by=By.CLIENT, words="Ill", seen=0, now=NOW)
    answer = fetch()
    (event,) = events(answer)
    assert str(event["status"]) == "CANCELLED"
    assert b"Ill" not in answer.content


@pytest.mark.django_db
def test_an_unchanged_feed_costs_no_body(house):
    once = appoint(house)
    first = fetch()
    again = fetch(if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert fetch(if_modified_since=first["Last-Modified"]).status_code == 304
    move(house, once, TUESDAY, placed(TUESDAY, 12))
    assert fetch(if_none_match=first["ETag"]).status_code == 200


@pytest.mark.django_db
def test_closed_renewed_and_invented_addresses_answer_alike(house):
    start_feed(house, token="another-secret_0123456789")
    closed, invented = fetch(), fetch("never-was_0123456789")
    assert (closed.status_code, closed.content, dict(closed.items())) == (
        invented.status_code, invented.content, dict(invented.items()),
    )  # fmt: skip
    assert closed.status_code == 404
    assert fetch("another-secret_0123456789").status_code == 200
    with scope_of(house.ana):
        close_feed(actor=house.ana, now=NOW)
        assert find_own_feed(house.ana, TODAY) is None
        with pytest.raises(NotFound):
            close_feed(actor=house.ana, now=NOW)
    assert fetch("another-secret_0123456789").content == invented.content


@pytest.mark.django_db
def test_many_wrong_tries_get_a_pause_and_a_right_secret_none(house):
    answers = [fetch(f"guess-{n}").status_code for n in range(WRONG_TRIES + 1)]
    assert answers == [404] * WRONG_TRIES + [429]
    assert fetch().status_code == 200


@pytest.mark.django_db
def test_a_feed_ends_with_the_engagement(house):
    with scope_of_installation():
        Engagement.objects.filter(id=house.ana.engagement_id).update(ended_at=NOW)
    assert fetch().status_code == 404


@pytest.mark.django_db
def test_a_client_has_a_feed_of_their_own_that_cannot_be_matched_with_the_peer_s(house):
    appoint(house)
    appoint(house, pair=house.hal_and_cleo.id, actor=house.cleo)
    start_feed(house, actor=client_actor(house), token="the-feed-of-gil_0123456789", word="G")
    (his,), (hers,) = events(fetch("the-feed-of-gil_0123456789")), events(fetch())
    assert (str(his["summary"]), his.decoded("dtstart")) == ("G", hers.decoded("dtstart"))
    assert his["uid"] != hers["uid"]


@pytest.mark.django_db
@pytest.mark.parametrize("word", ["x" * 21, "a\nb", "a​b"])
def test_a_word_that_cannot_be_taken(house, word):
    with pytest.raises(BadInput):
        start_feed(house, token="other", word=word)


@pytest.mark.django_db
def test_a_feed_costs_the_same_with_many(house):
    appoint(house)
    with counted() as few:
        open_address(TOKEN, NOW)
    for hour in range(8, 14):
        appoint(house, hour=hour, repeats=Repeats.WEEKLY)
    with counted() as many:
        open_address(TOKEN, NOW)
    assert len(many) == len(few) <= 5, str(many)
