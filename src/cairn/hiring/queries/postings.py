"""What a posting says to whoever opens its address, signed in or not. Never a word about the people who work there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.hiring.domain.applications import is_open
from cairn.hiring.models import Description, Position
from cairn.hiring.queries.packs import choices_for
from cairn.hiring.queries.positions import DescriptionView, view_of
from cairn.identity.queries.strangers import stranger, with_house
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy.scope import scope_of_installation
from cairn.rulebook.entries import Entry


@dataclass(frozen=True, slots=True)
class Posting:
    """A posted job. `actor` is whoever holds its address: they may apply to it, and nothing else."""

    actor: Actor
    position_id: UUID
    public_id: UUID
    organization_name: str
    description: DescriptionView
    is_open: bool
    open_until: date | None
    kept_for: Entry


def get_posting(public_id: UUID, now: Instant) -> Posting:
    """The posting with this number; raises NotFound when there is none or it was never posted. Two statements."""
    with scope_of_installation():
        row = with_house(Position.objects.filter(public_id=public_id, open_from__isnull=False)).first()
        version = (
            Description.objects.filter(position=row, posted_at__isnull=False).order_by("-n").first() if row else None
        )
    if row is None or version is None:
        raise NotFound
    on = local_date(now, row.zone)
    return Posting(
        stranger(row.id, row.organization_id, Role.CANDIDATE, zone=row.zone, place=row.place),
        row.id,
        row.public_id,
        row.house,
        view_of(version, choices_for(row.place)),
        is_open(row.open_from, row.open_until, is_closed=row.closed_at is not None, on=on),
        row.open_until,
        rules_on(on, row.place).entry("hiring.records"),
    )
