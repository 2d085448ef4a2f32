"""Work, sessions and certificates for tests: rows as they would have been recorded."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from cairn.credentials.models import Credential, Renewal
from cairn.identity.models import Engagement, SupervisionAgreement
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date, minutes_between
from cairn.supervision.models import SupervisionSession
from cairn.support.models import Encounter
from cairn.work.models import WorkEntry
from tests.people import LONG_AGO, NOW, ZONE, Cast, engage


def contact(cast: Cast, start: Instant, end: Instant, **details: Any) -> Encounter:
    """A contact of Ana and Gil."""
    return Encounter.objects.create(
        **{
            "organization_id": cast.organization.id,
            "program": cast.program,
            "client": cast.gil,
            "peer_id": cast.ana.engagement_id,
            "kind": "one_to_one",
            "place": "office",
            "started_at": start,
            "ended_at": end,
            "zone": ZONE,
            "started_on": local_date(start, ZONE),
            "minutes": minutes_between(start, end),
            "recorded_at": NOW,
            "recorded_by_id": cast.ana.engagement_id,
            **details,
        }
    )


def worked(cast: Cast, on: date, minutes: int, actor: Actor | None = None) -> WorkEntry:
    peer = actor or cast.ana
    return WorkEntry.objects.create(
        organization_id=peer.organization_id,
        peer_id=peer.engagement_id,
        on=on,
        activity="paperwork",
        minutes=minutes,
        recorded_at=NOW,
        recorded_by_id=peer.engagement_id,
    )


def session(cast: Cast, start: Instant, end: Instant, **details: Any) -> SupervisionSession:
    """A clinical session of Ben and Ana, signed by both."""
    return SupervisionSession.objects.create(
        **{
            "organization_id": cast.organization.id,
            "agreement": cast.agreement,
            "peer_id": cast.ana.engagement_id,
            "supervisor_id": cast.ben.engagement_id,
            "kind": "clinical",
            "format": "in_person",
            "started_at": start,
            "ended_at": end,
            "zone": ZONE,
            "started_on": local_date(start, ZONE),
            "minutes": minutes_between(start, end),
            "topics": "ethics,boundaries",
            "recorded_at": NOW,
            "recorded_by_id": cast.ben.engagement_id,
            "peer_signed_at": NOW,
            "supervisor_signed_at": NOW,
            **details,
        }
    )


def certify(cast: Cast, issued_on: date, *renewed: tuple[date, int], holder: UUID | None = None) -> Credential:
    """A certificate, with renewals as (day made, year covered)."""
    credential = Credential.objects.create(
        organization_id=cast.organization.id,
        holder_id=holder or cast.ana.engagement_id,
        kind="behavioral_health_peer",
        place="us-mt",
        number="BH-1",
        issued_on=issued_on,
    )
    for renewed_on, year in renewed:
        Renewal.objects.create(
            organization_id=cast.organization.id,
            credential=credential,
            renewed_on=renewed_on,
            period_ends_on=date(year, 12, 31),
            fee_paid_cents=0,
            attested_ce=True,
        )
    return credential


def allow(cast: Cast) -> None:
    """Ana and Cleo may practice: certificates in force, and a supervisor for Cleo of whom no other test knows."""
    greta = engage(cast, "greta", cast.ben.role, cast.organization, cast.program)
    signed = {"peer_signed_at": cast.agreement.peer_signed_at, "supervisor_signed_at": cast.agreement.peer_signed_at}
    SupervisionAgreement.objects.create(
        organization_id=cast.organization.id,
        peer_id=cast.cleo.engagement_id,
        supervisor_id=greta.engagement_id,
        kind="regular",
        starts_on=LONG_AGO,
        **signed,
    )
    for actor in (cast.ana, cast.cleo):
        keep_certified(cast, actor)


def keep_certified(cast: Cast, actor: Actor) -> None:
    """A certificate that was renewed each year, so that it is in force today."""
    certify(cast, LONG_AGO, (date(2024, 12, 2), 2025), (date(2025, 12, 2), 2026), holder=actor.engagement_id)


def hire_more(cast: Cast, count: int) -> list[Engagement]:
    """More peer supporters under Ben, each with a day's work, a session and a certificate."""
    people = []
    with transaction.atomic():
        for index in range(count):
            actor = engage(cast, f"peer-{new_suffix()}", cast.ana.role, cast.organization, cast.program)
            agreement = SupervisionAgreement.objects.create(
                organization_id=cast.organization.id,
                peer_id=actor.engagement_id,
                supervisor_id=cast.ben.engagement_id,
                kind="regular",
                starts_on=LONG_AGO,
                peer_signed_at=cast.agreement.peer_signed_at,
                supervisor_signed_at=cast.agreement.supervisor_signed_at,
            )
            worked(cast, NOW.date(), 60 + index, actor)
            worked(cast, LONG_AGO, 120, actor)
            begun = Instant(NOW.replace(hour=16, minute=0))
            session(
                cast,
                begun,
                Instant(begun.replace(minute=30)),
                peer_id=actor.engagement_id,
                agreement=agreement,
            )
            certify(cast, LONG_AGO, (date(2025, 1, 2), 2025), (date(2025, 12, 2), 2026), holder=actor.engagement_id)
            people.append(Engagement.objects.get(id=actor.engagement_id))
    return people


def new_suffix(counter: list[int] = [0]) -> int:  # noqa: B006 - one counter for the run
    counter[0] += 1
    return counter[0]
