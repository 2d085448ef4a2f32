"""A call that is a crisis: its steps, with the time of each, and whom to call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.identity.queries.on_call import OnCall, list_on_call
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.program.domain.policies import Subject
from cairn.program.queries.policies import find_policy_text
from cairn.warmline import policy
from cairn.warmline.domain.crises import Steps, steps_of
from cairn.warmline.domain.kinds import Outcome
from cairn.warmline.models import HandOff, HandOffStep

NUMBERS = ("emergency", "line", "local_line")


@dataclass(frozen=True, slots=True)
class StepView:
    """One step; `at` None: not done yet."""

    step: str
    at: Instant | None


@dataclass(frozen=True, slots=True)
class HandOffView:
    id: UUID
    opened_at: Instant
    ended_at: Instant | None
    outcome: Outcome | None
    steps: tuple[StepView, ...]
    is_own_policy: bool
    source: str
    numbers: dict[str, str]
    on_call: tuple[OnCall, ...]
    has_call: bool


def steps_on(actor: Actor, on: date) -> Steps:
    """The steps of the program's own policy in force, or the plain ones. Two statements at most."""
    found = find_policy_text(actor, Subject.WARMLINE_CRISIS, on)
    return steps_of(found.text, f"{found.name}, version {found.version}") if found else steps_of("", "")


def get_hand_off(actor: Actor, hand_off_id: UUID, on: date) -> HandOffView:
    """One crisis with its steps; raises NotFound. Five statements."""
    row = visible(HandOff, actor, policy.HAND_OFF, on).filter(id=hand_off_id).first()
    if row is None:
        raise NotFound
    ledger.looked("warmline.hand_off.seen", hand_off=hand_off_id)
    done = visible(HandOffStep, actor, policy.HAND_OFF, on).filter(hand_off=row).order_by("at", "id")
    times = {step: as_instant(at) for step, at in done.values_list("step", "at")}
    steps = steps_on(actor, on)
    rules = rules_on(on, actor.place)
    numbers = {name: rules.find(f"crisis.{name}") for name in NUMBERS}
    asked = dict.fromkeys([*steps.steps, *times])  # what was done under an older version stays to be read
    return HandOffView(
        row.id,
        as_instant(row.opened_at),
        as_instant(row.ended_at) if row.ended_at else None,
        Outcome(row.outcome) if row.outcome else None,
        tuple(StepView(step, times.get(step)) for step in asked),
        steps.is_own,
        steps.source,
        {name: entry.shown if entry else "" for name, entry in numbers.items()},
        list_on_call(actor, on),
        row.calls.exists(),
    )


def find_open_hand_off(actor: Actor, on: date) -> UUID | None:
    """The actor's own crisis that goes on. One statement."""
    rows = visible(HandOff, actor, policy.HAND_OFF, on).filter(ended_at__isnull=True, opened_by_id=actor.engagement_id)
    return rows.order_by("-opened_at").values_list("id", flat=True).first()
