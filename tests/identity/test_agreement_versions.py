"""Versions of an agreement: named change, signed again by both, the old in force until then and readable after; kinds kept apart."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cairn.identity.commands.agreements import end_agreement, make_agreement, revise_agreement, sign_agreement
from cairn.identity.commands.invitations import end_engagement
from cairn.identity.domain.agreements import AgreementDraft, VersionDraft
from cairn.identity.models import SupervisionAgreement
from cairn.identity.queries.peers import get_peer
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of
from cairn.supervision.queries.supervisors import decide_agreement
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def revise(cast, actor=None, version_id=None, agreement_id=None, **changes):
    actor = actor or cast.faye
    given = {"changes": "Weekly, not every two weeks", "starts_on": TOMORROW, "ends_on": None, **changes}
    with scope_of(actor):
        return revise_agreement(
            actor=actor,
            agreement_id=agreement_id or cast.agreement.id,
            version_id=version_id or new_id(),
            draft=VersionDraft(**given),
            now=NOW,
        )


def sign(agreement_id, *actors, now=NOW):
    for actor in actors:
        with scope_of(actor):
            sign_agreement(actor=actor, agreement_id=agreement_id, now=now)


def rows(cast):
    with scope_of(cast.faye):
        return {row.id: row for row in SupervisionAgreement.objects.all()}


def in_force(cast, on):
    with scope_of(cast.faye):
        return decide_agreement(get_peer(cast.faye, cast.ana.engagement_id, on), on, "us-mt")[0]


def make(cast, **changes):
    given = {
        "peer_id": cast.ana.engagement_id, "supervisor_id": cast.ben.engagement_id, "kind": "regular",
        "starts_on": TODAY, "ends_on": None, "is_relative": False, "is_own_therapist": False, **changes,
    }  # fmt: skip
    with scope_of(cast.faye):
        return make_agreement(actor=cast.faye, agreement_id=new_id(), draft=AgreementDraft(**given), now=NOW)


def test_the_old_version_holds_until_both_signed_the_new_and_through_that_day(cast):
    version = revise(cast, frequency="An hour a week", duties="Boundaries", cosigns_notes=True)
    sign(version, cast.ana)
    assert in_force(cast, TOMORROW).id == cast.agreement.id
    sign(version, cast.ben, now=NOW + timedelta(days=4))
    found, signed_on = rows(cast), TODAY + timedelta(days=4)
    assert (found[version].version, found[version].starts_on) == (2, signed_on + timedelta(days=1))
    old = found[cast.agreement.id]
    assert (old.ends_on, old.ended_because) == (signed_on, "Version 2 took its place")
    assert in_force(cast, signed_on).id == cast.agreement.id
    assert in_force(cast, signed_on + timedelta(days=1)).id == version


def test_sent_again_it_is_one_version_and_other_words_are_a_conflict(cast):
    version = revise(cast)
    assert revise(cast, version_id=version) == version
    with pytest.raises(Conflict):
        revise(cast, version_id=version, changes="Something else")
    with scope_of(cast.faye):
        assert LedgerEntry.objects.filter(action="identity.agreement.revised").count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"changes": " "}, "changes"),
        ({"changes": "x" * 301}, "changes"),
        ({"starts_on": None}, "starts_on"),
        ({"starts_on": TODAY}, "starts_on"),
        ({"ends_on": TODAY}, "ends_on"),
        ({"frequency": "x" * 201}, "frequency"),
        ({"duties": "x" * 1001}, "duties"),
    ],
)
def test_what_cannot_be_a_version_names_the_field(cast, changes, field):
    with pytest.raises(BadInput) as error:
        revise(cast, **changes)
    assert set(error.value.problems) == {field}
    assert len(rows(cast)) == 1


def test_one_version_waits_at_a_time_and_none_follows_an_ended_agreement(cast):
    version = revise(cast)
    with pytest.raises(BadInput, match="waits"):
        revise(cast)
    with pytest.raises(BadInput, match="not signed"):
        revise(cast, agreement_id=version)
    with scope_of(cast.faye):
        end_agreement(actor=cast.faye, agreement_id=cast.agreement.id, ends_on=TODAY, because="moved", now=NOW)
    assert rows(cast)[version].ended_because == "moved"
    with pytest.raises(BadInput, match="ended"):
        sign(version, cast.ana)
    with pytest.raises(BadInput, match="ended"):
        revise(cast)


def test_only_the_manager_writes_versions_and_dov_learns_nothing(cast, monkeypatch):
    set_clock(monkeypatch)
    for name in ("ana", "ben", "jun", "dov"):
        with pytest.raises(NotPermitted):
            revise(cast, cast.actors[name])
    with pytest.raises(NotFound):
        revise(cast, agreement_id=new_id())
    dov = sign_in(cast, "dov")
    theirs, nowhere = (dov.get(f"/agreements/{each}/") for each in (cast.agreement.id, new_id()))
    assert theirs.status_code == nowhere.status_code == 404
    assert sign_in(cast, "cleo").get(f"/agreements/{cast.agreement.id}/").status_code == 404


def test_written_signed_and_read_through_the_pages(cast, monkeypatch):
    set_clock(monkeypatch)
    faye, address = sign_in(cast, "faye"), f"/agreements/{cast.agreement.id}/"
    assert "Write a new version" in faye.get(address).content.decode()
    sent = {
        "id": str(new_form_id(cast.organization.id)), "changes": "Ben signs the notes too",
        "starts_on": TOMORROW.isoformat(), "ends_on": "", "frequency": "Weekly", "duties": "", "cosigns_notes": "yes",
    }  # fmt: skip
    assert faye.post(f"{address}version/", {**sent, "changes": ""}).status_code == 400
    for _ in range(2):
        assert faye.post(f"{address}version/", sent).status_code == 302
    for name in ("ana", "ben"):
        browser = sign_in(cast, name)
        body = browser.get(f"/agreements/{sent['id']}/sign/").content.decode()
        assert "Ben signs the notes too" in body
        assert "version in force holds" in body
        assert browser.post(f"/agreements/{sent['id']}/sign/").status_code == 302
    read = sign_in(cast, "ana").get(address).content.decode()
    assert "Version 1" in read
    assert "Version 2" in read
    assert "took its place" not in read  # still in force through today
    assert rows(cast)[next(each for each in rows(cast) if str(each) == sent["id"])].cosigns_notes


def test_peer_and_administrative_supervision_stand_beside_clinical_and_never_in_its_place(cast, monkeypatch):
    set_clock(monkeypatch)
    for supervision in ("peer", "administrative"):
        sign(make(cast, supervision=supervision), cast.ana, cast.ben)
    with scope_of(cast.faye):
        end_agreement(actor=cast.faye, agreement_id=cast.agreement.id, ends_on=TODAY, because="moved", now=NOW)
    assert in_force(cast, TOMORROW) is None
    assert in_force(cast, TODAY).supervision == "clinical"
    set_clock(monkeypatch, NOW + timedelta(days=1))
    ben = sign_in(cast, "ben")
    assert ben.get(f"/supervision/{cast.ana.engagement_id}/").status_code == 404
    assert ben.get(f"/people/{cast.gil.id}/").status_code == 404
    other = next(row for row in rows(cast).values() if row.supervision == "peer")
    assert "pays nothing of the hours owed" in ben.get(f"/agreements/{other.id}/").content.decode()


def test_cover_has_a_last_day_and_notes_are_signed_by_clinical_supervisors_only(cast):
    for changes, field in (
        ({"kind": "cover"}, "ends_on"),
        ({"supervision": "odd"}, "supervision"),
        ({"supervision": "peer", "cosigns_notes": True}, "cosigns_notes"),
    ):
        with pytest.raises(BadInput) as error:
            make(cast, **changes)
        assert set(error.value.problems) == {field}


def test_a_supervisor_whose_role_ends_supervises_nobody_from_then_on(cast):
    version = revise(cast)
    with scope_of(cast.faye):
        end_engagement(actor=cast.faye, engagement_id=cast.ben.engagement_id, now=NOW)
    found = rows(cast)
    assert (found[cast.agreement.id].ends_on, found[cast.agreement.id].ended_because) == (TODAY, "One of the two left")
    assert found[version].ended_because
    assert in_force(cast, TODAY).id == cast.agreement.id
    assert in_force(cast, TOMORROW) is None
