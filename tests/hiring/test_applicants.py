"""Applying without an account, the conflict check that names nobody, and what is decided."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client as Browser

from cairn.hiring.commands.applicants import answer_applicant, check_conflict, send_application
from cairn.hiring.commands.positions import close_position
from cairn.hiring.domain import applications
from cairn.hiring.domain.applications import Application, Outcome
from cairn.hiring.models import Applicant, ApplicantDecision, ConflictCheck, Position
from cairn.hiring.queries.applicants import get_applicant, list_applicants
from cairn.hiring.queries.postings import get_posting
from cairn.identity.models import Person
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import counted, set_clock, sign_in
from tests.hiring.jobs import applied, interview_of, opened, posted
from tests.people import NOW, TODAY, engage

pytestmark = pytest.mark.django_db

SENT = {"name": "Robin", "reach": "406-555-0100", "statement": "I have led a group for two years."}


@pytest.fixture
def posting(cast, monkeypatch):
    set_clock(monkeypatch)
    return posted(cast)


@pytest.fixture
def gwen(cast):
    """A second program manager, who sits on no panel."""
    with scope_of_installation():
        return engage(cast, "gwen", Role.PROGRAM_MANAGER, cast.organization, cast.program)


def check(actor, applicant_id, talk_first=True):
    with scope_of(actor):
        check_conflict(actor=actor, applicant_id=applicant_id, talk_first=talk_first, now=NOW)


def answer(actor, applicant_id, **changes):
    content = {"decision_id": new_id(), "outcome": "offer", "reason": "Listens well", "has_talked": True, **changes}
    with scope_of(actor):
        return answer_applicant(actor=actor, applicant_id=applicant_id, now=NOW, **content)


# === Applying =======================================================================================================
def test_anybody_reads_the_posting_and_applies_without_becoming_a_person_of_the_house(cast, posting):
    where, browser = f"/jobs/{posting.public_id}/", Browser()
    body = browser.get(where).content.decode()
    assert "Recovery coach" in body
    assert "Listen, and be there in the moment" in body
    assert "kept for at least 2 years" in body
    for name in ("Faye", "Ana", "Ben", "Gil"):
        assert not re.search(rf"\b{name}\b", body)
    with scope_of_installation():
        people = Person.objects.count()
    answered = browser.post(where, {**SENT, "id": re.search(r'name="id" value="([^"]+)"', body)[1]})
    assert answered["Location"] == f"{where}sent/"
    thanks = browser.get(answered["Location"]).content.decode()
    assert "was sent" in thanks
    assert "Robin" not in thanks
    with scope_of(cast.faye):
        (row,) = list_applicants(cast.faye, posting.position_id, TODAY)
        assert (row.name, row.is_heard, row.outcome) == ("Robin", False, None)
        assert Applicant.objects.get().description_n == 1
    with scope_of_installation():
        assert Person.objects.count() == people


def test_the_form_asks_for_three_things_and_says_what_not_to_write(posting):
    body = Browser().get(f"/jobs/{posting.public_id}/").content.decode()
    asked = set(re.findall(r'<(?:input|textarea)[^>]*name="([a-z]+)"', body)) - {"csrfmiddlewaretoken", "id", "website"}
    assert asked == {"name", "reach", "statement"}
    assert "do not write about diagnosis, disability, medication, treatment or a record" in body


@pytest.mark.parametrize("field", ["name", "reach", "statement"])
def test_a_missing_field_comes_back_as_typed_and_keeps_nothing(cast, posting, field):
    page = Browser().post(f"/jobs/{posting.public_id}/", {**SENT, field: " "})
    assert page.status_code == 400
    assert f'id="{field}-error"' in page.content.decode()
    with scope_of(cast.faye):
        assert not Applicant.objects.exists()


def test_too_much_is_refused(posting):
    long = Application("x" * 121, "y" * 201, "z" * 4001)
    assert set(applications.problems_of(long)) == {"name", "reach", "statement"}


def test_the_same_form_sent_twice_is_one_application_and_other_words_are_a_conflict(cast, posting):
    with scope_of(posting.actor):
        content = {"actor": posting.actor, "applicant_id": new_id(), "now": NOW}
        for _ in range(2):
            send_application(application=Application(**SENT), **content)
        assert (Applicant.objects.count(), LedgerEntry.objects.filter(action="hiring.application.sent").count()) == (
            1,
            1,
        )
        with pytest.raises(Conflict):
            send_application(application=Application(**{**SENT, "name": "Sam"}), **content)


def test_what_was_sent_in_time_is_the_same_when_it_is_sent_again_after_the_closing(cast, posting):
    with scope_of(posting.actor):
        content = {"actor": posting.actor, "applicant_id": new_id(), "application": Application(**SENT), "now": NOW}
        send_application(**content)
    with scope_of(cast.faye):
        close_position(actor=cast.faye, position_id=posting.position_id, now=NOW)
    with scope_of(posting.actor):
        assert send_application(**content) == content["applicant_id"]
        with pytest.raises(Conflict, match="no more applications"):
            send_application(**{**content, "applicant_id": new_id()})
        assert Applicant.objects.count() == 1


def test_what_fills_in_the_field_that_people_do_not_see_is_thanked_and_not_kept(cast, posting):
    answered = Browser().post(f"/jobs/{posting.public_id}/", {**SENT, "website": "https://example.org"})
    assert answered["Location"].endswith("/sent/")
    with scope_of(cast.faye):
        assert not Applicant.objects.exists()


def test_a_flood_is_stopped_and_an_hour_later_the_form_works_again(cast, posting, monkeypatch):
    monkeypatch.setattr("cairn.hiring.commands.applicants.MOST_IN_A_WINDOW", 2)
    where = f"/jobs/{posting.public_id}/"
    assert [Browser().post(where, SENT).status_code for _ in range(3)] == [302, 302, 409]
    set_clock(monkeypatch, NOW + timedelta(minutes=61))
    assert Browser().post(where, SENT).status_code == 302


def test_a_closed_posting_says_so_and_takes_nothing(cast, posting):
    with scope_of(cast.faye):
        close_position(actor=cast.faye, position_id=posting.position_id, now=NOW)
    where = f"/jobs/{posting.public_id}/"
    body = Browser().get(where).content.decode()
    assert "takes no applications now" in body
    assert "<form" not in body
    assert Browser().post(where, SENT).status_code == 409
    with scope_of(cast.faye):
        assert not Applicant.objects.exists()


@pytest.mark.parametrize(("days", "opens"), [((0, 0), True), ((-3, -1), False), ((1, None), False), ((-1, 4), True)])
def test_a_posting_is_open_from_its_first_day_through_its_last(days, opens):
    first, last = (TODAY + timedelta(days=each) if each is not None else None for each in days)
    assert applications.is_open(first, last, is_closed=False, on=TODAY) is opens
    assert not applications.is_open(first, last, is_closed=True, on=TODAY)


def test_unknown_unposted_and_inner_numbers_are_answered_alike(cast, posting):
    with scope_of(cast.faye):
        unposted = Position.objects.create(
            organization_id=cast.organization.id,
            public_id=new_id(),
            created_at=NOW,
            created_by_id=cast.faye.engagement_id,
        )
    for number in (new_id(), unposted.public_id, posting.position_id):
        assert Browser().get(f"/jobs/{number}/").status_code == 404
        assert Browser().post(f"/jobs/{number}/", SENT).status_code == 404
        with pytest.raises(NotFound):
            get_posting(number, NOW)


# === The conflict check =============================================================================================
def test_a_check_keeps_a_day_and_a_yes_or_no_and_nothing_else(cast, posting):
    applicant_id = applied(posting)
    check(cast.faye, applicant_id)
    with scope_of(cast.faye):
        found = get_applicant(cast.faye, applicant_id, TODAY)
        assert (found.check.checked_on, found.check.talk_first) == (TODAY, True)
        stored = {field.name for field in ConflictCheck._meta.fields}
    assert stored == {"id", "organization_id", "applicant", "talk_first", "checked_at", "checked_by_id"}


def ledger_acts(cast, applicant_id, talk_first):
    check(cast.faye, applicant_id, talk_first)
    with scope_of(cast.faye):
        return LedgerEntry.objects.filter(action="hiring.conflict.checked").latest("n").body


def test_the_ledger_says_the_same_whatever_was_found(cast, posting):
    bodies = [
        re.sub(r"[0-9a-f-]{32,36}", "ID", ledger_acts(cast, applied(posting, name), talk))
        for name, talk in (("Robin", True), ("Sam", False))
    ]
    assert bodies[0] == bodies[1]
    assert "true" not in bodies[0].lower()


def test_the_manager_reads_the_same_page_and_words_whatever_was_found(cast, posting):
    applicant_id, browser = applied(posting), sign_in(cast, "faye")
    pages = []
    for talk in (True, False):
        check(cast.faye, applicant_id, talk)
        pages.append(still(browser.get(f"/hiring/applicants/{applicant_id}/").content))
    assert pages[0] != pages[1]
    assert pages[0].replace(b"<strong>yes</strong>", b"<strong>no</strong>") == pages[1]


def still(body: bytes) -> bytes:
    """A page without what differs each time it is asked for."""
    body = re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]*|(X-CSRFToken": ")[^"]*', b"", body)
    return re.sub(rb'(name="id" value=")[^"]*', b"", body)


def test_panel_members_read_byte_equal_pages_whatever_the_check_found(cast, posting, gwen):
    applicant_id = applied(posting)
    round_id = opened(cast, posting, (cast.ana, cast.ben, cast.faye), applicant_id)
    interview = interview_of(cast, round_id, applicant_id)
    shared = ["/", "/hiring/panel/", f"/hiring/interviews/{interview}/score/", f"/hiring/rounds/{round_id}/compare/"]
    managed = [
        "/hiring/",
        f"/hiring/{posting.position_id}/",
        f"/hiring/applicants/{applicant_id}/",
        f"/hiring/rounds/{round_id}/",
    ]
    seen = []
    for talk in (True, False):
        check(gwen, applicant_id, talk)
        seen.append(
            [still(sign_in(cast, who).get(where).content) for who in ("ana", "ben") for where in shared]
            + [still(sign_in(cast, "faye").get(where).content) for where in (*shared, *managed)]
        )
        with scope_of(cast.faye):
            assert get_applicant(cast.faye, applicant_id, TODAY).check is None
        with scope_of(gwen):
            assert get_applicant(gwen, applicant_id, TODAY).check.talk_first is talk
    assert seen[0] == seen[1]


def test_who_sits_does_not_check_and_who_checked_does_not_sit(cast, posting, gwen):
    first, second = applied(posting), applied(posting, "Sam")
    opened(cast, posting, (cast.ana, cast.faye), first)
    with pytest.raises(BadInput) as error:
        check(cast.faye, second)
    assert set(error.value.problems) == {"talk_first"}
    check(gwen, second)
    with pytest.raises(BadInput) as error:
        opened(cast, posting, (cast.ana, gwen), first)
    assert set(error.value.problems) == {"members"}


def test_no_role_but_the_manager_checks(cast, posting):
    applicant_id = applied(posting)
    for who in (cast.ana, cast.ben, cast.jun, cast.noor, cast.lee):
        with pytest.raises(NotPermitted):
            check(who, applicant_id)
    elsewhere = replace(cast.faye, organization_id=cast.dov.organization_id, engagement_id=cast.dov.engagement_id)
    with pytest.raises(NotFound):
        check(elsewhere, applicant_id)
    with pytest.raises(BadInput):
        check(cast.faye, applicant_id, None)
    with scope_of(cast.faye):
        assert not ConflictCheck.objects.exists()


def test_checking_never_reads_who_is_served(cast, posting):
    applicant_id, browser = applied(posting, "Gil"), sign_in(cast, "faye")
    with counted() as count:
        browser.post(f"/hiring/applicants/{applicant_id}/conflict/", {"talk_first": "yes"})
        browser.get(f"/hiring/applicants/{applicant_id}/")
    assert count.statements
    assert not [sql for sql in count.statements if "support_" in sql]


# === Deciding =======================================================================================================
def test_an_offer_needs_the_check_and_the_talk_for_everybody_alike(cast, posting):
    for name, talk in (("Robin", True), ("Sam", False)):
        applicant_id = applied(posting, name)
        with pytest.raises(BadInput) as error:
            answer(cast.faye, applicant_id)
        assert set(error.value.problems) == {"outcome"}
        check(cast.faye, applicant_id, talk)
        with pytest.raises(BadInput) as error:
            answer(cast.faye, applicant_id, has_talked=False)
        assert set(error.value.problems) == {"has_talked"}
        answer(cast.faye, applicant_id)
    with scope_of(cast.faye):
        rows = list_applicants(cast.faye, posting.position_id, TODAY)
    assert [row.outcome for row in rows] == [Outcome.OFFER, Outcome.OFFER]


def test_not_now_keeps_its_reason_and_leaves_the_door_open(cast, posting):
    applicant_id = applied(posting)
    answer(cast.faye, applicant_id, outcome="not_now", reason="No opening this year", has_talked=False)
    check(cast.faye, applicant_id)
    with scope_of(cast.faye):
        later = NOW + timedelta(days=30)
        answer_applicant(
            actor=cast.faye,
            decision_id=new_id(),
            applicant_id=applicant_id,
            outcome="offer",
            reason="A place came free",
            has_talked=True,
            now=later,
        )
        found = get_applicant(cast.faye, applicant_id, TODAY)
    assert [(one.outcome, one.reason) for one in found.decisions] == [
        (Outcome.OFFER, "A place came free"),
        (Outcome.NOT_NOW, "No opening this year"),
    ]
    assert found.keep_until.year == TODAY.year + 2
    assert "24.8.107" in found.keep_citation


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"outcome": "maybe"}, "outcome"), ({"reason": " "}, "reason"), ({"reason": "x" * 1001}, "reason")],
)
def test_a_decision_needs_a_word_and_a_reason(cast, posting, changes, field):
    applicant_id = applied(posting)
    check(cast.faye, applicant_id)
    with pytest.raises(BadInput) as error:
        answer(cast.faye, applicant_id, **changes)
    assert set(error.value.problems) == {field}
    with scope_of(cast.faye):
        assert not ApplicantDecision.objects.exists()


def test_a_decision_sent_twice_is_one_and_nobody_else_decides(cast, posting):
    applicant_id, decision_id = applied(posting), new_id()
    check(cast.faye, applicant_id)
    for _ in range(2):
        answer(cast.faye, applicant_id, decision_id=decision_id)
    with pytest.raises(Conflict):
        answer(cast.faye, applicant_id, decision_id=decision_id, reason="Other")
    for who in (cast.ana, cast.ben, cast.noor):
        with pytest.raises(NotPermitted):
            answer(who, applicant_id)
    elsewhere = replace(cast.faye, organization_id=cast.dov.organization_id, engagement_id=cast.dov.engagement_id)
    with pytest.raises(NotFound):
        answer(elsewhere, applicant_id)
    with scope_of(cast.faye):
        assert ApplicantDecision.objects.count() == 1


def test_an_offer_leads_to_the_invitation_and_makes_nobody(cast, posting):
    applicant_id, browser = applied(posting), sign_in(cast, "faye")
    check(cast.faye, applicant_id)
    with scope_of_installation():
        people = Person.objects.count()
    sent = {"outcome": "offer", "reason": "Listens well", "has_talked": "yes"}
    assert browser.post(f"/hiring/applicants/{applicant_id}/answer/", sent).status_code == 302
    body = browser.get(f"/hiring/applicants/{applicant_id}/").content.decode()
    assert 'href="/people-at-work/invite/"' in body
    with scope_of_installation():
        assert Person.objects.count() == people


def test_the_position_page_costs_the_same_with_many_applicants(cast, posting):
    browser, costs = sign_in(cast, "faye"), []
    for rows in (2, 20):
        for number in range(rows):
            applied(posting, f"Applicant {rows} {number}")
        with counted() as count:
            assert browser.get(f"/hiring/{posting.position_id}/").status_code == 200
        costs.append(len(count))
    assert costs[0] == costs[1] <= 5
