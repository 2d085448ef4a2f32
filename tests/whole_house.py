"""One row of every kind, all of them High Divide's: what Dov must never learn of."""

from __future__ import annotations

from uuid import UUID

from django.apps import apps

from cairn.credentials.models import BackgroundCheck, CeProof, ContinuingEducation, Credential, DeclinedCourse, Renewal
from cairn.identity.models import Invitation, SupervisorQualification
from cairn.outcomes.models import UnitCost
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.models import Consent, LedgerEntry, LedgerHead, LedgerSubject
from cairn.privacy.scope import scope_of_installation
from cairn.supervision.models import Absence, RecordSignOff, SessionTimer, SignOff, SupervisionSession, Telling
from cairn.support.models import (
    Amendment,
    ClinicalDiagnosis,
    ContactDraft,
    Coverage,
    Encounter,
    EncounterMark,
    Keeper,
    KeptApart,
    KeptOut,
    KeptWords,
    Note,
    NoteTemplate,
    PhaseChange,
    Platform,
    PlatformUse,
    Promise,
    Survey,
    SurveyAnswer,
)
from cairn.work.models import DayConfirmation, Trip, WorkEntry
from tests import people
from tests.badges import house as badges
from tests.board import house as board
from tests.court import house as court
from tests.departures import house as departures
from tests.directory import house as directory
from tests.exams import house as exams
from tests.gatherings import house as gatherings
from tests.hiring import house as hiring
from tests.incidents import house as incidents
from tests.intake import house as intake
from tests.matching import house as matching
from tests.meetings import house as meetings
from tests.mentoring import house as mentoring
from tests.people import NOW, TODAY, ZONE, Cast, at
from tests.plans import house as plans
from tests.portal import house as portal
from tests.privacy import house as privacy
from tests.program import house as program
from tests.referrals import house as referrals
from tests.trails import house as trails
from tests.training import house as training
from tests.warmline import house as warmline

CANARY = "Quillfeather"  # stands in every text of High Divide; must never be in an answer to Dov


def record_contact(cast: Cast, *, signed: bool = True) -> tuple[Encounter, Note]:
    """One contact of Ana and Gil this morning, with its note."""
    org = cast.organization.id
    encounter = Encounter.objects.create(
        organization_id=org,
        program=cast.program,
        client=cast.gil,
        relationship=cast.gil_and_ana,
        peer_id=cast.ana.engagement_id,
        kind="one_to_one",
        place="office",
        phase="engaging",
        started_at=at(9),
        ended_at=at(9, 50),
        zone=ZONE,
        started_on=TODAY,
        minutes=50,
        recorded_at=NOW,
        recorded_by_id=cast.ana.engagement_id,
    )
    EncounterMark.objects.create(organization_id=org, encounter=encounter, family="support", code="emotional")
    note = Note.objects.create(
        organization_id=org,
        encounter=encounter,
        client_id=cast.gil.id,
        author_id=cast.ana.engagement_id,
        data=CANARY,
        assessment=CANARY,
        plan=CANARY,
        drafted_at=NOW,
        saved_at=NOW,
        signed_at=NOW if signed else None,
        signed_by_id=cast.ana.engagement_id if signed else None,
        content_hash="0" * 64 if signed else "",
    )
    return encounter, note


