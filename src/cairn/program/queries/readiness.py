"""Rounds of the self-assessment: the own sheet, how many have answered, and what a shared round says."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from cairn.instruments.questionnaires import Instrument
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import as_instant, local_date
from cairn.platform.instruments import instrument
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible
from cairn.program import policy
from cairn.program.domain.readiness import (
    INSTRUMENT,
    Picture,
    ReadinessFacts,
    Sheet,
    Side,
    decide_readiness,
    last_day_of_plan,
    picture,
)
from cairn.program.models import ReadinessAnswer, ReadinessRound, ReadinessSheet

MOST_ROUNDS = 40  # a product limit: rounds listed, the newest first


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round; `shared_on` is None while people answer."""

    id: UUID
    opened_on: date
    shared_on: date | None
    plan: str
    reach_by: date | None


@dataclass(frozen=True, slots=True)
class Result:
    """What a shared round says, beside the one before it."""

    round: RoundRow
    before: RoundRow | None
    picture: Picture
    decision: Decision
    plan_until: date | None  # the last day that a plan may aim at


def asked() -> Instrument:
    return instrument(INSTRUMENT)


def list_rounds(actor: Actor, on: date) -> tuple[RoundRow, ...]:
    """Every round, newest first. One statement."""
    rows = visible(ReadinessRound, actor, policy.ANSWER, on).order_by("-opened_at", "-id")[:MOST_ROUNDS]
    return tuple(_row(row, actor) for row in rows)


def get_round(actor: Actor, round_id: UUID, on: date) -> RoundRow:
    """One of them; raises NotFound. One statement."""
    row = visible(ReadinessRound, actor, policy.ANSWER, on).filter(id=round_id).first()
    if row is None:
        raise NotFound
    return _row(row, actor)


def get_own_sheet(actor: Actor, round_id: UUID, on: date) -> dict[str, str]:
    """The actor's own answers in a round, by statement. One statement."""
    rows = visible(ReadinessAnswer, actor, policy.ANSWER, on).filter(sheet__round_id=round_id)
    return dict(rows.values_list("link_id", "code"))


def count_answered(actor: Actor, round_id: UUID, on: date) -> tuple[tuple[Side, int], ...]:
    """How many have answered, by side: for whoever runs the round. One statement."""
    rows = visible(ReadinessSheet, actor, policy.RUN, on).filter(round_id=round_id).values_list("side", flat=True)
    counts = Counter(rows)
    return tuple((side, counts[side.value]) for side in Side)


def get_result(actor: Actor, round_id: UUID, on: date) -> Result:
    """A shared round as a picture; raises NotFound while it is not shared. Three statements."""
    shared = tuple(
        _row(row, actor) for row in visible(ReadinessRound, actor, policy.READ, on).order_by("-shared_at", "-id")
    )
    at = next((n for n, row in enumerate(shared) if row.id == round_id), None)
    if at is None:
        raise NotFound
    found, before = shared[at], shared[at + 1] if at + 1 < len(shared) else None
    answers = visible(ReadinessAnswer, actor, policy.READ, on)
    drawn = picture(asked(), _sheets(answers, found), _sheets(answers, before) if before else ())
    shared_on = found.shared_on or on
    rules = rules_on(on, actor.place)
    facts = ReadinessFacts(drawn.totals, drawn.middle, shared_on, found.reach_by)
    return Result(found, before, drawn, decide_readiness(facts, rules, on), last_day_of_plan(shared_on, rules))


def _sheets(answers: QuerySet[ReadinessAnswer], of: RoundRow) -> tuple[Sheet, ...]:
    rows = answers.filter(sheet__round_id=of.id).values_list("sheet_id", "sheet__side", "link_id", "code")
    sides, found = dict[UUID, str](), defaultdict[UUID, dict[str, str]](dict)
    for sheet, side, link_id, code in rows:
        sides[sheet] = side
        found[sheet][link_id] = code
    return tuple(Sheet(Side(sides[sheet]), given) for sheet, given in found.items())


def _row(row: ReadinessRound, actor: Actor) -> RoundRow:
    shared_on = local_date(as_instant(row.shared_at), actor.zone) if row.shared_at else None
    return RoundRow(row.id, local_date(as_instant(row.opened_at), actor.zone), shared_on, row.plan, row.reach_by)
