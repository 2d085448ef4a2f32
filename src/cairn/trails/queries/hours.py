"""The ledger of hours with its confirmations, line by line, and what it says of the steps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.journeys.steps import FactKind, StepFact
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible
from cairn.trails import policy  # noqa: F401 - declares who may
from cairn.trails.domain.confirmations import Answer
from cairn.trails.domain.hours import Counted, Hours, HoursFacts, Kind, decide_hours
from cairn.trails.models import HoursEntry
from cairn.trails.queries.trails import OwnTrail

FROM_LEDGER = "the ledger of hours"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to an organization. `state`: open, ran out, or the answer."""

    id: UUID
    asked_of: str
    expires_on: date
    state: str
    answered_name: str
    answered_on: date | None
    remark: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry: what the rules make of it, and how its confirmation stands."""

    id: UUID
    kind: Kind
    on: date
    minutes: int
    with_whom: str
    what: str
    counted: Counted
    asked: Asked | None

    @property
    def is_confirmed(self) -> bool:
        return self.asked is not None and self.asked.state == Answer.YES


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of one kind that one answer confirmed, newest first."""

    lines: tuple[Line, ...]

    @property
    def minutes(self) -> int:
        return sum(line.minutes for line in self.lines)

    @property
    def early(self) -> tuple[Line, ...]:
        """Those before the first counting day."""
        return tuple(line for line in self.lines if not line.counted.counts)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The whole ledger, newest first, with the decision over it."""

    lines: tuple[Line, ...]
    decision: Decision

    def to_ask(self) -> dict[str, int]:
        """Organizations that could be asked, with the minutes that they would confirm."""
        found: dict[str, int] = {}
        for line in self.waiting:
            found[line.with_whom] = found.get(line.with_whom, 0) + line.minutes
        return found

    @property
    def waiting(self) -> tuple[Line, ...]:
        """Lines that nobody said yes to."""
        return tuple(line for line in self.lines if not line.is_confirmed)

    @property
    def confirmed(self) -> tuple[Stretch, ...]:
        """What was confirmed, by confirmation and kind."""
        found: dict[tuple[UUID, Kind], list[Line]] = {}
        for line in self.lines:
            if line.asked is not None and line.is_confirmed:
                found.setdefault((line.asked.id, line.kind), []).append(line)
        return tuple(Stretch(tuple(lines)) for lines in found.values())


def get_ledger(actor: Actor, trail: OwnTrail | None, now: Instant) -> Ledger:
    """Everything that was written down and not taken back. One statement; raises NotFound where no rule asks for hours."""
    on = local_date(now, actor.zone)
    rules = rules_on(on, actor.place)
    if rules.find("trail4.volunteer_hours") is None:
        raise NotFound
    rows = list(
        visible(HoursEntry, actor, "trails.hours.see", on)
        .filter(taken_back_at__isnull=True)
        .select_related("confirmation")
        .order_by("-on", "-id")
    )
    chosen_on = min((each.chosen_on for each in trail.history), default=None) if trail else None
    facts = HoursFacts(tuple(_hours(row) for row in rows), chosen_on)
    decision = decide_hours(facts, rules, on)
    counted = {line.hours.id: line for line in decision.figures["lines"]}
    return Ledger(
        tuple(
            Line(row.id, Kind(row.kind), row.on, row.minutes, row.with_whom, row.what, counted[str(row.id)], _asked(row, now, actor.zone))
            for row in rows
        ),
        decision,
    )  # fmt: skip


def list_hours_facts(ledger: Ledger) -> list[StepFact]:
    """What the ledger says of its two steps: under way since the first line, done when full."""
    facts = []
    for step, kind, full in (
        ("volunteering", Kind.VOLUNTEERING, "volunteer_full_on"),
        ("extra_training", Kind.TRAINING, "training_full_on"),
    ):
        days = [line.on for line in ledger.lines if line.kind is kind and not line.counted.is_early]
        full_on: date | None = ledger.decision.figures[full]
        if full_on is not None:
            facts.append(StepFact(step, FactKind.DONE, full_on, source=FROM_LEDGER))
        elif days:
            facts.append(StepFact(step, FactKind.UNDER_WAY, min(days), _so_far(ledger, kind), FROM_LEDGER))
    return facts


def _so_far(ledger: Ledger, kind: Kind) -> str:
    finding = ledger.decision.finding(f"hours.{kind.value}")
    return f"{finding.found} confirmed of {finding.required.removesuffix(', confirmed')}."


def _hours(row: HoursEntry) -> Hours:
    answer = row.confirmation.answer if row.confirmation else ""
    return Hours(str(row.id), Kind(row.kind), row.on, row.minutes, answer == Answer.YES)


def _asked(row: HoursEntry, now: Instant, zone: str) -> Asked | None:
    one = row.confirmation
    if one is None:
        return None
    state = one.answer or ("open" if one.expires_at > now else "ran_out")
    answered_on = local_date(as_instant(one.answered_at), zone) if one.answered_at else None
    expires_on = local_date(as_instant(one.expires_at), zone)
    return Asked(one.id, one.asked_of, expires_on, state, one.answered_name, answered_on, one.remark)
