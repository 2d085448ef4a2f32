"""Peer and administrative supervision: written down under its own agreement, on record, and never paying what is owed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cairn.identity.models import SupervisionAgreement
from cairn.kernel.actors import Role
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.scope import scope_of
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


def test_nobody_else_opens_it(cast, monkeypatch):
    set_clock(monkeypatch)
    one = agreement(cast, cast.ben)
    for name, status in (("ben", 200), ("ana", 403), ("faye", 403), ("dov", 403)):
        assert sign_in(cast, name).get(f"/supervision/other/{one.id}/").status_code == status, name
    ben = sign_in(cast, "ben")
    for other in (cast.agreement.id, new_id()):  # a clinical one has its own page
        assert ben.get(f"/supervision/other/{other}/").status_code == 404
