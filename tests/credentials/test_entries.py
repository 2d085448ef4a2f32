"""Taking back what was entered wrongly: it counts no more, stays readable, and comes back by nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from cairn.credentials.commands.credentials import RenewalDraft, record_ce, record_renewal
from cairn.credentials.commands.entries import take_back_entry
from cairn.credentials.domain.entries import EntryKind
from cairn.credentials.models import BackgroundCheck, ContinuingEducation, Credential, Renewal
from cairn.credentials.queries.entries import list_entries
from cairn.credentials.queries.standing import get_ce, get_holder, get_standing
from cairn.kernel.errors import BadInput, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from tests.browsers import counted, set_clock, sign_in
from tests.credentials.test_credentials import COURSE
from tests.labor import certify
from tests.people import LONG_AGO, NOW, TODAY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def record(cast) -> dict[EntryKind, object]:
    """One entry of each kind for Ana, all in order."""
    with scope_of(cast.faye):
        held = certify(cast, date(2025, 3, 1), (date(2025, 12, 1), 2026))
        record_ce(actor=cast.faye, course_id=new_id(), credential_id=held.id, draft=COURSE, now=NOW)
        check = BackgroundCheck.objects.create(
            organization_id=cast.organization.id,
            holder_id=cast.ana.engagement_id,
            completed_on=LONG_AGO,
            is_clear=True,
        )
        return {
            EntryKind.CERTIFICATE: held,
            EntryKind.RENEWAL: Renewal.objects.get(),
            EntryKind.COURSE: ContinuingEducation.objects.get(),
            EntryKind.BACKGROUND_CHECK: check,
        }


def take_back(cast, record, kind, actor=None, because="Entered for the wrong year", holder=None):
    actor = actor or cast.faye
    with scope_of(actor):
        take_back_entry(
            actor=actor,
            holder_id=holder or cast.ana.engagement_id,
            kind=kind,
            entry_id=record[kind].id,
            because=because,
            now=NOW,
        )


def standing(cast) -> str:
    with scope_of(cast.faye):
        return get_standing(cast.faye, cast.ana.engagement_id, TODAY).outcome


def test_a_certificate_taken_back_makes_a_candidate_again(cast, record):
    assert standing(cast) == "active"
    take_back(cast, record, EntryKind.CERTIFICATE)
    assert standing(cast) == "candidate"
    with scope_of(cast.faye), pytest.raises(NotFound):
        record_ce(
            actor=cast.faye, course_id=new_id(), credential_id=record[EntryKind.CERTIFICATE].id, draft=COURSE, now=NOW
        )


def test_a_renewal_taken_back_counts_no_more_and_can_be_entered_rightly(cast, record):
    assert standing(cast) == "active"
    take_back(cast, record, EntryKind.RENEWAL)
    assert standing(cast) != "active"
    with scope_of(cast.faye):
        draft = RenewalDraft(date(2025, 12, 2), 2026, 9300, attested_ce=True)
        held = record[EntryKind.CERTIFICATE]
        record_renewal(actor=cast.faye, renewal_id=new_id(), credential_id=held.id, draft=draft, now=NOW)
    assert standing(cast) == "active"


def test_a_course_taken_back_gives_no_hours(cast, record):
    with scope_of(cast.faye):
        before = get_ce(cast.faye, cast.ana.engagement_id, TODAY).figures["used_minutes"]
    take_back(cast, record, EntryKind.COURSE)
    with scope_of(cast.faye):
        after = get_ce(cast.faye, cast.ana.engagement_id, TODAY).figures["used_minutes"]
        assert get_holder(cast.faye, cast.ana.engagement_id, TODAY).held[0].courses == ()
    assert (before, after) == (90, 0)


def test_a_check_taken_back_leaves_the_one_before(cast, record):
    with scope_of(cast.faye):
        wrong = BackgroundCheck.objects.create(
            organization_id=cast.organization.id, holder_id=cast.ana.engagement_id, completed_on=TODAY, is_clear=False
        )
        assert not get_holder(cast.faye, cast.ana.engagement_id, TODAY).background.allowed
    for actor in (cast.ana, cast.ben, cast.jun):  # whoever does not keep it is not even read an answer
        with scope_of(actor):
            assert get_holder(actor, cast.ana.engagement_id, TODAY).background is None
    take_back(cast, {EntryKind.BACKGROUND_CHECK: wrong}, EntryKind.BACKGROUND_CHECK)
    with scope_of(cast.faye):
        assert get_holder(cast.faye, cast.ana.engagement_id, TODAY).background.allowed


@pytest.mark.parametrize("kind", EntryKind)
def test_nothing_is_erased_and_the_mark_is_for_good(cast, record, kind):
    take_back(cast, record, kind)
    take_back(cast, record, kind, because="Another word")  # sent again: nothing changes
    with scope_of(cast.faye):
        entry = next(one for one in list_entries(cast.faye, cast.ana.engagement_id, TODAY) if one.kind is kind)
        assert (entry.taken_back_at, entry.because) == (NOW, "Entered for the wrong year")
        assert LedgerEntry.objects.filter(action="credentials.entry.taken_back").count() == 1
        model = type(record[kind])
        with pytest.raises(IntegrityError):
            model.objects.filter(id=record[kind].id).update(taken_back_at=None)


@pytest.mark.parametrize("kind", EntryKind)
def test_who_may_not_is_refused_and_changes_nothing(cast, record, kind):
    for who, error in (("dov", NotFound), ("cleo", NotFound), ("ben", NotPermitted), ("jun", NotPermitted)):
        wanted = NotPermitted if kind is EntryKind.BACKGROUND_CHECK and who in ("dov", "cleo") else error
        with pytest.raises(wanted):
            take_back(cast, record, kind, actor=cast.actors[who])
    with pytest.raises(NotFound):
        take_back(cast, record, kind, holder=cast.cleo.engagement_id)
    with pytest.raises(BadInput) as refused:
        take_back(cast, record, kind, because="  ")
    assert "because" in refused.value.problems
    with scope_of(cast.faye):
        assert all(one.taken_back_at is None for one in list_entries(cast.faye, cast.ana.engagement_id, TODAY))


def test_ana_takes_back_her_own_but_no_check(cast, record):
    take_back(cast, record, EntryKind.COURSE, actor=cast.ana)
    with pytest.raises(NotPermitted):
        take_back(cast, record, EntryKind.BACKGROUND_CHECK, actor=cast.ana)


def test_the_pages_ask_once_and_keep_the_history(cast, record, monkeypatch):
    set_clock(monkeypatch)
    browser = sign_in(cast, "faye")
    of_ana = f"/credential/{cast.ana.engagement_id}/record/"
    assert of_ana in browser.get(f"/credential/{cast.ana.engagement_id}/").content.decode()
    assert browser.get(of_ana).content.decode().count(">Take back<") == 4
    address = f"{of_ana}renewal/{record[EntryKind.RENEWAL].id}/"
    assert browser.post(address, {"because": ""}).status_code == 400
    assert browser.post(address, {"because": "Mistyped"}).status_code == 302
    page = browser.get(of_ana).content.decode()
    assert "Mistyped" in page
    assert page.count(">Take back<") == 3
    assert "Mistyped" in browser.get(address).content.decode()
    assert browser.get(f"{of_ana}letter/{new_id()}/").status_code == 404
    for who in ("dov", "cleo"):
        assert sign_in(cast, who).get(of_ana).status_code == 404
    own = sign_in(cast, "ana").get(f"/credential/{cast.ana.engagement_id}/record/").content.decode()
    assert "Background check" not in own


def test_the_record_costs_the_same_however_long(cast, record, monkeypatch):
    set_clock(monkeypatch)
    browser, costs = sign_in(cast, "faye"), []
    for _ in range(2):
        with counted() as count:
            browser.get(f"/credential/{cast.ana.engagement_id}/record/")
        costs.append(len(count))
        with scope_of(cast.faye):
            for _ in range(30):
                held = Credential.objects.first()
                record_ce(actor=cast.faye, course_id=new_id(), credential_id=held.id, draft=COURSE, now=NOW)
    assert costs[0] == costs[1]
