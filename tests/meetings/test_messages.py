"""Messages of two people, the hours of answering, and the rhythm of checking in."""

from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Instant
from cairn.meetings.commands.check_ins import agree_check_ins, let_check_ins_go
from cairn.meetings.commands.messages import mark_messages_read, send_message, set_hours
from cairn.meetings.domain.check_ins import Way
from cairn.meetings.domain.letters import SHOWN, Hours
from cairn.meetings.models import CheckInAgreement, Message
from cairn.meetings.queries.check_ins import find_rhythm, list_rhythms
from cairn.meetings.queries.messages import count_unread, get_thread
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.meetings.house import client_actor
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
WEEKDAYS = Hours((1, 2, 3, 4, 5), time(9), time(17))


def send(cast, words, actor=None, message_id=None, now=NOW):
    actor = actor or cast.ana
    with scope_of(actor):
        return send_message(
            actor=actor, message_id=message_id or new_id(), relationship_id=cast.gil_and_ana.id, words=words, now=now
        )


def thread(cast, actor=None, **page):
    actor = actor or cast.ana
    with scope_of(actor):
        return get_thread(actor, cast.gil.id, TODAY, **page)


def agree(cast, every_days=7, actor=None, agreement_id=None, **changes):
    actor = actor or cast.ana
    content = {"way": Way.CALL, "agreed_on": TODAY, "relationship_id": cast.gil_and_ana.id, **changes}
    with scope_of(actor):
        return agree_check_ins(
            actor=actor, agreement_id=agreement_id or new_id(), every_days=every_days, now=NOW, **content
        )


def test_they_write_to_each_other_and_see_what_was_read(cast):
    gil, key = client_actor(cast), new_id()
    send(cast, "See you\r\nTuesday\x00", actor=gil, message_id=key)
    send(cast, "See you\nTuesday", actor=gil, message_id=key)
    with scope_of(cast.ana):
        assert count_unread(cast.ana, TODAY) == {cast.gil.id: 1}
        for when in (NOW, Instant(NOW + timedelta(hours=1))):
            mark_messages_read(actor=cast.ana, relationship_id=cast.gil_and_ana.id, shown=[key], now=when)
        assert count_unread(cast.ana, TODAY) == {}
    (hers,) = thread(cast).messages
    (his,) = thread(cast, actor=gil).messages
    assert (hers.words, hers.is_own, his.is_own, his.read_at) == ("See you\nTuesday", False, True, NOW)
    with pytest.raises(Conflict):
        send(cast, "Wednesday", actor=gil, message_id=key)


def test_one_s_own_messages_are_not_read_by_opening_them(cast):
    key = send(cast, "Hello")
    with scope_of(cast.ana):
        assert mark_messages_read(actor=cast.ana, relationship_id=cast.gil_and_ana.id, shown=[key], now=NOW) == 0
    assert thread(cast).messages[0].read_at is None


def test_what_comes_while_the_page_is_opened_stays_new(cast):
    gil = client_actor(cast)
    seen = send(cast, "One", actor=gil)
    send(cast, "Two", actor=gil)
    with scope_of(cast.ana):
        assert mark_messages_read(actor=cast.ana, relationship_id=cast.gil_and_ana.id, shown=[seen], now=NOW) == 1
        assert count_unread(cast.ana, TODAY) == {cast.gil.id: 1}


def test_signs_made_of_several_stay_whole(cast):
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    send(cast, f"{family} \x00\x1b")
    assert thread(cast).messages[0].words == family


@pytest.mark.parametrize("words", ["", " \n ", "x" * 501])
def test_words_that_cannot_be_taken(cast, words):
    with pytest.raises(BadInput):
        send(cast, words)


def test_what_was_read_stays_as_it_was_written(cast):
    key, gil = send(cast, "Hello"), client_actor(cast)
    with scope_of(gil):
        mark_messages_read(actor=gil, relationship_id=cast.gil_and_ana.id, shown=[key], now=NOW)
    with scope_of_installation(), pytest.raises(DatabaseError), transaction.atomic():
        Message.objects.update(words="Something else")


def test_older_messages_are_on_older_pages(cast):
    for minute in range(SHOWN + 2):
        send(cast, f"Message {minute}", now=Instant(NOW + timedelta(minutes=minute)))
    newest = thread(cast)
    older = thread(cast, before=newest.older)
    assert (len(newest.messages), newest.messages[-1].words) == (SHOWN, f"Message {SHOWN + 1}")
    assert [one.words for one in older.messages] == ["Message 0", "Message 1"]
    assert older.older is None


@pytest.mark.parametrize("name", ["cleo", "dov"])
def test_nobody_else_reads_or_writes(cast, name):
    send(cast, "Hello")
    other = cast.actors[name]
    with pytest.raises(NotFound):
        thread(cast, actor=other)
    with pytest.raises(NotFound):
        send(cast, "Hello", actor=other)
    with pytest.raises(NotPermitted):
        thread(cast, actor=cast.ben)


def test_the_hours_of_answering_stand_on_the_page_of_both(cast):
    with scope_of(cast.ana):
        set_hours(actor=cast.ana, hours=WEEKDAYS, now=NOW)
        set_hours(actor=cast.ana, hours=WEEKDAYS, now=NOW)
    assert thread(cast, actor=client_actor(cast)).hours.told == "Monday to Friday, 9:00 am to 5:00 pm"
    with pytest.raises(BadInput) as raised, scope_of(cast.ana):
        set_hours(actor=cast.ana, hours=Hours((), time(17), time(9)), now=NOW)
    assert set(raised.value.problems) == {"weekdays", "closes"}


def test_a_new_rhythm_ends_the_one_before(cast):
    key = new_id()
    agree(cast, agreement_id=key)
    agree(cast, agreement_id=key)
    agree(cast, 14, way=Way.VISIT)
    with scope_of(cast.ana):
        assert find_rhythm(cast.ana, cast.gil_and_ana.id, TODAY).told == "Visit every 14 days"
        assert set(list_rhythms(cast.ana, TODAY)) == {cast.gil_and_ana.id}
        assert CheckInAgreement.objects.count() == 2
        let_check_ins_go(actor=cast.ana, relationship_id=cast.gil_and_ana.id, now=NOW)
        let_check_ins_go(actor=cast.ana, relationship_id=cast.gil_and_ana.id, now=NOW)
        assert list_rhythms(cast.ana, TODAY) == {}
    with pytest.raises(Conflict):
        agree(cast, 3, agreement_id=key)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"every_days": 0}, "every_days"),
        ({"every_days": 93}, "every_days"),
        ({"agreed_on": TODAY + timedelta(1)}, "agreed_on"),
    ],
)
def test_a_rhythm_that_is_none(cast, changes, field):
    with pytest.raises(BadInput) as raised:
        agree(cast, **changes)
    assert field in raised.value.problems


def test_dov_agrees_on_nothing_with_gil(cast):
    with pytest.raises(NotFound):
        agree(cast, actor=cast.dov)
