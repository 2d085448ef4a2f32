"""Which rhythm stands between two people, for their page and for the lists that front joins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.meetings import policy
from cairn.meetings.domain.check_ins import Rhythm, Way
from cairn.meetings.models import CheckInAgreement
from cairn.privacy.policy import visible


def list_rhythms(actor: Actor, on: date) -> Mapping[UUID, Rhythm]:
    """Every rhythm that stands within reach, by the relationship's id. One statement; whoever lists people joins it."""
    rows = visible(CheckInAgreement, actor, policy.SEE_CHECK_INS, on).filter(ended_on__isnull=True)
    found = rows.values_list("relationship_id", "every_days", "way", "agreed_on")
    return {key: Rhythm(every_days, Way(way), agreed_on) for key, every_days, way, agreed_on in found}


def find_rhythm(actor: Actor, relationship_id: UUID, on: date) -> Rhythm | None:
    """The rhythm that stands between two people, if they agreed on one. One statement."""
    rows = visible(CheckInAgreement, actor, policy.SEE_CHECK_INS, on)
    row = rows.filter(relationship_id=relationship_id, ended_on__isnull=True).first()
    return Rhythm(row.every_days, Way(row.way), row.agreed_on) if row else None
