"""Writing down what happened, that somebody knows, what was told outside, and who may read it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cairn.identity.models import Program
from cairn.incidents.commands.incidents import (
    IncidentDraft,
    acknowledge_incident,
    add_follow_up,
    close_incident,
    record_incident,
)
from cairn.incidents.commands.reports import ReportDraft, record_report
from cairn.incidents.domain.kinds import Basis, Kind, Recipient
from cairn.incidents.domain.minimum import How, Told
from cairn.incidents.models import FollowUp, Incident, OutsideReport
from cairn.incidents.queries.incidents import ON_A_PAGE, count_unseen, get_incident, list_incidents
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted, Refused
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.commands.consents import revoke_consent
from cairn.privacy.domain.consents import Share
from cairn.privacy.models import LedgerEntry
from cairn.privacy.queries.consents import list_consents
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.people import NOW, TODAY
from tests.privacy.house import ask, reply

pytestmark = pytest.mark.django_db
EARLIER = Instant(NOW - timedelta(hours=2))


def record(cast, actor=None, incident_id=None, **changes):
    actor = actor or cast.ana
    content = {
        "client_id": cast.gil.id,
        "kind": Kind.CHILD_ABUSE,
        "happened_at": EARLIER,
        "what": "A bruise",
        **changes,
    }
    draft = IncidentDraft(incident_id or new_id(), **content)
    with scope_of(actor):
        return record_incident(actor=actor, draft=draft, now=NOW)


def report(cast, incident_id, actor=None, report_id=None, **changes):
    actor = actor or cast.ana
    content = {
        "recipient": Recipient.CHILD_PROTECTION,
        "recipient_name": "Hotline, intake",
        "basis": Basis.CHILD_ABUSE,
        "names_client": True,
        "how": How.PHONE,
        "items": (Told.WHAT, Told.WHEN),
        "told": "A bruise was seen on a child",
        "because": "Reasonable cause to suspect",
        "reported_at": EARLIER,
        **changes,
    }
    with scope_of(actor):
        draft = ReportDraft(report_id or new_id(), incident_id, **content)
        return record_report(actor=actor, draft=draft, now=NOW)


def read(cast, incident_id, actor=None):
    actor = actor or cast.ana
    with scope_of(actor):
        return get_incident(actor, incident_id, TODAY)


def bound_by_part2(cast, is_bound):
    with scope_of_installation():
        Program.objects.filter(id=cast.program.id).update(is_part2=is_bound)


def test_what_happened_is_written_down_once(cast):
    incident_id = new_id()
    record(cast, incident_id=incident_id)
    record(cast, incident_id=incident_id)
    one = read(cast, incident_id)
    assert (one.kind, one.client_name, one.what, one.told_supervisor_at) == (Kind.CHILD_ABUSE, "Gil", "A bruise", None)
    assert one.owes_report
    with pytest.raises(Conflict):
        record(cast, incident_id=incident_id, what="Something else")


def test_nobody_has_to_be_named(cast):
    one = read(cast, record(cast, client_id=None, kind=Kind.CRIME, told_how="phone"))
    assert (one.client_id, one.client_name, one.told_how) == (None, "", "phone")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"what": " "}, "what"),
        ({"what": "x" * 1001}, "what"),
        ({"done": "x" * 1001}, "done"),
        ({"happened_at": Instant(NOW + timedelta(minutes=1))}, "happened_on"),
        ({"told_how": "telepathy"}, "told_how"),
    ],
)
def test_what_cannot_be_taken_names_its_field(cast, changes, field):
    with pytest.raises(BadInput) as raised:
        record(cast, **changes)
    assert field in raised.value.problems


def test_a_supervisor_lets_the_peer_supporter_know_that_somebody_knows(cast):
    incident_id = record(cast)
    with scope_of(cast.ben):
        assert count_unseen(cast.ben, TODAY) == 1
        acknowledge_incident(actor=cast.ben, incident_id=incident_id, now=NOW)
        acknowledge_incident(actor=cast.ben, incident_id=incident_id, now=Instant(NOW + timedelta(hours=1)))
        assert count_unseen(cast.ben, TODAY) == 0
    one = read(cast, incident_id)
    assert (one.seen_by, one.seen_at) == (cast.ben.name, NOW)


def test_a_report_keeps_its_route_and_source(cast):
    bound_by_part2(cast, True)
    incident_id, report_id = record(cast), new_id()
    report(cast, incident_id, report_id=report_id)
    report(cast, incident_id, report_id=report_id)
    (told,) = read(cast, incident_id).reports
    assert (told.how, told.items) == (How.PHONE, (Told.WHAT, Told.WHEN))
    assert (told.basis, told.names_client, told.by) == (Basis.CHILD_ABUSE, True, cast.ana.name)
    assert "2.12(c)(6)" in told.basis_source
    assert not read(cast, incident_id).owes_report


def test_under_part2_an_adult_s_abuse_is_not_told_with_a_name_by_state_law_alone(cast):
    bound_by_part2(cast, True)
    incident_id = record(cast, kind=Kind.ADULT_ABUSE)
    by_law = {"recipient": Recipient.ADULT_PROTECTION, "basis": Basis.ADULT_ABUSE_LAW}
    with pytest.raises(Refused, match="no such exception"):
        report(cast, incident_id, **by_law)
    assert read(cast, incident_id).reports == ()
    report(cast, incident_id, recipient=Recipient.ADULT_PROTECTION, basis=Basis.NAMES_NOBODY, names_client=False)
    assert [told.names_client for told in read(cast, incident_id).reports] == [False]


def test_outside_part2_it_may_be(cast):
    bound_by_part2(cast, False)
    incident_id = record(cast, kind=Kind.ADULT_ABUSE)
    report(cast, incident_id, recipient=Recipient.ADULT_PROTECTION, basis=Basis.ADULT_ABUSE_LAW)
    assert len(read(cast, incident_id).reports) == 1


def test_the_route_of_consent_needs_one(cast):
    incident_id = record(cast, kind=Kind.ADULT_ABUSE)
    with pytest.raises(Refused, match="None was chosen"):
        report(cast, incident_id, recipient=Recipient.OTHER, basis=Basis.CONSENT)
    with pytest.raises(NotFound):
        report(cast, incident_id, recipient=Recipient.OTHER, basis=Basis.CONSENT, consent_id=new_id())


@pytest.mark.parametrize("said", ["Rosa Marsh", "  rosa   MARSH "])
def test_by_a_consent_whom_it_names_may_be_told(cast, said):
    incident_id = record(cast, kind=Kind.ADULT_ABUSE)
    with scope_of(cast.ana):
        reply(cast.ana, ask(cast))
        (given,) = list_consents(cast.ana, cast.gil.id, NOW)
    told = {"recipient": Recipient.FAMILY, "basis": Basis.CONSENT, "consent_id": given.id, "reported_at": NOW}
    report(cast, incident_id, recipient_name=said, **told)
    assert len(read(cast, incident_id).reports) == 1


@pytest.mark.parametrize("said", ["The sheriff", "Rosa Marsh, and the sheriff", "Rosa"])
def test_by_a_consent_nobody_else_is_told_and_the_way_out_is_said(cast, said):
    incident_id = record(cast, kind=Kind.ADULT_ABUSE)
    with scope_of(cast.ana):
        reply(cast.ana, ask(cast))
        (given,) = list_consents(cast.ana, cast.gil.id, NOW)
    told = {"recipient": Recipient.FAMILY, "basis": Basis.CONSENT, "consent_id": given.id, "reported_at": NOW}
    with pytest.raises(BadInput) as raised:
        report(cast, incident_id, recipient_name=said, **told)
    assert "Rosa Marsh, and nobody else" in raised.value.problems["recipient_name"]
    assert "ask the person" in raised.value.problems["recipient_name"]
    assert read(cast, incident_id).reports == ()


def test_a_consent_to_less_than_a_report_tells_is_not_enough(cast):
    incident_id = record(cast, kind=Kind.ADULT_ABUSE)
    with scope_of(cast.ana):
        reply(cast.ana, ask(cast, scope=frozenset({Share.ATTENDANCE})))
        (given,) = list_consents(cast.ana, cast.gil.id, NOW)
    told = {"recipient": Recipient.FAMILY, "basis": Basis.CONSENT, "consent_id": given.id, "reported_at": NOW}
    with pytest.raises(Refused, match="Not agreed to"):
        report(cast, incident_id, recipient_name="Rosa Marsh", **told)


def test_a_consent_taken_back_while_the_report_is_written_closes_the_route(cast):
    incident_id = record(cast, kind=Kind.ADULT_ABUSE)
    with scope_of(cast.ana):
        reply(cast.ana, ask(cast))
        (given,) = list_consents(cast.ana, cast.gil.id, NOW)
        revoke_consent(actor=cast.ana, consent_id=given.id, now=NOW)
    told = {"recipient": Recipient.OTHER, "basis": Basis.CONSENT, "consent_id": given.id, "reported_at": NOW}
    told["recipient_name"] = "Rosa Marsh"
    with pytest.raises(Refused, match="nothing was sent"):
        report(cast, incident_id, **told)
    assert read(cast, incident_id).reports == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"told": ""}, "told"),
        ({"because": ""}, "because"),
        ({"recipient_name": ""}, "recipient_name"),
        ({"told": "x" * 1001}, "told"),
        ({"reported_at": Instant(NOW + timedelta(hours=1))}, "reported_on"),
        ({"items": ()}, "items"),
        ({"items": (Told.NAME,), "names_client": False}, "items"),
    ],
)
def test_a_report_that_cannot_be_taken_names_its_field(cast, changes, field):
    incident_id = record(cast)
    with pytest.raises(BadInput) as raised:
        report(cast, incident_id, **changes)
    assert field in raised.value.problems


def test_nobody_can_have_been_named_where_nobody_is_concerned(cast):
    incident_id = record(cast, client_id=None)
    with pytest.raises(BadInput) as raised:
        report(cast, incident_id)
    assert "names_client" in raised.value.problems


def test_lines_are_added_and_it_is_closed_with_a_reason(cast):
    incident_id, line_id = record(cast), new_id()
    with scope_of(cast.ana):
        for _ in range(2):
            add_follow_up(
                actor=cast.ana, follow_up_id=line_id, incident_id=incident_id, words="They called back", now=NOW
            )
        with pytest.raises(NotPermitted):
            close_incident(actor=cast.ana, incident_id=incident_id, because="Done", now=NOW)
    with scope_of(cast.ben):
        with pytest.raises(BadInput):
            close_incident(actor=cast.ben, incident_id=incident_id, because=" ", now=NOW)
        for _ in range(2):
            close_incident(actor=cast.ben, incident_id=incident_id, because="Told and safe", now=NOW)
        with pytest.raises(Conflict):
            close_incident(actor=cast.ben, incident_id=incident_id, because="Another reason", now=NOW)
    one = read(cast, incident_id)
    assert [line.words for line in one.follow_ups] == ["They called back"]
    assert one.closed_because == "Told and safe"


@pytest.mark.parametrize("who", ["cleo", "dov"])
def test_another_ones_incident_is_as_if_there_were_none(cast, who):
    incident_id, actor = record(cast), getattr(cast, who)
    for act in (lambda: read(cast, incident_id, actor), lambda: report(cast, incident_id, actor)):
        with pytest.raises(NotFound):
            act()
    with pytest.raises(NotFound):
        record(cast, actor)
    with scope_of(actor):
        assert list_incidents(actor, TODAY).rows == ()


@pytest.mark.parametrize("who", ["jun", "lee", "kay", "hana", "ivo", "mia", "noor"])
def test_whose_duty_does_not_need_them_gets_none(cast, who):
    actor = getattr(cast, who)
    with scope_of(actor), pytest.raises(NotPermitted):
        list_incidents(actor, TODAY)


def test_the_list_pages_and_names_nobody(cast):
    for _ in range(ON_A_PAGE + 1):
        record(cast)
    with scope_of(cast.faye):
        first, second = list_incidents(cast.faye, TODAY), list_incidents(cast.faye, TODAY, page=1)
    assert (len(first.rows), first.open_count, first.older) == (ON_A_PAGE, ON_A_PAGE + 1, 1)
    assert (len(second.rows), second.older) == (1, None)
    assert "Gil" not in str(first)


def test_what_was_told_stays_told(cast):
    incident_id = record(cast)
    report(cast, incident_id)
    with scope_of(cast.ana):
        add_follow_up(actor=cast.ana, follow_up_id=new_id(), incident_id=incident_id, words="A line", now=NOW)
    with scope_of_installation():
        for model in (OutsideReport, FollowUp):
            with pytest.raises(DatabaseError), transaction.atomic():
                model.objects.all().delete()
        assert Incident.objects.count() == 1


def test_the_ledger_says_that_and_never_what(cast):
    report(cast, record(cast))
    with scope_of_installation():
        bodies = list(LedgerEntry.objects.order_by("n").values_list("body", flat=True))
    assert "incidents.report.made" in bodies[-1]
    assert "child_protection" in bodies[-1]
    assert not any("bruise" in body.lower() for body in bodies)


def test_a_report_from_before_it_was_asked_how_is_still_read(cast):
    incident_id = record(cast)
    with scope_of_installation():
        OutsideReport.objects.create(
            organization_id=cast.organization.id, incident_id=incident_id, recipient="child_protection",
            recipient_name="Hotline", basis="child_abuse", basis_source="42 CFR 2.12(c)(6)", names_client=True, told="x",
            because="x", reported_at=NOW, recorded_at=NOW, reported_by_id=cast.ana.engagement_id,
        )  # fmt: skip
    (told,) = read(cast, incident_id).reports
    assert (told.how, told.items) == (None, ())


def test_a_consent_that_the_report_did_not_go_by_is_not_kept_with_it(cast):
    """The list of consents stands beside every route; one left chosen there says nothing about this report."""
    report(cast, record(cast), consent_id=new_id())
    with scope_of_installation():
        assert OutsideReport.objects.get().consent_id is None
