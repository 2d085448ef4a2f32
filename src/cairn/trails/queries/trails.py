"""The trail that a candidate is on, and what is known of its steps from their own notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cairn.journeys.steps import FactKind, Journey, Step, StepFact
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import as_instant, local_date
from cairn.platform.journeys import journeys_of
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible
from cairn.trails import policy  # noqa: F401 - declares who may
from cairn.trails.models import StepNote, TrailChoice

OWN_NOTE = "your own note"


@dataclass(frozen=True, slots=True)
class Chosen:
    """One choice of the past or the present."""

    trail: str
    title: str
    chosen_on: date


@dataclass(frozen=True, slots=True)
class OwnTrail:
    """The journey in force for a candidate, with every choice that led there, newest first."""

    journey: Journey
    history: tuple[Chosen, ...]


def find_trail(actor: Actor, on: date) -> OwnTrail | None:
    """The own trail, or None before one was chosen. One statement."""
    rows = visible(TrailChoice, actor, "trails.trail.see", on).order_by("-chosen_at", "-id")
    known = [(row, journey) for row in rows if (journey := journeys_of(row.place).get(row.trail)) is not None]
    history = tuple(
        Chosen(row.trail, journey.title, local_date(as_instant(row.chosen_at), actor.zone)) for row, journey in known
    )
    return OwnTrail(known[0][1], history) if known else None


def get_trail(actor: Actor, on: date) -> OwnTrail:
    """The own trail; raises NotFound before one was chosen."""
    found = find_trail(actor, on)
    if found is None:
        raise NotFound
    return found


def list_noted_facts(actor: Actor, on: date) -> list[StepFact]:
    """What the candidate noted, as facts for the walk; some of it runs out. One statement."""
    notes = visible(StepNote, actor, "trails.step.note", on).filter(taken_back_at__isnull=True)
    steps = {step.key: step for journey in journeys_of(actor.place).values() for step in journey.steps}
    return [
        StepFact(
            note.step,
            FactKind.DONE,
            note.done_on,
            source=OWN_NOTE,
            until=_until(steps.get(note.step), note.done_on, actor.place),
        )
        for note in notes
    ]


def _until(step: Step | None, done_on: date, place: str) -> date | None:
    """The last day on which what was done that day still holds, by the rule of that day."""
    term = rules_on(done_on, place).find(step.lasts) if step and step.lasts else None
    return done_on + timedelta(days=term.days) if term else None
