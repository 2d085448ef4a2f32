"""The pages of the calendar, of messages, check-ins, reminders and the feed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cairn.kernel.instants import Instant
from cairn.meetings.commands.appointments import ask_to_move
from cairn.meetings.domain.times import Repeats
from cairn.meetings.models import Appointment, Occurrence
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import counted, set_clock, sign_in, steady
from tests.meetings.house import TUESDAY, appoint, client_actor, move, placed, series
from tests.meetings.test_messages import agree, send
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
WROTE = {"day": "2026-11-24", "at": "10:00", "minutes": "60", "repeats": "once", "where": "community"}
HOSTILE = "<script>alert(1)</script>\r\n{{ 7*7 }}"


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    return sign_in(cast, "ana")


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def one(name, appointment_id, day=TUESDAY):
    return reverse(name, kwargs={"appointment_id": appointment_id, "day": day.isoformat()})


def about(name, cast):
    return reverse(name, kwargs={"client_id": cast.gil.id})


def make(browser, cast, **changes):
    url = reverse("make_appointment")
    form = browser.get(f"{url}?person={cast.gil.id}")
    pair = {"relationship": str(cast.gil_and_ana.id)}
    return browser.post(url, {"id": hidden(form, "id"), **pair, **WROTE, **changes}, follow=True)


def week(browser):
    return browser.get(f"{reverse('show_calendar')}?day=2026-11-24").content.decode()


def test_from_the_person_s_page_to_the_contact_that_is_written_up(cast, ana, monkeypatch):
    assert f"{reverse('make_appointment')}?person={cast.gil.id}" in ana.get(about("get_client", cast)).content.decode()
    page = make(ana, cast, where_words=HOSTILE).content.decode()
    assert "Tuesday, November 24, 2026" in page
    assert "<script>alert" not in page
    assert "Write it up" not in page  # still to come
    with scope_of_installation():
        key = Appointment.objects.get().id
    assert "Gil" in week(ana)
    set_clock(monkeypatch, Instant(series().span(TUESDAY).end))
    ana = sign_in(cast, "ana")
    page = ana.get(one("get_appointment", key)).content.decode()
    begun = re.search(rf'href="({reverse("write_contact")}[^"]+)"', page.replace("&amp;", "&")).group(1)
    written = ana.get(begun).content.decode()
    assert all(f'value="{typed}"' in written for typed in ("2026-11-24", "10:00", "11:00"))
    assert 'value="25:00"' not in ana.get(begun.replace("10%3A00", "25:00")).content.decode()
    ana.post(one("settle_appointment", key), {"met": "no"})
    assert "Did not meet" in ana.get(one("get_appointment", key)).content.decode()


def test_an_overlap_is_said_and_saved(cast, ana):
    make(ana, cast)
    page = make(ana, cast, at="10:30").content.decode()
    assert "You have something else then with Gil: Tuesday, November 24 at 10:00 am. Both are kept." in page
    assert week(ana).count("Shares its time") == 2
    assert "messages" not in ana.cookies  # names stay in the session, which is kept here, not on the device


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2026-02-30", "\x00"])
def test_a_calendar_that_nobody_has_is_that_of_today(ana, day):
    answer = ana.get(reverse("show_calendar"), {"day": day})
    assert answer.status_code == 200
    assert ", today</h2>" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"day": "9999-12-31", "at": "23:30"}, "in the years 1900 to 2199"),
        ({"day": "9999-12-31", "minutes": "99999"}, "in the years 1900 to 2199"),
        ({"day": "2199-12-31", "minutes": "99999999"}, "more than 2 years away"),
        ({"day": "2026-11-20", "at": "14:00"}, "This time has passed"),
        ({"minutes": "1800"}, "12 hours"),
        ({"day": "2027-03-14", "at": "02:30"}, "Give a time of that day"),
        ({"relationship": ""}, "Choose whom you meet"),
        ({"repeats": "hourly"}, "Choose how often"),
        ({"until": "soon", "repeats": "weekly"}, "year-month-day"),
    ],
)
def test_bad_input_keeps_what_was_typed(cast, ana, changes, said):
    answer = make(ana, cast, **{"where_words": "By the door", **changes})
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "By the door" in answer.content.decode()


def test_of_two_who_move_at_once_the_second_sees_both_times(cast, ana):
    once = appoint(cast)
    form = ana.get(one("move_appointment", once))
    move(cast, once, TUESDAY, placed(TUESDAY, 12))
    sent = {**WROTE, "at": "15:00", "seen": hidden(form, "seen")}
    answer = ana.post(one("move_appointment", once), sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "12:00 pm" in page
    assert 'value="15:00"' in page
    assert ana.post(one("move_appointment", once), {**sent, "seen": hidden(answer, "seen")}).status_code == 302
    assert "3:00 pm" in week(ana)


def test_calling_off_and_ending_a_series(cast, ana):
    weekly = appoint(cast, repeats=Repeats.WEEKLY)
    ana.post(one("call_off_appointment", weekly), {"by": "client", "words": "Ill today. Get well!", "seen": "0"})
    assert "Get well!" in ana.get(one("get_appointment", weekly)).content.decode()
    assert "Called off" in week(ana)
    following = TUESDAY + timedelta(days=7)
    ana.post(one("end_appointment_series", weekly, following))
    assert ana.get(one("get_appointment", weekly, following + timedelta(days=7))).status_code == 404


@pytest.mark.parametrize("name", ["ben", "faye"])
def test_who_answers_for_the_peer_sees_a_calendar_without_names(cast, ana, name):
    once = appoint(cast, where_words="Quillfeather")
    browser = sign_in(cast, name)
    page, alone = week(browser), browser.get(one("get_appointment", once)).content.decode()
    for text in (page, alone):
        assert "Ana" in text
        assert "Gil" not in steady(text)
        assert "Quillfeather" not in text


def test_dov_gets_the_answer_of_what_does_not_exist(cast, ana):
    once, dov = appoint(cast), sign_in(cast, "dov")
    pages = ("get_appointment", "move_appointment")
    for there, nowhere in [(one(name, once), one(name, new_id())) for name in pages] + [
        (about(name, cast), reverse(name, kwargs={"client_id": new_id()}))
        for name in ("list_messages", "agree_check_ins", "choose_reminders")
    ]:
        first, second = dov.get(there), dov.get(nowhere)
        assert (
            (first.status_code, len(first.content))
            == (second.status_code, len(second.content))
            == (404, len(first.content))
        )
    assert ana.get(reverse("get_appointment", kwargs={"appointment_id": once, "day": "no-day"})).status_code == 404


def test_messages_are_read_by_opening_and_say_what_they_are_not_for(cast, ana):
    send(cast, HOSTILE, actor=client_actor(cast))
    first = ana.get(about("list_messages", cast)).content.decode()
    assert "&lt;script&gt;" in first
    assert "988" in first
    assert ". New" in first
    form = ana.get(about("list_messages", cast))
    assert ". New" not in form.content.decode()
    ana.post(about("list_messages", cast), {"id": hidden(form, "id"), "words": "See you Tuesday"})
    assert "Not read yet" in ana.get(about("list_messages", cast)).content.decode()
    long = ana.post(about("list_messages", cast), {"id": "", "words": "x" * 501})
    assert long.status_code == 400
    assert "x" * 501 in long.content.decode()


def test_hours_check_ins_and_reminders_are_set_on_their_pages(cast, ana):
    ana.post(reverse("set_answering_hours"), {"weekdays": ["1", "2", "12", "x"], "opens": "09:00", "closes": "12:00"})
    assert "You answer Monday, Tuesday, 9:00 am to 12:00 pm." in ana.get(about("list_messages", cast)).content.decode()
    assert ana.post(reverse("set_answering_hours"), {"opens": "9", "closes": ""}).status_code == 400
    sent = {"every_days": "7", "way": "call", "agreed_on": "2026-11-20"}
    ana.post(about("agree_check_ins", cast), sent)
    assert "call every 7 days" in ana.get(about("agree_check_ins", cast)).content.decode()
    assert ana.post(about("agree_check_ins", cast), {**sent, "every_days": "0"}).status_code == 400
    page = ana.get(about("choose_reminders", cast)).content.decode()
    assert "You have something at 10:00 am tomorrow." in page
    assert "sends no mail yet" in page
    chosen = {"how": "email", "address": "nobody", "wording": "time", "lead": "evening", "language": "en"}
    wrong = ana.post(about("choose_reminders", cast), chosen)
    assert wrong.status_code == 400
    assert 'value="nobody"' in wrong.content.decode()
    assert ana.post(about("choose_reminders", cast), {**chosen, "address": "a@example.org"}).status_code == 302


def test_a_feed_is_shown_once_renewed_and_closed(cast, ana):
    url = reverse("keep_calendar_feed")
    page = ana.post(url, {"act": "open", "word": "Busy"}).content.decode()
    address = re.search(r"<code>http://testserver(/feeds/[^<]+)</code>", page).group(1)
    assert ana.get(address).status_code == 200
    assert address not in ana.get(url).content.decode()
    wrong = ana.post(url, {"act": "open", "word": "x" * 21})
    assert wrong.status_code == 400
    ana.post(url, {"act": "close"})
    assert ana.get(address).status_code == 404


def test_the_calendar_costs_the_same_with_many(cast, ana):
    appoint(cast)
    week(ana)
    with counted() as few:
        week(ana)
    for hour in range(8, 18):
        appoint(cast, hour=hour, repeats=Repeats.WEEKLY)
    with counted() as many:
        week(ana)
    assert len(many) == len(few) <= 6, str(many)


def test_moving_needs_what_was_seen(cast, ana):
    once = appoint(cast)
    ana.post(one("move_appointment", once), {**WROTE, "at": "15:00", "seen": "7"})
    with scope_of_installation():
        assert Occurrence.objects.count() == 0


def test_the_first_page_says_whom_one_meets_who_wrote_and_where_a_check_in_is_due(cast, ana):
    appoint(cast, day=TODAY, hour=16, where_words="Library")
    asked = appoint(cast)
    agree(cast, every_days=3, agreed_on=TODAY - timedelta(days=5))
    send(cast, "Hello", actor=client_actor(cast))
    with scope_of(client_actor(cast)):
        ask_to_move(actor=client_actor(cast), appointment_id=asked, day=TUESDAY, wish="After lunch?", now=NOW)
    page = ana.get(reverse("home")).content.decode()
    for words in (
        "4:00 pm with Gil",
        "Gil asks for another time",
        "1 message from Gil",
        "Check in with Gil",
        "You agreed: call every 3 days.",
        "2 days overdue",
    ):
        assert words in page
