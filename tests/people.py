"""The cast. Everybody stands where their line says, in every test.

Ana   peer supporter                       Ben   her clinical supervisor
Cleo  peer supporter, same organization, other people; must not see Ana's
Dov   peer supporter of another organization: must not see anything
Faye  program manager      Gil   Ana's client        Jun   biller        Lee   funder
Noor  system owner         Eve   signed out
Hana, Ivo, Kay, Mia        board clerk, candidate, training coordinator, mentor
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password

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
from cairn.kernel.actors import Actor, EngagementId, OrganizationId, PersonId, Role
from cairn.kernel.instants import Instant, from_local
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of_installation
from cairn.support.models import Client, Relationship

TODAY = date(2026, 11, 20)  # a Friday
ZONE = "America/Denver"
NOW: Instant = from_local(TODAY, time(15, 0), ZONE)
LONG_AGO = date(2024, 1, 1)
PASSWORD = "a long walk up the ridge"


def at(hour: int, minute: int = 0, *, days_ago: int = 0) -> Instant:
    """An instant by Denver's clock, today or some days before."""
    return from_local(TODAY - timedelta(days=days_ago), time(hour, minute), ZONE)


@cache
def hashed_password() -> str:
    """Hashed once a run: the real hasher is slow on purpose."""
    return make_password(PASSWORD)


@dataclass
class Cast:
    organization: Organization
    other_organization: Organization
    program: Program
    other_program: Program
    site: Site
    actors: dict[str, Actor] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    gil: Client = None  # type: ignore[assignment]
    gil_and_ana: Relationship = None  # type: ignore[assignment]
    hal: Client = None  # type: ignore[assignment]  # Cleo's client
    hal_and_cleo: Relationship = None  # type: ignore[assignment]
    zoe: Client = None  # type: ignore[assignment]  # Dov's client
    zoe_and_dov: Relationship = None  # type: ignore[assignment]
    agreement: SupervisionAgreement = None  # type: ignore[assignment]

    def __getattr__(self, name: str) -> Actor:
        try:
            return self.__dict__["actors"][name]
        except KeyError:
            raise AttributeError(name) from None


ROLES = {
    "ana": Role.PEER_SUPPORTER,
    "ben": Role.CLINICAL_SUPERVISOR,
    "cleo": Role.PEER_SUPPORTER,
    "faye": Role.PROGRAM_MANAGER,
    "jun": Role.BILLER,
    "lee": Role.FUNDER,
    "noor": Role.SYSTEM_OWNER,
    "hana": Role.BOARD_CLERK,
    "ivo": Role.CANDIDATE,
    "kay": Role.TRAINING_COORDINATOR,
    "mia": Role.MENTOR,
}


def found(name: str) -> tuple[Organization, Program]:
    organization_id = new_id()
    organization = Organization.objects.create(
        id=organization_id,
        organization_id=organization_id,
        name=name,
        place="us-mt",
        zone=ZONE,
        created_at=NOW,
    )
    program = Program.objects.create(
        organization_id=organization_id,
        name=f"{name} peer support",
        is_part2=True,
        payer="us-mt-medicaid",
        starts_on=LONG_AGO,
        monthly_cost_cents=1_800_000,
    )
    return organization, program


def engage(cast: Cast, name: str, role: Role, organization: Organization, program: Program) -> Actor:
    engage_all(cast, {name: role}, organization, program)
    return cast.actors[name]


def engage_all(cast: Cast, roles: dict[str, Role], organization: Organization, program: Program) -> None:
    """Three statements, however many they are: nearly every test begins with this."""
    persons = Person.objects.bulk_create(Person(created_at=NOW) for _ in roles)
    accounts = Account.objects.bulk_create(
        Account(person=person, email=f"{name}@example.org", password=hashed_password())
        for name, person in zip(roles, persons, strict=True)
    )
    engagements = Engagement.objects.bulk_create(
        Engagement(
            organization_id=organization.id,
            person=person,
            program=program,
            role=role.value,
            name=name.capitalize(),
            starts_on=LONG_AGO,
        )
        for (name, role), person in zip(roles.items(), persons, strict=True)
    )
    for name, engagement, account in zip(roles, engagements, accounts, strict=True):
        cast.actors[name], cast.accounts[name] = actor_of(engagement), account


def actor_of(engagement: Engagement) -> Actor:
    return Actor(
        PersonId(engagement.person_id),
        EngagementId(engagement.id),
        OrganizationId(engagement.organization_id),
        Role(engagement.role),
        engagement.name,
        ZONE,
        "us-mt",
    )


def serve(client_name: str, actor: Actor, program: Program, **details: object) -> tuple[Client, Relationship]:
    client = Client.objects.create(
        organization_id=actor.organization_id,
        program=program,
        name=client_name,
        started_on=LONG_AGO,
        created_at=NOW,
        created_by_id=actor.engagement_id,
        **details,
    )
    relationship = Relationship.objects.create(
        organization_id=actor.organization_id,
        client=client,
        peer_id=actor.engagement_id,
        started_on=LONG_AGO,
        phase="engaging",
        phase_since=LONG_AGO,
    )
    return client, relationship


def hire() -> Cast:
    """Everybody, with one client each for the three peer supporters, and Ben's agreement with Ana in force."""
    with scope_of_installation():
        organization, program = found("High Divide")
        other, other_program = found("River Bend")
        site = Site.objects.create(
            organization_id=organization.id, program=program, name="Main Street", place_of_service="11"
        )
        cast = Cast(organization, other, program, other_program, site)
        engage_all(cast, ROLES, organization, program)
        dov = engage(cast, "dov", Role.PEER_SUPPORTER, other, other_program)
        cast.gil, cast.gil_and_ana = serve(
            "Gil",
            cast.ana,
            program,
            legal_given_name="Gilbert",
            legal_family_name="Marsh",
            birth_date=date(1986, 5, 2),
            goal="My own place",
        )
        cast.hal, cast.hal_and_cleo = serve("Hal", cast.cleo, program)
        cast.zoe, cast.zoe_and_dov = serve("Zoe", dov, other_program)
        cast.agreement = SupervisionAgreement.objects.create(
            organization_id=organization.id,
            peer_id=cast.ana.engagement_id,
            supervisor_id=cast.ben.engagement_id,
            kind="regular",
            starts_on=LONG_AGO,
            peer_signed_at=datetime(2024, 1, 1, 17, tzinfo=NOW.tzinfo),
            supervisor_signed_at=datetime(2024, 1, 1, 17, tzinfo=NOW.tzinfo),
        )
        SupervisorQualification.objects.create(
            organization_id=organization.id,
            engagement_id=cast.ben.engagement_id,
            license_type="licensed_addiction_counselor",
            license_number="LAC-1",
            licensed_on=date(2015, 6, 1),
            recorded_at=datetime(2024, 1, 1, 17, tzinfo=NOW.tzinfo),
        )
    return cast
