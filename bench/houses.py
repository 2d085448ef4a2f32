"""An installation to measure: one organization, one peer supporter with her people, and contacts enough.

python -m bench.houses PEOPLE CONTACTS     fill the installation that the environment names; says who may enter, as JSON
"""

from __future__ import annotations

import json
import os
import random
import secrets
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from cairn.front.upkeep.installation import Installation

ROOT = Path(__file__).resolve().parent.parent
ZONE = "America/Denver"
WORDS = (
    "Rode along to the clinic and waited. He asked his own questions and wrote the answers down. ",
    "Calmer than last week; named two people he can call. ",
    "Lease on Friday, first meeting of the running group on Sunday. ",
)
BATCH = 2_000
SPREAD_DAYS = 700


@dataclass(frozen=True)
class House:
    """What the load needs to know: the cookie of a signed-in peer supporter and the people she walks with."""

    cookie: str
    token: str
    people: list[str]


def build(folder: Path, name: str, *, people: int, contacts: int, database_url: str = "") -> tuple[Installation, House]:
    """Make and fill an installation in a process of its own: settings are read once a process."""
    data = folder / name
    data.mkdir(mode=0o700)
    installation = Installation(data, folder / f"{name}.key", database_url, folder / f"{name}.witness")
    done = subprocess.run(
        [sys.executable, "-m", "bench.houses", str(data), str(people), str(contacts)],
        env=environment(installation),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
    )
    return installation, House(**json.loads(done.stdout))


