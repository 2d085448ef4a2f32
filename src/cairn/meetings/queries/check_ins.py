"""Which rhythm stands between two people, for their page and for the lists that front joins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject

from cairn.kernel.actors import Actor
from cairn.meetings import policy
from cairn.meetings.domain.check_ins import Rhythm, Way
from cairn.meetings.models import CheckInAgreement
from cairn.privacy.policy import may, visible


def list_rhythms(actor: Actor, on: date) -> Mapping[UUID, Rhythm]:
    """Every rhythm that stands within reach, by the relationship's id. One statement; whoever lists people joins it."""
    rows = visible(CheckInAgreement, actor, policy.SEE_CHECK_INS, on).filter(ended_on__isnull=True)
    found = rows.values_list("relationship_id", "every_days", "way", "agreed_on")
    return {key: Rhythm(every_days, Way(way), agreed_on) for key, every_days, way, agreed_on in found}


def rhythm_column(actor: Actor, on: date, relationship: str) -> Combinable:
    """The rhythm that stands in a relationship, as one more column of a read about it: `rhythm_of` reads it. No statement of its own."""
    if not may(actor, policy.SEE_CHECK_INS):
        return Value(None, output_field=TextField())
    rows = visible(CheckInAgreement, actor, policy.SEE_CHECK_INS, on).filter(ended_on__isnull=True)
    kept = JSONObject(every="every_days", way="way", since="agreed_on")
    return Subquery(rows.filter(relationship_id=OuterRef(relationship)).values(kept=kept)[:1])


def rhythm_of(kept: Mapping[str, Any]) -> Rhythm:
    """What such a column holds."""
    return Rhythm(kept["every"], Way(kept["way"]), date.fromisoformat(kept["since"][:10]))


def find_rhythm(actor: Actor, relationship_id: UUID, on: date) -> Rhythm | None:
    """The rhythm that stands between two people, if they agreed on one. One statement."""
    rows = visible(CheckInAgreement, actor, policy.SEE_CHECK_INS, on)
    row = rows.filter(relationship_id=relationship_id, ended_on__isnull=True).first()
    return Rhythm(row.every_days, Way(row.way), row.agreed_on) if row else None
