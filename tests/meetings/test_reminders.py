"""Reminders: what people chose, what leaves, to whom and when; read back from the files that the mail library writes."""

from __future__ import annotations

import email
import re
from datetime import date, time, timedelta
from email import policy as mail_policy

import pytest

from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, from_local
from cairn.meetings.commands.appointments import call_off_meeting
from cairn.meetings.commands.reminders import ChoiceDraft, choose_reminders, claim_reminder
from cairn.meetings.commands.sending import Run, send_reminders
from cairn.meetings.domain.appointments import By
from cairn.meetings.domain.reminders import Choice, How, Language, Lead, Wording
from cairn.meetings.domain.times import Repeats
from cairn.meetings.models import Reminder, ReminderChoice
from cairn.meetings.queries.reminders import get_choice, list_due
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import counted
from tests.meetings.house import TUESDAY, appoint, client_actor, move, placed
from tests.people import NOW, TODAY, ZONE

pytestmark = pytest.mark.django_db
MONDAY = TUESDAY - timedelta(days=1)
EVENING = from_local(MONDAY, time(18, 10), ZONE)
ADDRESS = "someone@example.org"


@pytest.fixture
def post(settings, tmp_path):
    """The folder into which the real library writes each mail."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path / "post")
    settings.DEFAULT_FROM_EMAIL = "reminders@mail.example.org"
    return tmp_path / "post"


def choose(cast, actor=None, address=ADDRESS, how=How.EMAIL, **choice):
    actor = actor or cast.ana
    draft = ChoiceDraft(cast.gil.id, Choice(how, **choice), address)
    with scope_of(actor):
        choose_reminders(actor=actor, draft=draft, now=NOW)


def letters(post):
    parts = [part for file in sorted(post.glob("*")) for part in file.read_bytes().split(b"-" * 79 + b"\n")]
    return [email.message_from_bytes(part, policy=mail_policy.default) for part in parts if part.strip()]


@pytest.mark.parametrize(
    ("choice", "subject", "body"),
    [
        ({"wording": Wording.TIME}, "Reminder", "You have something at 10:00 am tomorrow."),
        ({"wording": Wording.DAY}, "Reminder", "You have something tomorrow."),
        ({"wording": Wording.NOTHING}, "Reminder", "This is your reminder."),
        ({"wording": Wording.TIME, "language": Language.SPANISH}, "Recordatorio", "Tiene algo a las 10:00 mañana."),
    ],
)
def test_what_leaves_is_one_neutral_sentence(cast, post, choice, subject, body):
    choose(cast, **choice)
    appoint(cast, where_words="Quillfeather Recovery House\r\nBcc: x@example.org")
    assert send_reminders(now=EVENING) == Run(1, 0)
    (letter,) = letters(post)
    assert (letter["Subject"], letter["To"], letter["From"]) == (subject, ADDRESS, "reminders@mail.example.org")
    assert letter.get_content().strip() == body
    assert re.fullmatch(r"<[0-9a-f]{32}@mail\.example\.org>", letter["Message-ID"])
    whole = letter.as_string()
    for word in ("Gil", "Ana", "Marsh", "Quillfeather", "High Divide", "peer", "recovery", "Bcc", "http", "support"):
        assert word not in whole


def test_each_reminder_leaves_once_and_the_person_can_read_that_it_did(cast, post):
    choose(cast, wording=Wording.TIME)
    appoint(cast, repeats=Repeats.WEEKLY)
    assert send_reminders(now=EVENING) == Run(1, 0)
    assert send_reminders(now=Instant(EVENING + timedelta(minutes=15))) == Run(0, 0)
    assert len(letters(post)) == 1
    with scope_of_installation():
        assert LedgerEntry.objects.filter(action="meetings.reminder.sent", subject_id=cast.gil.id).count() == 1


@pytest.mark.parametrize(
    ("lead", "at", "due"),
    [
        (Lead.EVENING, (MONDAY, 17, 59), 0),
        (Lead.EVENING, (MONDAY, 18, 0), 1),
        (Lead.TWO_HOURS, (TUESDAY, 7, 59), 0),
        (Lead.TWO_HOURS, (TUESDAY, 8, 0), 1),
        (Lead.TWO_HOURS, (TUESDAY, 10, 0), 0),  # it has begun
    ],
)
def test_when_it_is_due(cast, lead, at, due):
    choose(cast, lead=lead)
    appoint(cast)
    day, hour, minute = at
    assert len(list_due(from_local(day, time(hour, minute), ZONE))) == due


def test_nobody_is_reminded_who_did_not_choose_it(cast):
    appoint(cast)
    assert list_due(EVENING) == []
    choose(cast)
    assert len(list_due(EVENING)) == 1
    choose(cast, how=How.NONE)
    assert list_due(EVENING) == []
    with scope_of_installation():
        assert ReminderChoice.objects.get().address == ""


def test_what_was_called_off_or_moved_away_is_not_reminded_of(cast):
    choose(cast)
    off, away = appoint(cast), appoint(cast, hour=12)
    with scope_of(cast.ana):
        call_off_meeting(actor=cast.ana, appointment_id=off, day=TUESDAY, by=By.PEER, words="", seen=0, now=NOW)
    move(cast, away, TUESDAY, placed(TUESDAY + timedelta(days=9), 10))
    assert list_due(EVENING) == []
    later = from_local(TUESDAY + timedelta(days=8), time(19), ZONE)
    assert [due.appointment_id for due in list_due(later)] == [away]


def test_who_says_no_while_others_are_written_to_is_not_written_to(cast, post, monkeypatch):
    choose(cast)
    appoint(cast)
    appoint(cast, hour=11)

    def sent_then_refused(due, now):
        choose(cast, how=How.NONE)
        return claim_reminder(due=due, now=now)

    monkeypatch.setattr("cairn.meetings.commands.sending.claim_reminder", sent_then_refused)
    assert send_reminders(now=EVENING) == Run(1, 0)
    assert len(letters(post)) == 1


def test_a_moved_meeting_is_reminded_of_anew(cast, post):
    choose(cast, wording=Wording.TIME)
    once = appoint(cast)
    send_reminders(now=EVENING)
    move(cast, once, TUESDAY, placed(TUESDAY, 14))
    assert send_reminders(now=Instant(EVENING + timedelta(minutes=5))) == Run(1, 0)
    assert ["2:00 pm" in letter.get_content() for letter in letters(post)].count(True) == 1


def test_a_server_that_refuses_is_asked_three_times_and_never_again(cast, settings, tmp_path):
    choose(cast)
    appoint(cast)
    blocked = tmp_path / "post"
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 1,
    )  # fmt: skip
    settings.EMAIL_TIMEOUT, settings.DEFAULT_FROM_EMAIL = 2, "reminders@mail.example.org"
    runs = [send_reminders(now=Instant(EVENING + timedelta(minutes=15 * n))) for n in range(4)]
    assert runs == [Run(0, 1), Run(0, 1), Run(0, 1), Run(0, 0)]
    with scope_of_installation():
        assert Reminder.objects.values_list("state", "tries").get() == ("failed", 3)
    assert not blocked.exists()


def test_of_two_runs_at_once_one_sends(cast):
    choose(cast)
    appoint(cast)
    (due,) = list_due(EVENING)
    assert claim_reminder(due=due, now=EVENING)
    assert not claim_reminder(due=due, now=Instant(EVENING + timedelta(minutes=1)))
    assert claim_reminder(due=due, now=Instant(EVENING + timedelta(minutes=11)))  # the first one died


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org"]
)
def test_an_address_that_is_none(cast, address):
    with pytest.raises(BadInput) as raised:
        choose(cast, address=address)
    assert list(raised.value.problems) == ["address"]


def test_the_person_chooses_for_themself_and_nobody_else_does(cast):
    gil = client_actor(cast)
    choose(cast, actor=gil, wording=Wording.DAY)
    with scope_of(gil):
        assert get_choice(gil, cast.gil.id, TODAY).choice.wording is Wording.DAY
        with pytest.raises(NotFound):
            get_choice(gil, cast.hal.id, TODAY)
    for name in ("cleo", "dov"):
        with pytest.raises(NotFound):
            choose(cast, actor=cast.actors[name])


def test_a_run_costs_the_same_with_many(cast):
    choose(cast)
    appoint(cast, day=date(2026, 11, 24))
    with counted() as few:
        list_due(EVENING)
    for hour in range(11, 18):
        appoint(cast, hour=hour)
    with counted() as many:
        assert len(list_due(EVENING)) == 8
    assert len(many) == len(few) == 4, str(many)