def environment(installation: Installation) -> dict[str, str]:
    """Everything on: both walls, encryption, full durability are the defaults; nothing here takes one away."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")}
    return {**kept, **installation.environment(), "DJANGO_SETTINGS_MODULE": "bench.settings"}


def fill(installation: Installation, people: int, contacts: int) -> House:
    from cairn.front.upkeep import databases
    from cairn.front.upkeep.founding import make_card, make_key

    make_key(installation.key_file)
    make_card(installation.data, installation)
    import django

    django.setup()
    databases.migrate()
    from cairn.privacy.scope import scope_of_installation

    with scope_of_installation():
        house = _tell(people, contacts)
    databases.empty_the_log()
    return house


def _tell(people: int, contacts: int) -> House:
    from django.db import transaction

    from cairn.identity.models import Account, Engagement, Organization, Person, Program
    from cairn.kernel.actors import Role
    from cairn.platform.ids import new_id
    from cairn.support.models import Client, Promise, Relationship

    now = datetime.now(UTC)
    begun = (now - timedelta(days=SPREAD_DAYS + 30)).date()
    owner = new_id()
    with transaction.atomic():
        Organization.objects.create(
            id=owner, organization_id=owner, name="High Divide", place="us-mt", zone=ZONE, created_at=now
        )
        program = Program.objects.create(
            organization_id=owner,
            name="Peer support",
            is_part2=True,
            payer="us-mt-medicaid",
            starts_on=begun,
            monthly_cost_cents=1_800_000,
        )
        person = Person.objects.create(created_at=now)
        account = Account.objects.create(person=person, email="ana@example.org", password="!")
        ana = Engagement.objects.create(
            organization_id=owner,
            person=person,
            program=program,
            role=Role.PEER_SUPPORTER.value,
            name="Ana",
            starts_on=begun,
        )
        clients = [
            Client(
                organization_id=owner,
                program=program,
                name=f"Person {number:03}",
                goal="My own place, and my daughter at the table on Sundays",
                phone="406-555-0100",
                started_on=begun,
                created_at=now,
                created_by_id=ana.id,
            )
            for number in range(people)
        ]
        Client.objects.bulk_create(clients)
        together = [
            Relationship(
                organization_id=owner,
                client=client,
                peer=ana,
                started_on=begun,
                phase="connecting",
                phase_since=begun,
            )
            for client in clients
        ]
        Relationship.objects.bulk_create(together)
        Promise.objects.bulk_create(
            Promise(
                organization_id=owner,
                relationship=one,
                text="Bring the bus plan",
                due_on=now.date() + timedelta(days=3),
                made_at=now,
                made_by_id=ana.id,
            )
            for one in together
        )
    for first in range(0, contacts, BATCH):
        with transaction.atomic():
            _contacts(together, clients, ana, program, range(first, min(first + BATCH, contacts)), contacts, now)
    signed_in = _session(account, ana, datetime.now(UTC))  # not `now`: a sign-in ends while a great house is filled
    return House(signed_in, secrets.token_hex(16), [str(client.id) for client in clients])


def _contacts(together, clients, ana, program, numbers, total, now) -> None:
    """A stretch of contacts, oldest first, each with a signed note and two marks."""
    from zoneinfo import ZoneInfo

    from cairn.platform.ids import new_id
    from cairn.support.models import Encounter, EncounterMark, Note

    chance = random.Random(numbers[0])
    contacts, notes, marks = [], [], []
    for number in numbers:
        which = number % len(clients)
        ago = timedelta(days=2) + timedelta(days=SPREAD_DAYS) * ((total - number) / total)
        start = (now - ago).replace(minute=chance.randrange(60), second=0, microsecond=0)
        contact = Encounter(
            id=new_id(),
            organization_id=ana.organization_id,
            program=program,
            client=clients[which],
            relationship=together[which],
            peer=ana,
            kind="one_to_one",
            place="community",
            phase="connecting",
            started_at=start,
            ended_at=start + timedelta(minutes=45),
            zone=ZONE,
            started_on=start.astimezone(ZoneInfo(ZONE)).date(),
            minutes=45,
            recorded_at=start + timedelta(hours=1),
            recorded_by_id=ana.id,
        )
        contacts.append(contact)
        notes.append(
            Note(
                organization_id=ana.organization_id,
                encounter=contact,
                client_id=contact.client_id,
                author=ana,
                data=WORDS[0],
                assessment=WORDS[1],
                plan=WORDS[2],
                drafted_at=start,
                saved_at=start,
                signed_at=start,
                signed_by_id=ana.id,
                content_hash="0" * 64,
            )
        )
        marks += [
            EncounterMark(organization_id=ana.organization_id, encounter=contact, family="support", code=code)
            for code in ("emotional", "instrumental")
        ]
    Encounter.objects.bulk_create(contacts)
    Note.objects.bulk_create(notes)
    EncounterMark.objects.bulk_create(marks)


def _session(account, ana, now) -> str:
    """A session as signing in with both steps leaves it."""
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    stamp = int(now.timestamp())
    session.update(
        {
            "_auth_user_id": str(account.pk),
            "_auth_user_backend": "allauth.account.auth_backends.AuthenticationBackend",
            "_auth_user_hash": account.get_session_auth_hash(),
            "account_authentication_methods": [{"method": "mfa", "type": "totp", "at": stamp}],
            "account_authentication_methods_user": str(account.pk),
            "engagement_id": str(ana.id),
            "began_at": stamp,
            "seen_at": stamp,
        }
    )
    session.create()
    return session.session_key


def contact_form(house: House, chance: random.Random) -> dict[str, str]:
    """One contact of the last two months as the form sends it, signed, under an id of its own."""
    from uuid6 import uuid7

    day = datetime.now(UTC).date() - timedelta(days=chance.randrange(2, 60))
    start = time(chance.randrange(7, 21), chance.randrange(60))
    stop = (datetime.combine(day, start) + timedelta(minutes=chance.randrange(15, 75))).time()
    return {
        "csrfmiddlewaretoken": house.token,
        "id": str(uuid7()),
        "person": chance.choice(house.people),
        "minutes": "times",
        "day": day.isoformat(),
        "start": f"{start:%H:%M}",
        "stop": f"{stop:%H:%M}",
        "kind": "one_to_one",
        "place": "community",
        "support": "emotional",
        "dimension": "health",
        "data": WORDS[0],
        "assessment": WORDS[1],
        "plan": WORDS[2],
        "version": "0",
        "act": "sign",
    }


def main(data: str, people: str, contacts: str) -> None:
    key, witness = os.environ["CAIRN_KEY_FILE"], os.environ["CAIRN_WITNESS"]
    installation = Installation(Path(data), Path(key), os.environ["CAIRN_DATABASE"], Path(witness))
    print(json.dumps(asdict(fill(installation, int(people), int(contacts)))))


if __name__ == "__main__":
    main(*sys.argv[1:])
