"""A person's own appointments and messages: asking for another time, saying no, writing; in both languages; nobody else's."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.cache import cache

from cairn.intake.models import ProgramPhone
from cairn.meetings.models import Message
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import Client, Relationship
from tests.browsers import set_clock
from tests.meetings.house import TUESDAY, appoint, read
from tests.meetings.test_messages import WEEKDAYS, send, set_hours
from tests.people import NOW, TODAY
from tests.portal.house import let_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(cast, monkeypatch):
    set_clock(monkeypatch)
    cache.clear()
    let_in(cast, cast.gil, "gil-himself")
    return sign_in(cast, "gil-himself")


def ask(browser, appointment_id, **sent):
    content = {"appointment": str(appointment_id), "day": TUESDAY.isoformat(), "seen": "0", **sent}
    return browser.post("/mine/meetings/", content)


def test_the_person_sees_asks_and_says_no(cast, browser):
    once = appoint(cast, where_words="Library")
    page = browser.get("/mine/meetings/").content.decode()
    assert "November 24, 2026, 10:00" in page
    assert "with Ana" in page
    assert "Library" in page
    ask(browser, once, wish="After lunch?")
    assert "You asked: After lunch?" in browser.get("/mine/meetings/").content.decode()
    assert read(cast, once).wish == "After lunch?"
    ask(browser, once, call_off="yes", wish="I am ill", seen="1")
    assert read(cast, once).called_off_by == "client"
    assert "Called off" in browser.get("/mine/meetings/").content.decode()


def test_the_nearest_stand_open_and_the_later_ones_behind_one_line(cast, browser):
    days = [TUESDAY + timedelta(weeks=weeks) for weeks in range(7)]
    appointments = [appoint(cast, day) for day in days]
    page = browser.get("/mine/meetings/").content.decode()
    shown, later = page.split("2 more, later")
    assert [shown.count(str(one)) for one in appointments] == [1, 1, 1, 1, 1, 0, 0]
    assert [later.count(str(one)) for one in appointments] == [0, 0, 0, 0, 0, 1, 1]
    assert '<details class="stack">' in shown
    slip = ask(browser, appointments[6], wish="x" * 201, day=days[6].isoformat()).content.decode()
    assert '<details class="stack" open>' in slip, "what was typed is not hidden"


def test_what_cannot_be_done_is_said_and_keeps_the_words(cast, browser):
    once = appoint(cast)
    for sent in ({"wish": ""}, {"wish": "x" * 201}, {"call_off": "yes", "wish": "Sorry", "seen": "7"}):
        answer = ask(browser, once, **sent)
        assert answer.status_code == 400
        assert sent["wish"] in answer.content.decode()
    assert read(cast, once).version == 0


def test_an_appointment_of_others_is_one_that_does_not_exist(cast, browser):
    other = appoint(cast, pair=cast.hal_and_cleo.id, actor=cast.cleo)
    first, second = ask(browser, other, wish="Mine"), ask(browser, new_id(), wish="Mine")
    assert (
        (first.status_code, len(first.content))
        == (second.status_code, len(second.content))
        == (404, len(first.content))
    )


def test_other_words_from_a_page_that_was_sent_are_kept_and_can_be_sent(cast, browser):
    form_id = re.search(r'name="id" value="([^"]*)"', browser.get("/mine/messages/").content.decode())[1]
    browser.post("/mine/messages/", {"id": form_id, "words": "Tuesday"})
    again = browser.post("/mine/messages/", {"id": form_id, "words": "Wednesday"})
    assert (again.status_code, "Wednesday" in again.content.decode()) == (409, True)
    new_one = re.search(r'name="id" value="([^"]*)"', again.content.decode())[1]
    assert browser.post("/mine/messages/", {"id": new_one, "words": "Wednesday"}).status_code == 302


def test_messages_in_both_languages(cast, browser):
    send(cast, "See you Tuesday")
    with scope_of(cast.ana):
        set_hours(actor=cast.ana, hours=WEEKDAYS, now=NOW)
    page = browser.get("/mine/messages/")
    said = page.content.decode()
    assert "See you Tuesday" in said
    assert "Ana answers: Monday, Tuesday, Wednesday, Thursday, Friday, 9:00 am to 5:00 pm." in said
    assert "988" in said
    form_id = re.search(r'name="id" value="([^"]*)"', said)[1]
    browser.post("/mine/messages/", {"id": form_id, "words": "<b>Yes</b>"})
    browser.post("/mine/language/", {"language": "es", "back": "/mine/"})
    spanish = browser.get("/mine/messages/").content.decode()
    assert "&lt;b&gt;Yes&lt;/b&gt;" in spanish
    assert "sin leer" in spanish
    assert "No son para emergencias" in spanish
    assert browser.post("/mine/messages/", {"id": "", "words": ""}).status_code == 400


@pytest.fixture
def left(cast, browser):
    """Gil, whose services ended at the beginning of the month."""
    send(cast, "See you Tuesday")
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(ended_on=TODAY.replace(day=1))
        Relationship.objects.filter(client=cast.gil).update(ended_on=TODAY.replace(day=1))
    return browser


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Nobody walks with you at the moment"), ("es", "Ahora nadie te acompaña")]
)
def test_who_left_reads_earlier_messages_and_sends_none(cast, left, language, told):
    send_of_others(cast)
    left.post("/mine/language/", {"language": language, "back": "/mine/"})
    assert 'href="/mine/messages/"' in left.get("/mine/").content.decode()
    page = left.get("/mine/messages/")
    said = page.content.decode()
    assert page.status_code == 200
    assert told in said
    assert "See you Tuesday" in said
    assert "Hals words" not in said
    assert "<textarea" not in said
    assert left.post("/mine/messages/", {"id": str(new_id()), "words": "Hello?"}).status_code == 404


def send_of_others(cast):
    with scope_of_installation():
        Message.objects.create(
            organization_id=cast.organization.id,
            relationship=cast.hal_and_cleo,
            from_client=True,
            words="Hals words",
            sent_at=NOW,
        )


def test_who_left_is_told_which_number_to_call(cast, left):
    for page in ("/mine/people/", "/mine/people/choose/"):
        said = left.get(page).content.decode()
        assert "Call the program to begin again" in said
        assert "tel:4065550100" not in said
    with scope_of_installation():
        for program, phone in ((cast.program, "406 555 0100"), (cast.other_program, "406 555 0999")):
            ProgramPhone.objects.create(
                organization_id=program.organization_id,
                program=program,
                phone=phone,
                hours="weekdays, 9 to 5",
                set_at=NOW,
                set_by_id=cast.faye.engagement_id,
            )
    for page in ("/mine/people/", "/mine/people/choose/"):
        said = left.get(page).content.decode()
        assert 'href="tel:4065550100">406 555 0100</a>' in said
        assert "weekdays, 9 to 5" in said
        assert "0999" not in said
