"""From an empty installation to a clean claim by what people can do themselves: no row here is written by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cairn.billing.queries.claims import list_month
from cairn.credentials.commands.credentials import CredentialDraft, add_credential, record_background_check
from cairn.identity.commands.agreements import make_agreement, sign_agreement
from cairn.identity.commands.founding import found_organization
from cairn.identity.commands.invitations import invite_person
from cairn.identity.commands.joining import accept_invitation
from cairn.identity.commands.licenses import record_license
from cairn.identity.commands.programs import change_program
from cairn.identity.domain.agreements import AgreementDraft, LicenseDraft
from cairn.identity.domain.invitations import InvitationDraft
from cairn.identity.domain.programs import ProgramDraft
from cairn.identity.models import Account
from cairn.identity.queries.hats import get_worn
from cairn.kernel.actors import Actor, Role
from cairn.kernel.instants import Span
from cairn.kernel.money import Money
from cairn.matching.commands.conflicts import answer_conflict
from cairn.platform.ids import new_id
from cairn.privacy.commands.consents import ConsentDraft, give_consent
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.scope import scope_of
from cairn.support.commands.billing_facts import add_coverage, add_diagnosis, write_legal_name
from cairn.support.commands.clients import EnrollmentDraft, enroll_client
from cairn.support.commands.encounters import record_contact
from cairn.support.domain.billing_facts import CoverageDraft, DiagnosisDraft, LegalName
from cairn.support.domain.encounters import EncounterDraft, Kind, Place
from cairn.support.domain.notes import NoteTexts
from tests.people import PASSWORD, TODAY, ZONE, at

pytestmark = pytest.mark.django_db(transaction=True)
MORNING = at(8)
PEER_SUPPORT = ProgramDraft("Peer support", is_part2=True, payer="us-mt-medicaid", starts_on=None)


def come_in(engagement_id, token, name) -> Actor:
    """Open the link, choose a password, put on the hat."""
    account_id = accept_invitation(token=token, name=name, password=PASSWORD, now=MORNING)
    person_id = Account.objects.get(id=account_id).person_id
    return get_worn(person_id, engagement_id, TODAY, "").actor


def do(actor, command, **arguments):
    """One command, as its actor, at eight in the morning unless it says otherwise."""
    with scope_of(actor):
        return command(**{"actor": actor, "now": MORNING, **arguments})


def invite(by: Actor, name: str, role: Role) -> Actor:
    draft = InvitationDraft(name, f"{name.lower()}@example.org", "", role, None, TODAY, None)
    handed = do(by, invite_person, engagement_id=new_id(), draft=draft)
    return come_in(handed.engagement_id, handed.token, name)


def put_supervision_in_place(manager: Actor, peer: Actor, supervisor: Actor) -> None:
    agreement = AgreementDraft(
        peer.engagement_id,
        supervisor.engagement_id,
        "regular",
        TODAY,
        None,
        is_relative=False,
        is_own_therapist=False,
    )
    agreement_id = do(manager, make_agreement, agreement_id=new_id(), draft=agreement)
    for one in (peer, supervisor):
        do(one, sign_agreement, agreement_id=agreement_id)
    held = LicenseDraft(supervisor.engagement_id, "social_worker", "SW-1", date(2015, 6, 1), None)
    do(supervisor, record_license, license_id=new_id(), draft=held)


def put_certificate_on_record(manager: Actor, peer: Actor) -> None:
    certificate = CredentialDraft("behavioral_health_peer", "BH-1", date(2026, 3, 2))
    do(peer, add_credential, credential_id=new_id(), holder_id=peer.engagement_id, draft=certificate)
    checked = {"completed_on": date(2026, 2, 1), "is_clear": True}
    do(manager, record_background_check, check_id=new_id(), holder_id=peer.engagement_id, **checked)


def take_in(peer: Actor) -> EnrollmentDraft:
    draft = EnrollmentDraft(new_id(), new_id(), "Gil", goal="My own place")
    do(peer, enroll_client, draft=draft)
    do(peer, answer_conflict, answer_id=new_id(), client_id=draft.id, ties=(), words="")
    consent = ConsentDraft(
        id=new_id(),
        client_id=draft.id,
        kind=ConsentKind.TREATMENT_PAYMENT_OPERATIONS,
        recipient="",
        recipient_class=RecipientClass.CARE_AND_PAYMENT,
        scope=frozenset({Share.BILLING, Share.CONTACTS}),
        purpose="for treatment, payment, and health care operations",
        expires_event="end of services",
        is_signed=True,
    )
    do(peer, give_consent, draft=consent)
    return draft


def put_down_billing_facts(biller: Actor, client_id) -> None:
    do(biller, write_legal_name, client_id=client_id, name=LegalName("Gilbert", "Marsh", date(1986, 5, 2)))
    coverage = CoverageDraft("us-mt-medicaid", "M-1", date(2026, 1, 1), None)
    do(biller, add_coverage, coverage_id=new_id(), client_id=client_id, draft=coverage)
    diagnosis = DiagnosisDraft("F10.20", date(2026, 2, 3), "Dr. Yoder")
    do(biller, add_diagnosis, diagnosis_id=new_id(), client_id=client_id, draft=diagnosis)


def meet(peer: Actor, client_id) -> None:
    contact = EncounterDraft(new_id(), client_id, Kind.ONE_TO_ONE, Place.OFFICE, Span(at(9), at(10)), ZONE)
    words = NoteTexts("Looked at two rooms.", "Hopeful.", "Call the landlord.")
    do(peer, record_contact, draft=contact, texts=words, sign=True, now=at(11))


def test_from_installing_to_a_clean_claim(db):
    founded = found_organization(
        name="High Divide",
        place="us-mt",
        zone=ZONE,
        administrator="noor@example.org",
        program=PEER_SUPPORT,
        now=MORNING,
    )
    noor = come_in(founded.engagement_id, founded.token, "Noor")
    faye = invite(noor, "Faye", Role.PROGRAM_MANAGER)
    ana, ben, jun = (
        invite(faye, name, role)
        for name, role in (
            ("Ana", Role.PEER_SUPPORTER),
            ("Ben", Role.CLINICAL_SUPERVISOR),
            ("Jun", Role.BILLER),
        )
    )
    costs = ProgramDraft("Peer support", is_part2=True, payer="us-mt-medicaid", starts_on=TODAY, monthly_cost_cents=9)
    do(faye, change_program, program_id=founded.program_id, draft=costs)
    put_supervision_in_place(faye, ana, ben)
    put_certificate_on_record(faye, ana)
    gil = take_in(ana)
    meet(ana, gil.id)
    with scope_of(jun):
        before = list_month(jun, TODAY - timedelta(days=5), TODAY, at(12))
    assert {fix for line in before.held for fix in line.fixes} == {
        "Coverage on the day",
        "Member's age",
        "Diagnosis from a clinician",
    }
    put_down_billing_facts(jun, gil.id)
    with scope_of(jun):
        month = list_month(jun, TODAY - timedelta(days=5), TODAY, at(12))
    assert month.held == ()
    assert [(line.client_name, line.units, line.amount) for line in month.clean] == [("Gil", 4, Money(5604))]
