"""Speed-skills sessions and what they are to a certificate; dues and waivers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.credentials.models import ContinuingEducation
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.mentoring.commands.dues import record_dues, waive_dues
from cairn.mentoring.commands.sessions import SessionDraft, record_session_held, take_over_session
from cairn.mentoring.domain.skills import decide_counts_as_ce
from cairn.mentoring.models import Dues, SkillsAttendance, SkillsSession
from cairn.mentoring.queries.dues import get_own_dues, list_dues
from cairn.mentoring.queries.sessions import list_attended, list_sessions
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from tests.browsers import set_clock, sign_in
from tests.labor import certify
from tests.mentoring.pairs import pair_up
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
FULL = 17500


def hold(actor, cast, session_id=None, **changes):
    content = {
        "on": TODAY, "minutes": 60, "skill": "suicide_awareness", "people": (cast.ana.engagement_id,), **changes
    }  # fmt: skip
    with scope_of(actor):
        return record_session_held(
            actor=actor, session_id=session_id or new_id(), draft=SessionDraft(**content), now=NOW
        )


def take(actor, session_id, credential, course_id=None):
    with scope_of(actor):
        return take_over_session(
            actor=actor,
            session_id=session_id,
            course_id=course_id or new_id(),
            credential_id=credential.id,
            now=NOW,
        )


def test_a_session_counts_where_nobody_approves_courses_and_a_talk_is_not_verified():
    rules = rules_on(TODAY)
    assert decide_counts_as_ce(is_session=True, rules=rules).allowed
    against = decide_counts_as_ce(is_session=False, rules=rules).against
    assert [finding.code for finding in against] == ["mentoring.ce.subject"]
    assert "not verified" in against[0].found


def test_a_session_is_kept_once_with_who_came(cast):
    session_id = new_id()
    people = (cast.ana.engagement_id, cast.ivo.engagement_id, cast.ana.engagement_id)
    assert hold(cast.mia, cast, session_id, people=people) == hold(cast.mia, cast, session_id, people=people)
    with pytest.raises(Conflict):
        hold(cast.mia, cast, session_id, minutes=61)
    with scope_of(cast.kay):
        (row,) = list_sessions(cast.kay, TODAY)
    assert (row.came, row.led_by) == (2, "Mia")
    for actor, count in ((cast.ana, 1), (cast.ivo, 1), (cast.cleo, 0), (cast.dov, 0)):
        with scope_of(actor):
            assert len(list_attended(actor, TODAY)) == count


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"minutes": 0}, "minutes"),
        ({"skill": "juggling"}, "skill"),
        ({"people": ()}, "people"),
    ],
)
def test_a_session_that_cannot_be_names_the_field(cast, changes, field):
    with pytest.raises(BadInput) as error:
        hold(cast.mia, cast, **changes)
    assert set(error.value.problems) == {field}
    with scope_of(cast.mia):
        assert not SkillsSession.objects.exists()


def test_nobody_of_another_house_comes_and_others_may_not_write(cast):
    for stranger in (cast.dov, cast.ben):
        with pytest.raises(BadInput):
            hold(cast.mia, cast, people=(stranger.engagement_id,))
    for actor in (cast.ana, cast.faye, cast.dov):
        with pytest.raises(NotPermitted):
            hold(actor, cast)


def test_an_hour_is_taken_into_the_own_years_once(cast):
    session_id = hold(cast.mia, cast)
    with scope_of(cast.ana):
        credential = certify(cast, date(2025, 3, 1))
    course_id = take(cast.ana, session_id, credential)
    assert take(cast.ana, session_id, credential) == course_id
    with scope_of(cast.ana):
        course = ContinuingEducation.objects.get()
        assert (course.id, course.minutes, course.category) == (course_id, 60, "suicide_prevention")
        assert list_attended(cast.ana, TODAY)[0].course_id == course_id
        assert [entry.action for entry in LedgerEntry.objects.order_by("n")] == [
            "mentoring.session.held",
            "credentials.ce.recorded",
        ]


def test_only_who_came_takes_it_and_only_into_an_own_certificate(cast):
    session_id = hold(cast.mia, cast)
    with scope_of(cast.ana):
        credential = certify(cast, date(2025, 3, 1))
        hers = certify(cast, date(2025, 3, 1), holder=cast.cleo.engagement_id)
    for actor in (cast.cleo, cast.dov):
        with pytest.raises(NotFound):
            take(actor, session_id, credential)
    for actor in (cast.mia, cast.ivo):
        with pytest.raises(NotPermitted):
            take(actor, session_id, credential)
    with pytest.raises(NotFound):
        take(cast.ana, session_id, hers)
    with scope_of(cast.ana):
        assert SkillsAttendance.objects.get().course_id is None  # the refusal left nothing behind
        assert not ContinuingEducation.objects.exists()


def test_a_session_before_the_certificate_does_not_count(cast, monkeypatch):
    set_clock(monkeypatch)
    session_id = hold(cast.mia, cast, on=date(2025, 2, 1))
    with scope_of(cast.ana):
        credential = certify(cast, date(2025, 3, 1))
    with pytest.raises(BadInput):
        take(cast.ana, session_id, credential)
    said = sign_in(cast, "ana").get(f"/mentoring/sessions/{session_id}/take-over/").content.decode()
    assert "No certificate to add it to" in said


def test_the_session_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    mia, ana = sign_in(cast, "mia"), sign_in(cast, "ana")
    sent = {"on": TODAY, "minutes": "60", "skill": "story", "people": [cast.ana.engagement_id]}
    answer = mia.post("/mentoring/sessions/", {**sent, "skill": ""})
    assert answer.status_code == 400
    assert "Choose the skill." in answer.content.decode()
    assert mia.post("/mentoring/sessions/", sent).status_code == 302
    assert "Recovery story, 1 h" in mia.get("/mentoring/sessions/").content.decode()
    with scope_of(cast.ana):
        session, credential = SkillsSession.objects.get(), certify(cast, date(2025, 3, 1))
    where = f"/mentoring/sessions/{session.id}/take-over/"
    assert where in ana.get("/mentoring/").content.decode()
    assert "Speed-skills session: Recovery story" in ana.get(where).content.decode()
    assert ana.post(where, {"credential": new_id()}).status_code == 404
    assert ana.post(where, {"credential": credential.id}).status_code == 302
    assert "Speed-skills session: Recovery story" in ana.get("/credential/").content.decode()
    assert "In your CE" in ana.get("/mentoring/").content.decode()
    assert sign_in(cast, "cleo").get(where).status_code == 404


def pay(cast, actor=None, cents=FULL, dues_id=None, person=None):
    actor = actor or cast.kay
    with scope_of(actor):
        return record_dues(
            actor=actor,
            dues_id=dues_id or new_id(),
            person_id=(person or cast.ana).engagement_id,
            paid_cents=cents,
            now=NOW,
        )


def waive(cast, actor=None, because="hardship", person=None):
    actor = actor or cast.kay
    with scope_of(actor):
        return waive_dues(
            actor=actor, dues_id=new_id(), person_id=(person or cast.ana).engagement_id, because=because, now=NOW
        )


@pytest.fixture
def pair(cast):
    with scope_of(cast.mia):
        return pair_up(cast)


def outcome(cast) -> str:
    with scope_of(cast.ana):
        return get_own_dues(cast.ana, TODAY).outcome


def test_dues_are_open_then_paid_in_parts(cast, pair):
    assert outcome(cast) == "open"
    pay(cast, cents=10000)
    assert outcome(cast) == "open"
    dues_id = new_id()
    assert pay(cast, cents=7500, dues_id=dues_id) == pay(cast, cents=7500, dues_id=dues_id)
    assert outcome(cast) == "paid"
    with scope_of(cast.kay):
        assert (Dues.objects.count(), LedgerEntry.objects.count()) == (2, 2)
        (row,) = list_dues(cast.kay, TODAY)
    assert str(row.decision.figures["fee"]) == "$175.00"
    with pytest.raises(BadInput, match="Nothing is open"):
        pay(cast, cents=1)


def test_dues_are_waived_with_a_reason(cast, pair):
    waive(cast)
    assert outcome(cast) == "waived"


@pytest.mark.parametrize(("act", "field"), [("zero", "paid"), ("more", "paid"), ("reason", "because")])
def test_bad_dues_name_the_field(cast, pair, act, field):
    with pytest.raises(BadInput) as error:
        if act == "reason":
            waive(cast, because="")
        else:
            pay(cast, cents=0 if act == "zero" else FULL + 1)
    assert set(error.value.problems) == {field}
    with scope_of(cast.kay):
        assert not Dues.objects.exists()


def test_who_keeps_and_sees_dues(cast, pair):
    for person in (cast.cleo, cast.dov):
        with pytest.raises(NotFound):
            pay(cast, person=person)
    for actor in (cast.mia, cast.ana, cast.faye, cast.dov):
        with pytest.raises(NotPermitted):
            pay(cast, actor)
    with scope_of(cast.mia), pytest.raises(NotPermitted):
        list_dues(cast.mia, TODAY)


def test_the_page_of_dues(cast, pair, monkeypatch):
    set_clock(monkeypatch)
    kay, where = sign_in(cast, "kay"), f"/mentoring/dues/{cast.ana.engagement_id}/"
    assert "Dues for 2026" in kay.get("/mentoring/dues/").content.decode()
    assert kay.post(where, {"paid": "much"}).status_code == 400
    assert kay.post(where, {"paid": "$75"}).status_code == 302
    assert kay.post(where, {"paid": "", "because": "hardship"}).status_code == 302
    assert "Waived" in kay.get("/mentoring/dues/").content.decode()
    assert kay.post(f"/mentoring/dues/{new_id()}/", {"paid": "5"}).status_code == 404
