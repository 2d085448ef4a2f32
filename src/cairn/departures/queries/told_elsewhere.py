"""What rooms that this one does not know tell of a person: their plan, where they were pointed to, contents of the record kept there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.departures.domain.records import Content, Evidence
from cairn.departures.domain.summaries import Pointed
from cairn.kernel.actors import Actor
from cairn.kernel.hooks import Hook


@dataclass(frozen=True, slots=True)
class PlanTold:
    """A plan in the person's words: goals that were reached, goals still walked, and what else it says."""

    reached: tuple[str, ...] = ()
    walking: tuple[str, ...] = ()
    parts: tuple[tuple[str, str], ...] = ()


AskPlan = Callable[[Actor, UUID, date], PlanTold]
AskReferrals = Callable[[Actor, UUID, date], tuple[Pointed, ...]]
AskRecords = Callable[[Actor, Iterable[UUID], date], Mapping[UUID, Mapping[Content, Evidence]]]

PLAN = Hook[AskPlan]("the plan of somebody who leaves")
REFERRALS = Hook[AskReferrals]("where somebody who leaves was pointed to")
RECORDS = Hook[AskRecords]("contents of these people's records that other rooms keep")


def plan_told(actor: Actor, client_id: UUID, on: date) -> PlanTold:
    """The plan, or an empty one for whoever may not read it."""
    return PLAN.ask(actor, client_id, on)


def referrals_told(actor: Actor, client_id: UUID, on: date) -> tuple[Pointed, ...]:
    """Where they were pointed to, newest first; nothing for whoever may not read it."""
    return REFERRALS.ask(actor, client_id, on)


def records_told(actor: Actor, client_ids: Iterable[UUID], on: date) -> Mapping[UUID, Mapping[Content, Evidence]]:
    """Contents of the records of these people that other rooms keep."""
    return RECORDS.ask(actor, client_ids, on)
