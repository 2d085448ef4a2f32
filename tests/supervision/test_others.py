"""Peer and administrative supervision: written down under its own agreement, on record, and never paying what is owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cairn.identity.commands.agreements import make_agreement
from cairn.identity.domain.agreements import AgreementDraft
from cairn.identity.models import Engagement, SupervisionAgreement
from cairn.kernel.actors import Role
from cairn.kernel.errors import BadInput, NotFound
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.scope import scope_of
from cairn.supervision.commands.sessions import record_other_session
from cairn.supervision.domain.sessions import SessionDraft
from cairn.supervision.models import SupervisionSession
from cairn.supervision.queries.debts import get_debt
from tests.browsers import set_clock, sign_in
from tests.labor import session, worked
from tests.people import LONG_AGO, NOW, TODAY, at, engage

pytestmark = pytest.mark.django_db


def agreement(cast, supervisor, supervision="administrative") -> SupervisionAgreement:
    with scope_of(cast.faye):
        return SupervisionAgreement.objects.create(
            organization_id=cast.organization.id,
            peer_id=cast.ana.engagement_id,
            supervisor_id=supervisor.engagement_id,
            kind="regular",
            supervision=supervision,
            starts_on=LONG_AGO,
            peer_signed_at=at(9, days_ago=400),
            supervisor_signed_at=at(9, days_ago=400),
        )


def form(cast, **changes):
    sent = {
        "id": str(new_form_id(cast.organization.id)), "on": TODAY.isoformat(), "started_at": "10:00",
        "ended_at": "11:00", "format": "video", "topics": ["documentation"], "sign": "yes",
    }  # fmt: skip
    return {**sent, **changes}


def test_somebody_who_only_supervises_administratively_keeps_that_log_and_sees_no_record(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.faye):
        greta = engage(cast, "greta", Role.CLINICAL_SUPERVISOR, cast.organization, cast.program)
    one, browser = agreement(cast, greta), sign_in(cast, "greta")
    address = f"/supervision/other/{one.id}/"
    assert address in browser.get("/supervision/").content.decode()
    assert "pays nothing of the hours owed" in browser.get(address).content.decode()
    assert browser.post(address, form(cast, topics=[])).status_code == 400
    refused = browser.post(address, form(cast, summary="Gil and his lease"))
    assert "seems to name someone" in refused.content.decode()
    sent = form(cast, kind="clinical")  # what a form says of the kind is not asked
    for _ in range(2):
        assert browser.post(address, sent).status_code == 302
    with scope_of(cast.faye):
        row = SupervisionSession.objects.get()
    assert (row.kind, row.agreement_id) == ("administrative", one.id)
    assert sign_in(cast, "ana").post(f"/supervision/sessions/{row.id}/sign/").status_code == 302
    for closed in (f"/supervision/{cast.ana.engagement_id}/", f"/people/{cast.gil.id}/"):
        assert browser.get(closed).status_code == 404, closed


def test_it_never_pays_what_is_owed_not_even_when_called_clinical(cast):
    with scope_of(cast.ben):
        worked(cast, TODAY - timedelta(days=2), 600)
        for n, supervision in enumerate(("peer", "administrative")):
            session(cast, at(9 + n), at(9 + n, 45), kind=supervision)
        session(cast, at(13), at(14), agreement=agreement(cast, cast.ben, "peer"))
        debt = get_debt(cast.ben, cast.ana.engagement_id, TODAY)
    figures = debt.decision.figures
    assert (figures["supervised_minutes"], figures["peer_minutes"], figures["administrative_minutes"]) == (0, 45, 45)
    assert {each.reason for each in figures["not_counted"]} == {
        "peer supervision is kept apart from clinical",
        "administrative supervision is kept apart from clinical",
        "no agreement was in force on that day",
    }


def test_a_session_of_the_morning_on_which_a_new_version_is_signed_counts(cast):
    """The old version holds through that day."""
    with scope_of(cast.ben):
        session(cast, at(9), at(10), recorded_at=NOW)
        SupervisionAgreement.objects.update(ends_on=TODAY, ended_because="Version 2 took its place")
        debt = get_debt(cast.ben, cast.ana.engagement_id, TODAY)
    assert debt.decision.figures["supervised_minutes"] == 60


def made(cast, supervisor_id, supervision, **changes):
    return AgreementDraft(
        **{
            "peer_id": cast.ana.engagement_id, "supervisor_id": supervisor_id, "kind": "regular", "starts_on": TODAY,
            "ends_on": None, "is_relative": False, "is_own_therapist": False, "supervision": supervision, **changes,
        }
    )  # fmt: skip


@pytest.mark.parametrize(("name", "supervision"), [("cleo", "peer"), ("faye", "administrative")])
def test_peer_and_administrative_supervision_is_held_without_the_clinical_role(cast, monkeypatch, name, supervision):
    """Made by the manager, signed by both, written down, signed by both; it opens nobody's record and pays nothing owed."""
    set_clock(monkeypatch)
    holder, manager, ana = cast.actors[name], sign_in(cast, "faye"), sign_in(cast, "ana")
    with scope_of(cast.faye):
        agreement_id = make_agreement(
            actor=cast.faye, agreement_id=new_id(), draft=made(cast, holder.engagement_id, supervision), now=NOW
        )
    browser = manager if name == "faye" else sign_in(cast, name)
    address, sent = f"/supervision/other/{agreement_id}/", form(cast, sign="")
    assert browser.post(address, sent).status_code == 404  # not signed by both yet
    for signer in (browser, ana):
        assert signer.post(f"/agreements/{agreement_id}/sign/").status_code == 302
    assert address in browser.get("/supervision/").content.decode()
    assert "seems to name someone" in browser.post(address, form(cast, summary="Gil and his lease")).content.decode()
    for _ in range(2):
        assert browser.post(address, sent).status_code == 302
    with scope_of(cast.faye):
        row = SupervisionSession.objects.get()
    assert (row.kind, row.supervisor_id, row.supervisor_signed_at) == (supervision, holder.engagement_id, None)
    where = f"/supervision/sessions/{row.id}/sign/"
    for signer in (browser, ana):
        assert where in signer.get("/supervision/").content.decode()
        assert signer.post(where).status_code == 302
    with scope_of(cast.ben):
        figures = get_debt(cast.ben, cast.ana.engagement_id, TODAY).decision.figures
    assert (figures["supervised_minutes"], figures[f"{supervision}_minutes"]) == (0, 60)
    if name == "cleo":
        for closed in (f"/supervision/{cast.ana.engagement_id}/", f"/people/{cast.gil.id}/"):
            assert browser.get(closed).status_code == 404, closed


