"""Two organizations with the same things in them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

import pytest

if os.environ.get("DJANGO_SETTINGS_MODULE") != "tests.platform.db.settings":
    collect_ignore_glob = ["*"]  # these need the clinic's own settings; see tests/platform/test_database_floor.py

NORTH = UUID("00000000-0000-7000-8000-00000000000a")
SOUTH = UUID("00000000-0000-7000-8000-00000000000b")
PEER = UUID("00000000-0000-7000-8000-0000000000ee")
DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass
class Two:
    north: UUID = NORTH
    south: UUID = SOUTH
    clients: dict[UUID, list] = field(default_factory=dict)
    visits: dict[UUID, list] = field(default_factory=dict)


def settle() -> Two:
    """Three clients with two visits each in the north, two clients with two visits each in the south."""
    from cairn.platform.db.wall import open_scope
    from tests.platform.db.clinic.models import Client, Note, Visit

    two = Two()
    for organization, people in ((NORTH, 3), (SOUTH, 2)):
        with open_scope(organization):
            two.clients[organization] = [
                Client.objects.create(organization_id=organization, name=f"person {number}") for number in range(people)
            ]
            two.visits[organization] = Visit.objects.bulk_create(
                Visit(organization_id=organization, client=client, peer_id=PEER, started_at=DAY, minutes=30)
                for client in two.clients[organization]
                for _ in range(2)
            )
            Note.objects.create(organization_id=organization, visit=two.visits[organization][0], text="canary")
    return two


@pytest.fixture
def two(db) -> Two:
    return settle()


@pytest.fixture
def two_for_threads(transactional_db) -> Two:
    return settle()
