"""Drug tests and graduation: for a study, under a consent to research, read by who leads it and by nobody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from cairn.court.commands.studies import finish_study, open_study, record_study_fact
from cairn.court.domain.studies import FactKind, Use, decide_use, read_choice
from cairn.court.models import StudyFact
from cairn.court.queries.own_studies import list_own_studies
from cairn.court.queries.studies import get_study, list_facts, list_studies
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.privacy.commands.consents import ConsentDraft, give_consent, revoke_consent
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY, at, engage
from tests.portal.house import let_in
from tests.portal.house import sign_in as sign_in_at_home

pytestmark = pytest.mark.django_db
TITLE = "Does the court help?"


def opened(cast, actor=None):
    actor = actor or cast.faye
    with scope_of(actor):
        return open_study(actor=actor, study_id=new_id(), title=TITLE, now=NOW)


def agree(cast, recipient=TITLE, when=NOW):
    draft = ConsentDraft(
        new_id(), cast.gil.id, ConsentKind.RESEARCH, recipient, RecipientClass.RESEARCHER, frozenset({Share.PROGRESS}),
        "Research", expires_on=date(2028, 1, 1), is_signed=True,
    )  # fmt: skip
    with scope_of(cast.ana):
        return give_consent(actor=cast.ana, draft=draft, now=when)


def keep(cast, study_id, actor=None, fact_id=None, **changes):
    actor = actor or cast.faye
    content = {"client_id": cast.gil.id, "kind": FactKind.DRUG_TEST, "result": "negative", "on": TODAY, **changes}
    with scope_of(actor):
        return record_study_fact(actor=actor, fact_id=fact_id or new_id(), study_id=study_id, now=NOW, **content)


def test_a_fact_is_kept_under_the_person_s_consent_to_this_study(cast):
    study_id, fact_id = opened(cast), new_id()
    with pytest.raises(Refused):
        keep(cast, study_id)
    agree(cast, "Another study")
    with pytest.raises(Refused):
        keep(cast, study_id)
    agree(cast)
    keep(cast, study_id, fact_id=fact_id)
    keep(cast, study_id, fact_id=fact_id)
    with scope_of(cast.faye):
        (fact,) = list_facts(cast.faye, study_id, NOW).rows
        assert list_facts(cast.faye, study_id, NOW).count == 1
    assert (fact.client_name, fact.kind, fact.result) == ("Gil", FactKind.DRUG_TEST, "Nothing found")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"on": None}, "on"), ({"on": TODAY + timedelta(days=1)}, "on"), ({"result": "graduated"}, "fact")],
)
def test_a_fact_that_cannot_be_names_its_field(cast, changes, field):
    study_id = opened(cast)
    agree(cast)
    with pytest.raises(BadInput) as raised:
        keep(cast, study_id, **changes)
    assert field in raised.value.problems


@pytest.mark.parametrize("text", ["", "drug_test", "drug_test:graduated", "weather:negative"])
def test_a_choice_that_is_none(text):
    assert read_choice(text) is None


@pytest.mark.parametrize("who", ["ana", "ben", "jun", "lee", "mia", "noor", "dov"])
def test_neither_mentor_nor_anybody_else_reads_a_fact(cast, who):
    study_id = opened(cast)
    agree(cast)
    keep(cast, study_id)
    actor = getattr(cast, who)
    for read in (lambda: list_studies(actor, TODAY), lambda: list_facts(actor, study_id, NOW)):
        with scope_of(actor), pytest.raises(NotPermitted):
            read()


def test_another_manager_reads_nothing(cast):
    study_id = opened(cast)
    agree(cast)
    keep(cast, study_id)
    with scope_of_installation():
        other = engage(cast, "greta", cast.faye.role, cast.organization, cast.program)
    with scope_of(other):
        assert (list_studies(other, TODAY), list_facts(other, study_id, NOW).rows) == ((), ())
        with pytest.raises(NotFound):
            get_study(other, study_id, TODAY)
    with pytest.raises(NotFound):
        keep(cast, study_id, actor=other)


def test_no_page_of_the_person_shows_a_result(cast, monkeypatch):
    set_clock(monkeypatch)
    study_id = opened(cast)
    agree(cast)
    keep(cast, study_id, result="positive")
    ana = sign_in(cast, "ana")
    for name in ("get_client", "list_consents", "list_looks", "get_plan", "walking_together"):
        page = ana.get(reverse(name, kwargs={"client_id": cast.gil.id})).content.decode()
        assert "Gil" in page
        assert "Something found" not in page
        assert "Drug test" not in page
    assert ana.get(reverse("get_court_study", kwargs={"court_study_id": study_id})).status_code == 403


def test_the_lead_s_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    faye = sign_in(cast, "faye")
    assert faye.post(reverse("list_court_studies"), {"title": ""}).status_code == 400
    where = faye.post(reverse("list_court_studies"), {"title": TITLE}).url
    sent = {"person": str(cast.gil.id), "fact": "graduation:graduated", "on": "2026-11-20"}
    answer = faye.post(where, sent)
    assert answer.status_code == 409
    assert "Ask the person" in answer.content.decode()
    agree(cast)
    assert faye.post(where, {**sent, "fact": "weather"}).status_code == 400
    assert faye.post(where, sent).status_code == 302
    assert "Graduated" in faye.get(where).content.decode()
    over = faye.post(f"{where}finish/", follow=True).content.decode()
    assert "Finished on November 20, 2026" in over
    assert "Keep it" not in over
    assert "stays in this result, marked" in over
    monkeypatch.setattr("cairn.court.queries.studies.keeps_when_finished", lambda rules: False)  # as a place may say
    assert "is left out of this result too" in faye.get(where).content.decode()
    assert "Finished on" in faye.get(reverse("list_court_studies")).content.decode()
    assert (
        sign_in(cast, "dov").post(f"{where}finish/").status_code == 403
    )  # a peer supporter: no role for it, whatever is there


def test_a_fact_stays(cast):
    study_id = opened(cast)
    agree(cast)
    keep(cast, study_id)
    with scope_of_installation(), pytest.raises(DatabaseError), transaction.atomic():
        StudyFact.objects.all().delete()


EARLY, BACK, LATER = at(9), at(22), at(23)


def take_back(cast, consent_id, when=BACK):
    with scope_of(cast.ana):
        revoke_consent(actor=cast.ana, consent_id=consent_id, now=when)


def finish(cast, study_id, when, actor=None):
    actor = actor or cast.faye
    with scope_of(actor):
        finish_study(actor=actor, study_id=study_id, now=when)


def facts(cast, study_id, when=LATER):
    with scope_of(cast.faye):
        return list_facts(cast.faye, study_id, when)


def test_a_consent_taken_back_takes_its_facts_out_of_a_study_that_goes_on(cast):
    study_id = opened(cast)
    consent = agree(cast, when=EARLY)
    keep(cast, study_id)
    assert facts(cast, study_id).count == 1
    take_back(cast, consent)
    found = facts(cast, study_id)
    assert (found.rows, found.count, found.left_out) == ((), 0, 1)
    with pytest.raises(Refused), scope_of(cast.faye):
        record_study_fact(
            actor=cast.faye, fact_id=new_id(), study_id=study_id, client_id=cast.gil.id, kind=FactKind.DRUG_TEST,
            result="negative", on=TODAY, now=LATER,
        )  # fmt: skip
    finish(cast, study_id, LATER)  # finished later, it has them no more either
    assert (facts(cast, study_id).count, facts(cast, study_id).left_out) == (0, 1)


def test_what_was_finished_before_stays_marked_and_goes_into_nothing_new(cast):
    finished, goes_on = opened(cast), opened(cast)
    consent = agree(cast, when=EARLY)
    keep(cast, finished)
    keep(cast, goes_on)
    finish(cast, finished, at(21))
    assert [one.is_kept for one in facts(cast, finished).rows] == [False]
    take_back(cast, consent)
    assert [one.is_kept for one in facts(cast, finished).rows] == [True]
    assert facts(cast, goes_on).rows == ()
    with pytest.raises(Conflict, match="takes no fact"):
        keep(cast, finished)
    finish(cast, finished, LATER)  # again changes nothing
    assert [one.is_kept for one in facts(cast, finished).rows] == [True]
    with scope_of(cast.dov), pytest.raises(NotPermitted):
        finish_study(actor=cast.dov, study_id=finished, now=NOW)


def test_a_yes_given_anew_opens_the_study_that_goes_on_and_not_the_one_finished_without_it(cast):
    finished, goes_on = opened(cast), opened(cast)
    consent = agree(cast, when=EARLY)
    keep(cast, finished)
    keep(cast, goes_on)
    take_back(cast, consent, at(20))
    finish(cast, finished, at(21))
    agree(cast, when=BACK)
    assert (facts(cast, goes_on).count, facts(cast, goes_on).left_out) == (1, 0)
    assert (facts(cast, finished).count, facts(cast, finished).left_out) == (0, 1)


def test_a_place_whose_pack_keeps_nothing_keeps_nothing():
    rules = rules_on(TODAY, "us-mt")
    assert decide_use(stands=False, stood_when_finished=True, rules=rules) is Use.KEPT
    before = rules_on(date(1999, 1, 1), "us-mt")
    assert decide_use(stands=False, stood_when_finished=True, rules=before) is Use.LEFT_OUT
    assert decide_use(stands=True, stood_when_finished=True, rules=before) is Use.USED
    assert decide_use(stands=True, stood_when_finished=False, rules=rules) is Use.LEFT_OUT


def test_the_person_sees_what_is_kept_and_whether_it_is_used_and_no_result(cast, monkeypatch):
    set_clock(monkeypatch)
    gil = let_in(cast, cast.gil, "gil-himself")
    study_id, consent = opened(cast), agree(cast, when=EARLY)
    keep(cast, study_id, result="positive")
    browser = sign_in_at_home(cast, "gil-himself")
    page = browser.get("/mine/permissions/").content.decode()
    assert TITLE in page
    assert "used for this study" in page
    take_back(cast, consent, NOW)
    page = browser.get("/mine/permissions/").content.decode()
    assert "not used" in page
    assert "Something found" not in page
    with scope_of(gil):
        (own,) = list_own_studies(gil, cast.gil.id, LATER)
        assert (own.facts, own.use) == (1, Use.LEFT_OUT)
        assert list_own_studies(gil, cast.hal.id, LATER) == ()
    with scope_of(cast.ana), pytest.raises(NotPermitted):
        list_own_studies(cast.ana, cast.gil.id, LATER)
