"""Who works in the demo, and with what papers. Some papers are not in order, on purpose: each page has something to show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from uuid import UUID

from django.contrib.auth.hashers import make_password

from cairn.credentials.models import BackgroundCheck, ContinuingEducation, Credential, Renewal
from cairn.front.demo.seeded import Seeded
from cairn.identity.models import (
    Account,
    Engagement,
    Organization,
    Person,
    Program,
    Site,
    SupervisionAgreement,
    SupervisorQualification,
)
from cairn.kernel.actors import Role
from cairn.kernel.instants import from_local

ZONE = "America/Denver"
PLACE = "us-mt"
PAYER = "us-mt-medicaid"


@dataclass
class House:
    """One organization of the demo and everybody in it, by first name."""

    organization_id: UUID
    program: Program | None  # None where nobody is served: a board, a training body
    today: date
    seeded: Seeded
    staff: dict[str, Engagement] = field(default_factory=dict)
    agreements: dict[str, SupervisionAgreement] = field(default_factory=dict)

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


def found(
    name: str, *, today: date, seeded: Seeded, sites: tuple[tuple[str, str], ...] = (), runs_program: bool = True
) -> House:
    organization_id = seeded.new_id()
    started = today - timedelta(days=3 * 365)
    Organization.objects.create(
        id=organization_id,
        organization_id=organization_id,
        name=name,
        place=PLACE,
        zone=ZONE,
        created_at=from_local(started, time(9), ZONE),
    )
    if not runs_program:
        return House(organization_id, None, today, seeded)
    program = Program.objects.create(
        id=seeded.new_id(),
        organization_id=organization_id,
        name="Peer support",
        is_part2=True,
        payer=PAYER,
        starts_on=started,
        monthly_cost_cents=1_240_000,
    )
    for site_name, place_of_service in sites:
        Site.objects.create(
            id=seeded.new_id(),
            organization_id=organization_id,
            program=program,
            name=site_name,
            place_of_service=place_of_service,
        )
    return House(organization_id, program, today, seeded)


PHONES = {Role.CLINICAL_SUPERVISOR: "406-555-0142", Role.PROGRAM_MANAGER: "406-555-0117"}  # numbers kept for stories


def hire(
    house: House,
    name: str,
    role: Role,
    *,
    title: str,
    days_ago: int,
    may_enter: bool = True,
    person: Person | None = None,
) -> Engagement:
    """A person with one role; `may_enter` gives them an account, which no password opens: in a demo one enters by its doors.

    `person`: somebody who works elsewhere too, and wears this hat besides.
    """
    starts_on = house.ago(days_ago)
    first, is_new = name.split()[0].lower(), person is None
    if person is None:
        person = Person.objects.create(id=house.seeded.new_id(), created_at=from_local(starts_on, time(9), ZONE))
    if may_enter and is_new:
        Account.objects.create(
            id=house.seeded.new_id(),
            person=person,
            email=f"{first}.{house.organization_id.hex[-6:]}@example.org",
            password=make_password(None),
        )
    engagement = Engagement.objects.create(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        person=person,
        program=house.program,
        role=role.value,
        name=name,
        title=title,
        phone=PHONES.get(role, ""),
        email=f"{first}@example.org",
        starts_on=starts_on,
    )
    house.staff[name.split()[0]] = engagement
    return engagement


def license_supervisor(house: House, name: str, *, license_type: str, number: str, years_ago: int) -> None:
    licensed_on = house.ago(365 * years_ago)
    SupervisorQualification.objects.create(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        engagement=house.staff[name],
        license_type=license_type,
        license_number=number,
        licensed_on=licensed_on,
        recorded_at=from_local(licensed_on, time(9), ZONE),
    )


def agree(house: House, peer: str, supervisor: str, *, days_ago: int, ended_days_ago: int | None = None) -> None:
    starts_on = house.ago(days_ago)
    signed_at = from_local(starts_on, time(10), ZONE)
    house.agreements[peer] = SupervisionAgreement.objects.create(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        peer=house.staff[peer],
        supervisor=house.staff[supervisor],
        kind="regular",
        starts_on=starts_on,
        ends_on=None if ended_days_ago is None else house.ago(ended_days_ago),
        ended_because="" if ended_days_ago is None else "supervisor left",
        peer_signed_at=signed_at,
        supervisor_signed_at=signed_at,
    )


def certify(house: House, peer: str, *, number: str, years_ago: int, missed_last_renewal: bool = False) -> Credential:
    """A certification issued in March some years ago and renewed each December since, perhaps but the last."""
    year = house.today.year - years_ago
    credential = Credential.objects.create(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        holder=house.staff[peer],
        kind="behavioral_health_peer",
        place=PLACE,
        number=number,
        issued_on=date(year, 3, 11),
    )
    last = house.today.year - (1 if missed_last_renewal else 0)
    for period in range(year + 1, last + 1):
        Renewal.objects.create(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            credential=credential,
            renewed_on=date(period - 1, 12, 9),
            period_ends_on=date(period, 12, 31),
            fee_paid_cents=9300,
            attested_ce=True,
        )
    BackgroundCheck.objects.create(
        id=house.seeded.new_id(),
        organization_id=house.organization_id,
        holder=house.staff[peer],
        completed_on=date(year, 2, 3),
        is_clear=True,
    )
    return credential


def teach(house: House, credential: Credential, courses: tuple[tuple[int, str, int, str], ...]) -> None:
    """Continuing education as (days ago, title, hours, category)."""
    for days_ago, title, hours, category in courses:
        completed_on = house.ago(days_ago)
        if completed_on < credential.issued_on:
            continue
        ContinuingEducation.objects.create(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            credential=credential,
            completed_on=completed_on,
            minutes=hours * 60,
            category=category,
            title=title,
            sponsor="High Country Learning",
            recorded_at=from_local(completed_on, time(18), ZONE),
            recorded_by_id=credential.holder_id,
        )