def test_clinical_supervision_stays_with_the_clinical_role_and_nobody_supervises_themselves(cast):
    with scope_of(cast.faye):
        hat = Engagement.objects.create(
            organization_id=cast.organization.id, person_id=cast.ben.person_id, program=cast.program,
            role=Role.PEER_SUPPORTER.value, name="Ben", starts_on=LONG_AGO,
        )  # fmt: skip
    for supervisor_id, supervision, words, changes in (
        (cast.cleo.engagement_id, "clinical", "Choose a clinical supervisor", {}),
        (cast.faye.engagement_id, "clinical", "Choose a clinical supervisor", {}),
        (cast.jun.engagement_id, "peer", "Choose a supervisor, peer supporter", {}),
        (cast.dov.engagement_id, "peer", "Choose a supervisor, peer supporter", {}),
        (cast.ana.engagement_id, "peer", "Nobody supervises themselves", {}),
        (cast.ben.engagement_id, "clinical", "Nobody supervises themselves", {"peer_id": hat.id}),
    ):
        draft = made(cast, supervisor_id, supervision, **changes)
        with scope_of(cast.faye), pytest.raises(BadInput) as error:
            make_agreement(actor=cast.faye, agreement_id=new_id(), draft=draft, now=NOW)
        assert words in error.value.problems["supervisor"]


def test_a_peer_supporter_writes_no_session_of_their_own_supervision(cast, monkeypatch):
    """Ana's agreement with Ben is not hers to write under; nor may Cleo call what she holds clinical."""
    set_clock(monkeypatch)
    one = agreement(cast, cast.cleo, "peer")
    ana, cleo = sign_in(cast, "ana"), sign_in(cast, "cleo")
    for other in (cast.agreement.id, one.id):
        assert ana.post(f"/supervision/other/{other}/", form(cast)).status_code == 404
    assert cleo.post(f"/supervision/{cast.ana.engagement_id}/record/", form(cast, kind="clinical")).status_code == 403
    draft = SessionDraft(cast.ana.engagement_id, "clinical", "video", at(10), at(11), ("ethics",))
    with scope_of(cast.cleo):
        with pytest.raises(BadInput, match="no agreement"):
            record_other_session(actor=cast.cleo, session_id=new_id(), draft=draft, now=NOW)
        with pytest.raises(NotFound):
            record_other_session(
                actor=cast.cleo, session_id=new_id(), draft=replace(draft, peer_id=cast.cleo.engagement_id), now=NOW
            )
    with scope_of(cast.faye):
        assert not SupervisionSession.objects.exists()


def test_one_supervisor_is_with_one_person_at_a_time_but_for_a_group(cast):
    with scope_of(cast.faye):
        greta = engage(cast, "greta", Role.PEER_SUPPORTER, cast.organization, cast.program)
        agreement(cast, cast.cleo, "peer")
        SupervisionAgreement.objects.create(
            organization_id=cast.organization.id, peer_id=greta.engagement_id, supervisor_id=cast.cleo.engagement_id,
            kind="regular", supervision="peer", starts_on=LONG_AGO, peer_signed_at=at(9, days_ago=9),
            supervisor_signed_at=at(9, days_ago=9),
        )  # fmt: skip
    draft = SessionDraft(cast.ana.engagement_id, "peer", "group", at(10), at(11), ("ethics",))
    other = replace(draft, peer_id=greta.engagement_id, started_at=at(10, 30), ended_at=at(11, 30))
    with scope_of(cast.cleo):
        record_other_session(actor=cast.cleo, session_id=new_id(), draft=draft, now=NOW)
        with pytest.raises(BadInput, match="with somebody else at that time"):
            record_other_session(actor=cast.cleo, session_id=new_id(), draft=replace(other, format="video"), now=NOW)
        record_other_session(actor=cast.cleo, session_id=new_id(), draft=other, now=NOW)
        after = replace(other, started_at=at(11, 30), ended_at=at(12), format="video")
        record_other_session(actor=cast.cleo, session_id=new_id(), draft=after, now=NOW)


def test_nobody_else_opens_it(cast, monkeypatch):
    set_clock(monkeypatch)
    one = agreement(cast, cast.ben)
    for name, status in (("ben", 200), ("ana", 404), ("faye", 404), ("dov", 404), ("jun", 403)):
        assert sign_in(cast, name).get(f"/supervision/other/{one.id}/").status_code == status, name
    ben = sign_in(cast, "ben")
    for other in (cast.agreement.id, new_id()):  # a clinical one has its own page
        assert ben.get(f"/supervision/other/{other}/").status_code == 404