def fill(cast: Cast) -> dict[str, UUID]:
    """The id of one row of each walled model, by the model's label. Fails when a model was forgotten."""
    org = cast.organization.id
    ana, ben = cast.ana.engagement_id, cast.ben.engagement_id
    with scope_of_installation():
        cast.gil.name = CANARY
        cast.gil.save()
        encounter, note = record_contact(cast)
        Amendment.objects.create(
            organization_id=org,
            note=note,
            n=1,
            author_id=ana,
            reason=CANARY,
            text=CANARY,
            signed_at=NOW,
            content_hash="1" * 64,
        )
        survey = Survey.objects.create(
            organization_id=org,
            encounter=encounter,
            client_id=cast.gil.id,
            instrument="one-minute-survey",
            instrument_version="1",
            channel="link",
            state="answered",
            token_digest="2" * 64,
            offered_at=NOW,
            answered_at=NOW,
        )
        SurveyAnswer.objects.create(organization_id=org, survey=survey, link_id="satisfaction", code="5", number=5)
        PhaseChange.objects.create(
            organization_id=org,
            relationship=cast.gil_and_ana,
            phase="connecting",
            on=TODAY,
            recorded_at=NOW,
            recorded_by_id=ana,
        )
        Promise.objects.create(
            organization_id=org, relationship=cast.gil_and_ana, text=CANARY, made_at=NOW, made_by_id=ana
        )
        Coverage.objects.create(
            organization_id=org, client=cast.gil, payer="us-mt-medicaid", member_id=CANARY, starts_on=people.LONG_AGO
        )
        ClinicalDiagnosis.objects.create(
            organization_id=org, client=cast.gil, code="F10.20", recorded_on=people.LONG_AGO, from_clinician=CANARY
        )
        Consent.objects.create(
            organization_id=org,
            client_id=cast.gil.id,
            kind="treatment_payment_operations",
            recipient=CANARY,
            recipient_class="payer",
            scope="contacts",
            purpose="payment",
            form_version="2024",
            signed_at=at(9, days_ago=90),
            signed_zone=ZONE,
            taken_by_id=ana,
        )
        credential = Credential.objects.create(
            organization_id=org,
            holder_id=ana,
            kind="behavioral_health_peer",
            place="us-mt",
            number=CANARY,
            issued_on=people.LONG_AGO,
        )
        Renewal.objects.create(
            organization_id=org,
            credential=credential,
            renewed_on=people.LONG_AGO,
            period_ends_on=TODAY.replace(month=12, day=31),
            fee_paid_cents=9300,
            attested_ce=True,
        )
        course = ContinuingEducation.objects.create(
            organization_id=org,
            credential=credential,
            completed_on=people.LONG_AGO,
            minutes=60,
            category="general",
            title=CANARY,
            sponsor=CANARY,
            recorded_at=NOW,
            recorded_by_id=ana,
        )
        CeProof.objects.create(
            organization_id=org,
            course=course,
            name=CANARY,
            kind="application/pdf",
            size=5,
            digest="4" * 64,
            data=b"%PDF-" + CANARY.encode(),
            kept_at=NOW,
            kept_by_id=ana,
        )
        DeclinedCourse.objects.create(organization_id=org, holder_id=ana, source_id=new_id(), declined_at=people.NOW)
        BackgroundCheck.objects.create(organization_id=org, holder_id=ana, completed_on=people.LONG_AGO, is_clear=True)
        WorkEntry.objects.create(
            organization_id=org,
            peer_id=ana,
            on=TODAY,
            activity="paperwork",
            minutes=30,
            recorded_at=NOW,
            recorded_by_id=ana,
        )
        DayConfirmation.objects.create(
            organization_id=org,
            peer_id=ana,
            on=TODAY,
            worked_minutes=80,
            contact_minutes=50,
            miles=0,
            confirmed_at=NOW,
        )
        Trip.objects.create(organization_id=org, peer_id=ana, on=TODAY, purpose="training", miles=12, recorded_at=NOW)
        SupervisionSession.objects.create(
            organization_id=org,
            agreement=cast.agreement,
            peer_id=ana,
            supervisor_id=ben,
            kind="clinical",
            format="in_person",
            started_at=at(11),
            ended_at=at(12),
            zone=ZONE,
            started_on=TODAY,
            minutes=60,
            topics="ethics",
            summary=CANARY,
            recorded_at=NOW,
            recorded_by_id=ben,
            supervisor_signed_at=NOW,
        )
        cast.agreement.changes = cast.agreement.frequency = cast.agreement.duties = CANARY
        cast.agreement.save()
        SupervisionSession.objects.update(commitments=CANARY)
        SessionTimer.objects.create(organization_id=org, peer_id=ana, supervisor_id=ben, started_at=NOW)
        RecordSignOff.objects.create(
            organization_id=org,
            kind="plan",
            client=cast.gil,
            record_id=cast.gil.id,
            n=1,
            author_id=ana,
            supervisor_id=ben,
            at=NOW,
        )
        SignOff.objects.create(
            organization_id=org, note=note, n=1, verdict="sent_back", word=CANARY, supervisor_id=ben, at=NOW
        )
        Absence.objects.create(
            organization_id=org, supervisor_id=ben, starts_on=TODAY, ends_on=TODAY, recorded_at=NOW, recorded_by_id=ben
        )
        Telling.objects.create(
            organization_id=org,
            agreement=cast.agreement,
            whom="board",
            told_on=TODAY,
            how="letter",
            recorded_at=NOW,
            recorded_by_id=ben,
        )
        UnitCost.objects.create(
            organization_id=org,
            event="called_911",
            amount_cents=30000,
            basis="average",
            payer_view="county",
            price_year=2025,
            source=CANARY,
            chosen_at=NOW,
            chosen_by_id=cast.faye.engagement_id,
        )
        ContactDraft.objects.create(
            organization_id=org, client_id=cast.gil.id, author_id=ana, fields="{}", started_at=NOW, saved_at=NOW
        )
        Invitation.objects.create(
            organization_id=org,
            engagement_id=ben,
            email="someone@example.org",
            token_digest="3" * 64,
            created_at=NOW,
            expires_at=NOW,
        )
        ContactDraft.objects.create(
            organization_id=org, client_id=cast.gil.id, author_id=ana, fields=CANARY, started_at=NOW, saved_at=NOW
        )
        NoteTemplate.objects.create(
            organization_id=org,
            template_id=new_id(),
            version=1,
            name=CANARY,
            data=CANARY,
            written_at=NOW,
            written_by_id=ana,
        )
        platform = Platform.objects.create(
            organization_id=org, name=CANARY, means="video", because=CANARY, approved_on=TODAY, approved_at=NOW,
            approved_by_id=cast.faye.engagement_id,
        )  # fmt: skip
        PlatformUse.objects.create(
            organization_id=org, encounter=encounter, number=1, platform=platform, is_approved=False, cited=CANARY,
            said_at=NOW, said_by_id=ana,
        )  # fmt: skip
        apart = {"organization_id": org, "client": cast.gil, "ended_at": NOW}  # kept apart once, and no more
        KeptApart.objects.create(begun_at=NOW, begun_by_id=ana, by_client=False, **apart)
        Keeper.objects.create(engagement_id=ana, named_at=NOW, named_by_id=ana, until=NOW, because=CANARY, **apart)
        KeptOut.objects.create(engagement_id=ben, begun_at=NOW, begun_by_id=ana, **apart)
        KeptWords.objects.create(organization_id=org, encounter_id=encounter.id, author_id=ana, mark="5" * 64)
        for room in (
            badges,
            trails,
            exams,
            training,
            board,
            hiring,
            mentoring,
            directory,
            plans,
            gatherings,
            incidents,
            departures,
            privacy,
            portal,
            intake,
            matching,
            referrals,
            meetings,
            warmline,
            court,
            program,
        ):
            room.fill(cast)
        look = ledger.Gathering(acts=[{"action": "client.seen"}], subjects={cast.gil.id: None, cast.hal.id: None})
        ledger.write(look, actor=cast.ana, now=NOW)
        return _one_of_each(org)


def _one_of_each(organization_id: UUID) -> dict[str, UUID]:
    ids: dict[str, UUID] = {}
    for model in apps.get_models():
        if getattr(model, "ORGANIZATION_COLUMN", None) is None:
            continue
        row = model._default_manager.filter(organization_id=organization_id).first()
        assert row is not None, f"tests/whole_house.py makes no {model._meta.label}"
        ids[model._meta.label] = row.pk
    assert {SupervisorQualification, LedgerEntry, LedgerHead, LedgerSubject} <= set(apps.get_models())
    ids["nobody's"] = new_id()
    return ids
