"""What the plans room tells of somebody who leaves: goals for the summary, parts for the package, whether the plan is in the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from cairn.departures.domain.records import Content, Evidence
from cairn.departures.queries.told_elsewhere import PlanTold
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.plans import policy as plans_policy
from cairn.plans.domain.goals import State
from cairn.plans.queries.counts import count_revisions
from cairn.plans.queries.plans import get_plan
from cairn.privacy.policy import may


def tell_plan(actor: Actor, client_id: UUID, on: date) -> PlanTold:
    """The plan as it stands; nothing for whoever may not read it."""
    if not may(actor, plans_policy.SEE):
        return PlanTold()
    try:
        plan = get_plan(actor, client_id, on)
    except NotFound:
        return PlanTold()
    reached = tuple(one.goal.words for one in plan.goals if one.goal.state is State.REACHED)
    walking = tuple(one.goal.words for one in plan.walking)
    parts = tuple(
        (f"{part.guide.title}: {label}" if label else part.guide.title, text)
        for part in plan.parts
        for label, text in part.told
    )
    return PlanTold(reached, walking, parts)


def tell_records(actor: Actor, client_ids: Iterable[UUID], on: date) -> Mapping[UUID, Mapping[Content, Evidence]]:
    """Contents of the record that rooms beside `departures` keep."""
    ids = set(client_ids)
    if not may(actor, plans_policy.COUNT):
        return {}
    counts = count_revisions(actor, ids, on)
    return {key: {Content.PLAN: _plan(counts.get(key, 0))} for key in ids}


def _plan(revisions: int) -> Evidence:
    if not revisions:
        return Evidence(False, "No plan is written down", "Write it down together, or note that they wanted none.")
    return Evidence(True, f"A plan with {revisions} {'revision' if revisions == 1 else 'revisions'}, each kept")
