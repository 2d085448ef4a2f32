"""The wall between mentor and judge: what the signed consent names passes, for that court, now; nothing else does."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.court.commands.mentors import (
    end_court_relationship,
    record_court_attendance,
    start_court_relationship,
    take_back_court_attendance,
)
from cairn.court.commands.reports import ReportDraft, send_court_report
from cairn.court.domain.attendance import Occasion
from cairn.court.domain.wall import Ask, through
from cairn.court.models import CourtAttendance, CourtReport
from cairn.court.queries.mentors import (
    get_court_relationship,
    get_report,
    list_attendance,
    list_court_relationships,
    list_reports,
)
from cairn.court.queries.wall import on_revocation, show_report_rows, show_wall
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.commands.consents import ConsentDraft, give_consent, revoke_consent
from cairn.privacy.domain.consents import RECIPIENT_WORDS, ConsentKind, RecipientClass, Share
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
COURT = "Cascade County Treatment Court"
LATER = Instant(NOW + timedelta(hours=1))


def start(cast, relationship_id=None, mentor="ana", **changes):
    content = {"client_id": cast.gil.id, "mentor_id": getattr(cast, mentor).engagement_id, "court": COURT, **changes}
    with scope_of(cast.faye):
        return start_court_relationship(
            actor=cast.faye, relationship_id=relationship_id or new_id(), now=NOW, **content
        )


def consent(cast, *shares, recipient=COURT, kind=ConsentKind.LEGAL_PROCEEDINGS, **changes):
    draft = ConsentDraft(
        new_id(), cast.gil.id, kind, recipient, RecipientClass.COURT, frozenset(shares or (Share.ATTENDANCE,)),
        "To tell the court whether I come", expires_on=changes.pop("expires_on", date(2027, 1, 1)), is_signed=True, **changes,
    )  # fmt: skip
    with scope_of(cast.ana):
        return give_consent(actor=cast.ana, draft=draft, now=NOW)


def attend(cast, relationship_id, came=True, attendance_id=None, on=TODAY, actor=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return record_court_attendance(
            actor=actor, attendance_id=attendance_id or new_id(), relationship_id=relationship_id, on=on,
            occasion=Occasion.MENTOR, came=came, now=NOW,
        )  # fmt: skip


def send(cast, relationship_id, report_id=None, actor=None, now=LATER, **changes):
    actor = actor or cast.ana
    content = {"since": TODAY - timedelta(days=5), "until": TODAY, **changes}
    with scope_of(actor):
        return send_court_report(
            actor=actor, draft=ReportDraft(report_id or new_id(), relationship_id, **content), now=now
        )


def wall(cast, court=COURT, at=LATER):
    with scope_of(cast.ana):
        return {row.ask: row for row in show_wall(cast.ana, cast.gil.id, court, at)}


def test_without_a_consent_nothing_passes_and_each_says_why(cast):
    rows = wall(cast)
    assert not any(row.decision.allowed for row in rows.values())
    assert all(row.reason for row in rows.values())
    assert "Ask the person" in rows[Ask.ATTENDANCE].reason


def test_by_default_a_court_hears_only_whether_they_came(cast):
    consent(cast)
    rows = wall(cast)
    assert {ask for ask, row in rows.items() if row.decision.allowed} == {Ask.ATTENDANCE}
    assert "Not agreed to" in rows[Ask.PROGRESS].reason


def test_words_tests_and_graduation_pass_under_no_consent(cast):
    consent(cast, *(share for share in Share if share is not Share.COUNSELING_NOTES))
    rows = wall(cast)
    assert {ask for ask, row in rows.items() if not row.decision.allowed} == {Ask.SAID, Ask.DRUG_TESTS, Ask.GRADUATION}
    assert "study" in rows[Ask.DRUG_TESTS].reason


@pytest.mark.parametrize(
    "other",
    [
        {"recipient": "Another Court"},
        {"kind": ConsentKind.NAMED_PARTY},
    ],
)
def test_a_consent_for_something_else_is_none_for_this_court(cast, other):
    consent(cast, **other)
    assert not wall(cast)[Ask.ATTENDANCE].decision.allowed


def test_a_consent_for_courts_at_large_names_no_court():
    agreed = Decision.all_of("May be shared", [Finding("consent.in_force", Verdict.MET, "In force", "", "")])
    large = RECIPIENT_WORDS[RecipientClass.COURT]
    assert not through(agreed, named=large, court=COURT).allowed
    assert through(agreed, named=COURT.upper(), court=COURT).allowed


def test_a_consent_that_ended_opens_nothing(cast):
    consent(cast, expires_on=TODAY)
    assert wall(cast)[Ask.ATTENDANCE].decision.allowed
    assert not wall(cast, at=Instant(NOW + timedelta(days=1)))[Ask.ATTENDANCE].decision.allowed


def test_the_report_tells_the_days_and_keeps_what_went_out(cast):
    relationship_id, report_id = start(cast), new_id()
    consent(cast)
    attend(cast, relationship_id)
    send(cast, relationship_id, report_id)
    send(cast, relationship_id, report_id)
    with scope_of(cast.ana):
        told = get_report(cast.ana, report_id, TODAY)
        assert len(list_reports(cast.ana, relationship_id, TODAY)) == 1
    assert told.told == ((TODAY, Occasion.MENTOR, True),)
    assert (told.court, told.progress, told.sent_at) == (COURT, "", LATER)
    assert "2.32" in told.notice_source
    assert "That I come here, and when" in told.consent_words
    with scope_of_installation():
        body = LedgerEntry.objects.filter(body__contains="court.report.sent").get().body
    assert "consent" in body
    assert "Cascade" not in body


def test_a_consent_taken_back_while_a_report_waits_stops_it_and_leaves_the_last(cast):
    relationship_id, consent_id = start(cast), consent(cast)
    attend(cast, relationship_id)
    send(cast, relationship_id)
    with scope_of(cast.ana):
        revoke_consent(actor=cast.ana, consent_id=consent_id, now=LATER)
    with pytest.raises(Refused, match="nothing was sent"):
        send(cast, relationship_id, now=Instant(LATER + timedelta(minutes=1)))
    with scope_of(cast.ana):
        assert len(list_reports(cast.ana, relationship_id, TODAY)) == 1
        words, source, is_sure = on_revocation(cast.ana, LATER)
    assert ("condition" in words, source, is_sure) == (True, "42 CFR 2.35(a) to (c)", False)


def test_how_they_are_doing_goes_only_where_the_consent_names_it(cast):
    relationship_id = start(cast)
    consent(cast)
    attend(cast, relationship_id)
    with pytest.raises(Refused, match="Not agreed to"):
        send(cast, relationship_id, progress="Working two days a week")
    consent(cast, Share.ATTENDANCE, Share.PROGRESS)
    send(cast, relationship_id, progress="Working two days a week")


def test_two_consents_do_not_add_up_to_one_report(cast):
    """What goes out explains one consent to the court, so one consent names all of it."""
    relationship_id = start(cast)
    consent(cast)
    consent(cast, Share.PROGRESS)
    attend(cast, relationship_id)
    with pytest.raises(Refused, match="Not agreed to"):
        send(cast, relationship_id, progress="Working two days a week")
    with scope_of(cast.ana):
        attendance, progress = show_report_rows(cast.ana, cast.gil.id, COURT, LATER)
    assert (attendance.decision.allowed, progress.decision.allowed) == (True, False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"since": None}, "since"),
        ({"since": TODAY, "until": TODAY - timedelta(days=1)}, "until"),
        ({"until": TODAY + timedelta(days=1)}, "until"),
        ({"since": TODAY - timedelta(days=400)}, "until"),
        ({"progress": "x" * 301}, "progress"),
    ],
)
def test_a_report_that_cannot_be_names_its_field(cast, changes, field):
    relationship_id = start(cast)
    consent(cast)
    with pytest.raises(BadInput) as raised:
        send(cast, relationship_id, **changes)
    assert field in raised.value.problems


def test_without_a_day_there_is_nothing_to_tell(cast):
    relationship_id = start(cast)
    consent(cast)
    with pytest.raises(Conflict, match="Nothing is written down"):
        send(cast, relationship_id)


def test_a_mentor_walks_with_the_person_already(cast):
    with pytest.raises(BadInput) as raised:
        start(cast, mentor="cleo")
    assert "mentor" in raised.value.problems
    with pytest.raises(BadInput):
        start(cast, court=" ")
    relationship_id = new_id()
    start(cast, relationship_id)
    start(cast, relationship_id)
    with pytest.raises(Conflict):
        start(cast)


def test_days_are_written_once_and_taken_back(cast):
    relationship_id, day_id = start(cast), new_id()
    attend(cast, relationship_id, attendance_id=day_id)
    attend(cast, relationship_id, attendance_id=day_id)
    with pytest.raises(Conflict):
        attend(cast, relationship_id, came=False)
    for on in (None, TODAY + timedelta(days=1), TODAY - timedelta(days=1)):  # it began today
        with pytest.raises(BadInput):
            attend(cast, relationship_id, on=on)
    with scope_of(cast.ana):
        for _ in range(2):
            take_back_court_attendance(actor=cast.ana, attendance_id=day_id, because="Wrong day", now=NOW)
        assert list_attendance(cast.ana, relationship_id, TODAY) == ()
    attend(cast, relationship_id, came=False)


def test_ended_means_nothing_more_is_told(cast):
    relationship_id = start(cast)
    consent(cast)
    attend(cast, relationship_id)
    with scope_of(cast.faye):
        for _ in range(2):
            end_court_relationship(actor=cast.faye, relationship_id=relationship_id, now=NOW)
    for act in (lambda: send(cast, relationship_id), lambda: attend(cast, relationship_id, on=TODAY)):
        with pytest.raises(Conflict, match="ended"):
            act()


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_another_ones_is_as_if_there_were_none(cast, who):
    relationship_id, actor = start(cast), getattr(cast, who)
    with scope_of(actor):
        assert list_court_relationships(actor, TODAY) == ()
        with pytest.raises(NotFound):
            get_court_relationship(actor, relationship_id, TODAY)
    for act in (lambda: attend(cast, relationship_id, actor=actor), lambda: send(cast, relationship_id, actor=actor)):
        with pytest.raises(NotFound):
            act()


@pytest.mark.parametrize("who", ["jun", "lee", "kay", "hana", "ivo", "mia", "noor"])
def test_whose_duty_does_not_need_it_gets_none(cast, who):
    actor = getattr(cast, who)
    with scope_of(actor), pytest.raises(NotPermitted):
        list_court_relationships(actor, TODAY)


def test_what_a_court_was_told_stays_told(cast):
    relationship_id = start(cast)
    consent(cast)
    attend(cast, relationship_id)
    send(cast, relationship_id)
    with scope_of_installation():
        with pytest.raises(DatabaseError), transaction.atomic():
            CourtReport.objects.all().delete()
        assert CourtAttendance.objects.count() == 1
