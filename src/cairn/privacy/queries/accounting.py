"""Reading what left the house about one person: under one permission, whichever room sent it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.citations import Citation
from cairn.platform.packs import rules_on
from cairn.privacy import policy_consents
from cairn.privacy.domain.accounting import Reach
from cairn.privacy.policy import grant_for
from cairn.privacy.subjects import about_clients

M = TypeVar("M", bound=Model)
SEE = policy_consents.ACCOUNT
MOST = 1_000  # of each sort; a page that leaves some out says so


@dataclass(frozen=True, slots=True)
class Lists:
    """How far back the law's lists go today, with their sources."""

    reach: Reach
    hipaa: Citation | None
    part2: Citation | None


def rows_about(model: type[M], actor: Actor, client_id: UUID, on: date, *, column: str) -> QuerySet[M]:
    """Rows of a room that tell of one client, for whoever may read the accounting of that client; none for a client out of reach.

    `column` leads from the row to its client. The reach is the person's, not the room's: who wrote a row does not matter here.
    """
    within = about_clients(grant_for(actor, SEE).reach, column=column)(actor, on)
    return model._default_manager.filter(within, Q(**{column: client_id}), organization_id=actor.organization_id)


def lists_on(on: date, place: str) -> Lists:
    """The law's lists as they stand on a day."""
    rules = rules_on(on, place)
    hipaa, part2 = rules.find("hipaa.accounting.lookback"), rules.find("part2.accounting.lookback")
    reach = Reach(hipaa.years if hipaa else None, part2.years if part2 else None)
    return Lists(reach, hipaa.citation if hipaa else None, part2.citation if part2 else None)
