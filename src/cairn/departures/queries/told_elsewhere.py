"""What rooms that this one does not know tell of a person: their plan, where they were pointed to, contents of the record kept there,
and whom they chose to walk on with."""

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


@dataclass(frozen=True, slots=True)
class ChosenTold:
    """Whom a person chose and does not walk with yet. `is_ready`: asked and answered; `said`: what it waits for, never which tie."""

    peer_id: UUID
    peer_name: str
    is_ready: bool
    said: str
    instead_of_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a group's list said of a person once, what it says since it was put right. Why stays here: it may name others."""

    name: str
    on: date
    was_told: str
    is_told: str


AskPlan = Callable[[Actor, UUID, date], PlanTold]
AskReferrals = Callable[[Actor, UUID, date], tuple[Pointed, ...]]
AskCorrections = Callable[[Actor, UUID, date], tuple[Corrected, ...]]
AskRecords = Callable[[Actor, Iterable[UUID], date], Mapping[UUID, Mapping[Content, Evidence]]]
AskChosen = Callable[[Actor, UUID, date], ChosenTold | None]

PLAN = Hook[AskPlan]("the plan of somebody who leaves")
REFERRALS = Hook[AskReferrals]("where somebody who leaves was pointed to")
RECORDS = Hook[AskRecords]("contents of these people's records that other rooms keep")
CORRECTIONS = Hook[AskCorrections]("what groups put right about somebody who takes their record along")

CHOSEN = Hook[AskChosen]("whom this person chose, and whether the question before service is answered")


def plan_told(actor: Actor, client_id: UUID, on: date) -> PlanTold:
    """The plan, or an empty one for whoever may not read it."""
    return PLAN.ask(actor, client_id, on)


def referrals_told(actor: Actor, client_id: UUID, on: date) -> tuple[Pointed, ...]:
    """Where they were pointed to, newest first; nothing for whoever may not read it."""
    return REFERRALS.ask(actor, client_id, on)


def corrections_told(actor: Actor, client_id: UUID, on: date) -> tuple[Corrected, ...]:
    """What was put right after a group was closed, oldest first; nothing for whoever may not pass it on."""
    return CORRECTIONS.ask(actor, client_id, on)


def records_told(actor: Actor, client_ids: Iterable[UUID], on: date) -> Mapping[UUID, Mapping[Content, Evidence]]:
    """Contents of the records of these people that other rooms keep."""
    return RECORDS.ask(actor, client_ids, on)


def chosen_told(actor: Actor, client_id: UUID, on: date) -> ChosenTold | None:
    """The choice that is open; None without one."""
    return CHOSEN.ask(actor, client_id, on)
