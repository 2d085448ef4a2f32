"""The story that fills a demo: who there is, and what happened to them until `today`."""

from __future__ import annotations

from datetime import date, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from cairn.identity.models import Account, Engagement, Organization, Person, Program
from cairn.kernel.actors import Role
from cairn.kernel.instants import Instant, from_local
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.scope import scope_of_installation

ZONE = "America/Denver"
ORGANIZATIONS = ("High Divide Recovery", "River Bend Peer Services")
NAMES = ("Ana", "Ben", "Faye", "Jun", "Lee", "Kay", "Hana", "Ivo", "Mia", "Gil", "Noor")


def tell(*, seed: int, today: date) -> None:
    """Two organizations with one person for each role, each with an account, so that every door of the demo opens."""
    now = from_local(today - timedelta(days=400), time(9), ZONE)
    with transaction.atomic(), scope_of_installation():
        for number, organization in enumerate(ORGANIZATIONS):
            _found(organization, number, now)


def _found(name: str, number: int, now: Instant) -> None:
    organization_id = new_id()
    Organization.objects.create(
        id=organization_id, organization_id=organization_id, name=name, place="us-mt", zone=ZONE, created_at=now
    )
    program = Program.objects.create(
        organization_id=organization_id,
        name=f"{name} peer support",
        is_part2=True,
        payer="us-mt-medicaid",
        starts_on=now.date(),
        monthly_cost_cents=1_800_000,
    )
    for role, person_name in zip(Role, NAMES, strict=True):
        person = Person.objects.create(created_at=now)
        email = f"{person_name.lower()}.{number}@example.org"
        Account.objects.create(person=person, email=email, password=make_password(None))
        Engagement.objects.create(
            organization_id=organization_id,
            person=person,
            program=program,
            role=role.value,
            name=person_name,
            email=email,
            starts_on=now.date(),
        )
    acts = [{"action": "identity.organization.founded", "engagements": len(NAMES)}]
    ledger.write(ledger.Gathering(acts=acts), now=now, organization_id=organization_id)
