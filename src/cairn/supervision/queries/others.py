"""Peer and administrative supervision that the actor gives: beside clinical supervision, and never in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.identity.domain.agreements import COUNTS
from cairn.identity.models import SupervisionAgreement
from cairn.identity.policy import in_force
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import may, visible
from cairn.supervision import policy


@dataclass(frozen=True, slots=True)
class OtherAgreement:
    """An agreement in force that does not count for the hours owed."""

    id: UUID
    peer_id: UUID
    peer_name: str
    supervision: str


def list_others(actor: Actor, on: date) -> tuple[OtherAgreement, ...]:
    """By the peer supporter's name. One statement; none for a role that holds no such supervision."""
    if not may(actor, policy.RECORD_OTHER):
        return ()
    rows = (
        visible(SupervisionAgreement, actor, policy.RECORD_OTHER, on).filter(in_force(on)).exclude(supervision=COUNTS)
    )
    found = rows.order_by("peer__name", "supervision", "id").values_list("id", "peer_id", "peer__name", "supervision")
    return tuple(OtherAgreement(*row) for row in found)


def get_other(actor: Actor, agreement_id: UUID, on: date) -> OtherAgreement:
    """One of them; raises NotFound."""
    for each in list_others(actor, on):
        if each.id == agreement_id:
            return each
    raise NotFound
