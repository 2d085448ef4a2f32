"""Taking back a wrong talk, session or payment: it stays with its reason, and nothing counts it any more."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cairn.credentials.commands.entries import take_back_entry
from cairn.credentials.domain.entries import EntryKind
from cairn.credentials.models import ContinuingEducation
from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.mentoring.commands.corrections import take_back_dues, take_back_session, take_back_talk
from cairn.mentoring.commands.dues import record_dues, waive_dues
from cairn.mentoring.commands.sessions import SessionDraft, record_session_held, take_over_session
from cairn.mentoring.models import Dues, MentoringPair, MentoringTalk, SkillsSession
from cairn.mentoring.queries.dues import get_own_dues, list_dues
from cairn.mentoring.queries.pairs import get_pair, list_talks
from cairn.mentoring.queries.sessions import list_attended, list_sessions
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from tests.browsers import set_clock, sign_in
from tests.labor import certify
from tests.mentoring.pairs import pair_up, talked
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
WHY = "The day was mistyped"


@pytest.fixture
def pair(cast) -> MentoringPair:
    with scope_of(cast.mia):
        return pair_up(cast)


@pytest.fixture
def talk(cast, pair) -> MentoringTalk:
    with scope_of(cast.mia):
        return talked(cast, pair)


@pytest.fixture
def held(cast) -> SkillsSession:
    draft = SessionDraft(TODAY, 60, "boundaries", (cast.ana.engagement_id,))
    with scope_of(cast.mia):
        session_id = record_session_held(actor=cast.mia, session_id=new_id(), draft=draft, now=NOW)
        return SkillsSession.objects.get(id=session_id)


@pytest.fixture
def paid(cast, pair) -> Dues:
    with scope_of(cast.kay):
        own = {"actor": cast.kay, "person_id": cast.ana.engagement_id, "now": NOW}
        return Dues.objects.get(id=record_dues(dues_id=new_id(), paid_cents=5000, **own))


def back_talk(actor, talk, because=WHY):
    with scope_of(actor):
        take_back_talk(actor=actor, talk_id=talk.id, because=because, now=NOW)


def back_session(actor, session, because=WHY):
    with scope_of(actor):
        take_back_session(actor=actor, session_id=session.id, because=because, now=NOW)


def back_dues(actor, dues, because=WHY):
    with scope_of(actor):
        take_back_dues(actor=actor, dues_id=dues.id, because=because, now=NOW)


def test_a_talk_taken_back_stays_to_be_read_and_the_rhythm_is_told_without_it(cast, talk):
    with scope_of(cast.mia):
        assert get_pair(cast.mia, talk.pair_id, TODAY).last_talk_on == TODAY
    for _ in range(2):  # sent again it changes nothing
        back_talk(cast.mia, talk)
    for actor in (cast.mia, cast.ana):
        with scope_of(actor):
            assert get_pair(actor, talk.pair_id, TODAY).last_talk_on is None
            assert [each.taken_back_because for each in list_talks(actor, talk.pair_id, TODAY)] == [WHY]
    with scope_of(cast.mia):
        (entry,) = LedgerEntry.objects.filter(action="mentoring.talk.taken_back")
        assert WHY not in entry.body
        with pytest.raises(IntegrityError), transaction.atomic():
            MentoringTalk.objects.update(taken_back_because="Something else")


def test_a_session_taken_back_is_nobodys_continuing_education_any_more(cast, held):
    back_session(cast.mia, held)
    back_session(cast.kay, held)  # who keeps the sessions reaches all of them; twice is once
    with scope_of(cast.kay):
        assert [each.taken_back_because for each in list_sessions(cast.kay, TODAY)] == [WHY]
    with scope_of(cast.ana):
        assert list_attended(cast.ana, TODAY) == ()
        credential = certify(cast, date(2025, 3, 1))
        with pytest.raises(NotFound):
            take_over_session(
                actor=cast.ana, session_id=held.id, course_id=new_id(), credential_id=credential.id, now=NOW
            )


def test_a_session_that_somebody_counts_is_taken_back_after_their_course(cast, held):
    with scope_of(cast.ana):
        credential = certify(cast, date(2025, 3, 1))
        own = {"actor": cast.ana, "session_id": held.id, "credential_id": credential.id, "now": NOW}
        course_id = take_over_session(course_id=new_id(), **own)
    with pytest.raises(BadInput) as error:
        back_session(cast.mia, held)
    assert "One person counts this session" in error.value.problems["session"]
    with scope_of(cast.ana):
        take_back_entry(
            actor=cast.ana,
            holder_id=cast.ana.engagement_id,
            kind=EntryKind.COURSE,
            entry_id=course_id,
            because=WHY,
            now=NOW,
        )
        assert list_attended(cast.ana, TODAY)[0].course_id is None  # a course taken back may be made anew
        again = take_over_session(course_id=new_id(), **own)
        assert ContinuingEducation.objects.filter(taken_back_at__isnull=True).get().id == again
        take_back_entry(
            actor=cast.ana,
            holder_id=cast.ana.engagement_id,
            kind=EntryKind.COURSE,
            entry_id=again,
            because=WHY,
            now=NOW,
        )
    back_session(cast.mia, held)
    with scope_of(cast.mia):
        assert SkillsSession.objects.get().taken_back_because == WHY


def test_dues_taken_back_are_open_again(cast, paid):
    back_dues(cast.kay, paid)
    back_dues(cast.kay, paid)
    with scope_of(cast.kay):
        (row,) = list_dues(cast.kay, TODAY)
        assert [(each.words, each.taken_back_because) for each in row.entries] == [("$50.00 paid", WHY)]
        own = {"actor": cast.kay, "person_id": cast.ana.engagement_id, "now": NOW}
        waiver = waive_dues(dues_id=new_id(), because="hardship", **own)
        assert LedgerEntry.objects.filter(action="mentoring.dues.taken_back").count() == 1
    with scope_of(cast.ana):
        assert get_own_dues(cast.ana, TODAY).outcome == "waived"
    with scope_of(cast.kay):
        take_back_dues(actor=cast.kay, dues_id=waiver, because=WHY, now=NOW)
        (row,) = list_dues(cast.kay, TODAY)
        fee = row.decision.figures["fee"].cents
    assert (row.decision.outcome, row.decision.figures["open_cents"]) == ("open", fee)


@pytest.mark.parametrize("because", ["", "  ", "x" * 121])
def test_without_a_reason_nothing_is_taken_back(cast, talk, held, because):
    for act, row in ((back_talk, talk), (back_session, held)):
        with pytest.raises(BadInput) as error:
            act(cast.mia, row, because)
        assert set(error.value.problems) == {"because"}
    with scope_of(cast.mia):
        assert MentoringTalk.objects.get().taken_back_at is None
        assert SkillsSession.objects.get().taken_back_at is None


def test_only_those_whose_it_is_take_it_back(cast, talk, held, paid):
    for actor in (cast.ana, cast.kay, cast.faye, cast.dov):
        with pytest.raises(NotPermitted):
            back_talk(actor, talk)
    for actor in (cast.ana, cast.faye, cast.dov):
        with pytest.raises(NotPermitted):
            back_session(actor, held)
    for actor in (cast.ana, cast.mia, cast.faye, cast.dov):
        with pytest.raises(NotPermitted):
            back_dues(actor, paid)
    with scope_of(cast.kay):
        SkillsSession.objects.update(led_by_id=cast.kay.engagement_id)
    with pytest.raises(NotFound):  # another's session is a coordinator's to take back, not a mentor's
        back_session(cast.mia, held)
    for act, actor in ((take_back_session, cast.kay), (take_back_dues, cast.kay), (take_back_talk, cast.mia)):
        name = {take_back_session: "session_id", take_back_dues: "dues_id", take_back_talk: "talk_id"}[act]
        with scope_of(actor), pytest.raises(NotFound):
            act(actor=actor, **{name: new_id()}, because=WHY, now=NOW)


def test_the_pages_ask_once_and_show_what_was_taken_back(cast, talk, held, paid, monkeypatch):
    set_clock(monkeypatch)
    for who, where, listed in (
        ("mia", f"/mentoring/talks/{talk.id}/take-back/", f"/mentoring/pairs/{talk.pair_id}/"),
        ("mia", f"/mentoring/sessions/{held.id}/take-back/", "/mentoring/sessions/"),
        ("kay", f"/mentoring/dues/entries/{paid.id}/take-back/", "/mentoring/dues/"),
    ):
        browser = sign_in(cast, who)
        assert f'href="{where}"' in browser.get(listed).content.decode()
        assert "Take this back?" in browser.get(where).content.decode()
        assert browser.post(where, {"because": ""}).status_code == 400
        answer = browser.post(where, {"because": WHY}, follow=True)
        assert answer.redirect_chain[0][0] == listed
        body = browser.get(listed).content.decode()
        assert f"Taken back: {WHY}" in body
        assert f'href="{where}"' not in body
        assert f"{WHY}" in browser.get(where).content.decode()
