"""The rows of a state to measure, written straight into the tables: certificates, their entries, courses, and a register of badges."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bench.state import CATEGORIES, COURSES, NOW, TODAY, YEARS

BATCH = 20_000
SIGNED = 200


def write_state(count: int, badges: int) -> None:
    """One board with its clerk, `count` certificates of up to ten years, and `badges` badges of which 200 are truly signed."""
    from django.db import connection

    from cairn.privacy.scope import scope_of_installation

    with scope_of_installation():
        owner, clerk = _board()
        signed = _signed()
    connection.close()  # a new connection has no wall yet, and this one never gets it
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    from cairn.board.models import BoardCredential, CredentialEvent
    from cairn.credentials.models import ContinuingEducation, Credential

    for start in range(0, count, BATCH):
        some = list(_lives(owner, clerk, range(start, min(start + BATCH, count))))
        cursor.execute("BEGIN")
        insert_rows(cursor, BoardCredential, (life["row"] for life in some))
        insert_rows(cursor, CredentialEvent, (event for life in some for event in life["events"]))
        insert_rows(cursor, Credential, (_held(life["row"], clerk) for life in some))
        insert_rows(cursor, ContinuingEducation, (course for life in some for course in _courses(life["row"])))
        cursor.execute("COMMIT")
    cursor.execute("BEGIN")
    insert_rows(cursor, type(signed), _beside(signed, badges))
    cursor.execute("COMMIT")
    connection.close()


def _board() -> Any:
    from cairn.identity.models import Account, Engagement, Organization, Person
    from cairn.kernel.actors import Role
    from cairn.platform.ids import new_id

    owner, begun = new_id(), date(TODAY.year - YEARS - 1, 1, 1)
    Organization.objects.create(
        id=owner, organization_id=owner, name="Board", place="us-mt", zone="America/Denver", created_at=NOW
    )
    person = Person.objects.create(created_at=NOW)
    Account.objects.create(person=person, email="hana@example.org", password="!")
    clerk = Engagement.objects.create(
        organization_id=owner, person=person, role=Role.BOARD_CLERK.value, name="Hana", starts_on=begun
    )
    return owner, clerk


def _signed() -> Any:
    """Two hundred licenses as the product signs them; the last one is listed by its name."""
    from cairn.badges.commands.badges import issue_badge
    from cairn.badges.models import Badge
    from cairn.identity.queries.operators import find_clerk
    from cairn.kernel.instants import as_instant
    from cairn.platform.ids import new_id
    from cairn.privacy.scope import scope_of

    actor = find_clerk("", TODAY)
    with scope_of(actor):
        for n in range(SIGNED):
            made = issue_badge(
                actor=actor,
                badge_id=new_id(),
                kind="license",
                recipient_name="Ada Q. Marsh" if n == SIGNED - 1 else f"Person {n} Birch",
                recipient_person_id=None,
                title="Behavioral health peer support",
                facts=(("Certificate number", f"BHPS-{n:05d}"), ("Certified in", "Montana")),
                issued_on=TODAY - timedelta(days=1),
                expires_on=date(TODAY.year + 1, 12, 31),
                now=as_instant(NOW),
                criteria="signed",
            )
        Badge.objects.filter(id=made).update(is_listed=True)
        return Badge.objects.get(id=made)


def _lives(owner: Any, clerk: Any, numbers: range) -> Iterator[dict[str, Any]]:
    chance = random.Random(numbers.start)
    for n in numbers:
        issued_on = date(TODAY.year - YEARS + 1 + n % 3, 1, 2) + timedelta(days=n % 300)
        row = new_row(
            kind="behavioral_health_peer", place="us-mt", n=n + 1, number=f"BHPS-{n + 1:05d}", name=f"Person {n}",
            issued_on=issued_on, version=1, organization_id=owner,
        )  # fmt: skip
        until = TODAY.year - (chance.randrange(4) if chance.randrange(10) == 0 else 0)
        events = [("issued", issued_on, 0)]
        events += [("renewed", date(year - 1, 12, 4), year) for year in range(issued_on.year + 1, until + 1)]
        if chance.randrange(50) == 0:
            events.append(("suspended", TODAY - timedelta(days=chance.randrange(5, 90)), 0))
        yield {
            "row": row,
            "events": [
                new_row(
                    credential_id=row["id"], kind=kind, on=on, for_year=for_year, attested_ce=True, reason="",
                    recorded_at=datetime(on.year, on.month, on.day, tzinfo=UTC), recorded_by_id=clerk.id,
                    recorded_by_name="Hana", organization_id=owner,
                )
                for kind, on, for_year in events
            ],
        }  # fmt: skip


def _held(row: dict[str, Any], clerk: Any) -> dict[str, Any]:
    return {
        "id": row["id"], "organization_id": row["organization_id"], "holder_id": clerk.id, "kind": row["kind"],
        "place": row["place"], "number": row["number"], "issued_on": row["issued_on"],
    }  # fmt: skip


def _courses(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for year in range(row["issued_on"].year, TODAY.year + 1):
        for place in range(COURSES):
            on = max(row["issued_on"], date(year, 1 + place, 11))
            yield new_row(
                organization_id=row["organization_id"], credential_id=row["id"], completed_on=on,
                minutes=120 + 60 * ((row["n"] + place) % 3), category=CATEGORIES[place], title="A course",
                sponsor="A sponsor", recorded_at=NOW, recorded_by_id=row["id"],
            )  # fmt: skip


def _beside(badge: Any, count: int) -> Iterator[dict[str, Any]]:
    """Badges that nobody signed, beside the true ones: every second one listed under a name of its own."""
    from cairn.badges.domain.status_lists import SIZE

    like = {field.attname: getattr(badge, field.attname) for field in badge._meta.concrete_fields}
    for n in range(count):
        yield {
            **like, **new_row(), "number": f"{n:012d}", "name_key": f"person{n} zz", "is_listed": n % 2 == 0, "token": "unsigned",
            "criteria": "", "status_list": 2 + n // SIZE, "status_index": n % SIZE,
        }  # fmt: skip


def new_row(**content: Any) -> dict[str, Any]:
    from cairn.platform.ids import new_id

    return {"id": new_id(), **content}


def insert_rows(cursor: Any, model: Any, rows: Iterable[dict[str, Any]]) -> None:
    """The rows as they are; a column that is not named has its default."""
    from django.db import connection

    fields = model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    statement = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({", ".join("?" * len(fields))})'
    ready = [(field.attname, field.get_default(), field.get_db_prep_save) for field in fields]
    cursor.executemany(
        statement, ([prepare(row.get(name, usual), connection) for name, usual, prepare in ready] for row in rows)
    )
