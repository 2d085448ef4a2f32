"""What rooms that this one does not know tell of a person: their plan, where they were pointed to, contents of the record kept there.

The front knows all rooms and says once who is to be asked; until it does, nothing is told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.departures.domain.records import Content, Evidence
from cairn.departures.domain.summaries import Pointed
from cairn.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class PlanTold:
    """A plan in the person's words: goals that were reached, goals still walked, and what else it says."""

    reached: tuple[str, ...] = ()
    walking: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


AskPlan = Callable[[Actor, UUID, date], PlanTold]
AskReferrals = Callable[[Actor, UUID, date], tuple[Pointed, ...]]
AskRecords = Callable[[Actor, Iterable[UUID], date], Mapping[UUID, Mapping[Content, Evidence]]]

_plans: list[AskPlan] = []
_referrals: list[AskReferrals] = []
_records: list[AskRecords] = []


def know_elsewhere(*, plan: AskPlan, records: AskRecords, referrals: AskReferrals) -> None:
    """Told once, by the front."""
    _plans[:], _records[:], _referrals[:] = [plan], [records], [referrals]


def plan_told(actor: Actor, client_id: UUID, on: date) -> PlanTold:
    """The plan, or an empty one for whoever may not read it."""
    return _plans[0](actor, client_id, on) if _plans else PlanTold()


def referrals_told(actor: Actor, client_id: UUID, on: date) -> tuple[Pointed, ...]:
    """Where they were pointed to, newest first; nothing for whoever may not read it."""
    return _referrals[0](actor, client_id, on) if _referrals else ()


def records_told(actor: Actor, client_ids: Iterable[UUID], on: date) -> Mapping[UUID, Mapping[Content, Evidence]]:
    """Contents of the records of these people that other rooms keep."""
    return _records[0](actor, client_ids, on) if _records else {}
