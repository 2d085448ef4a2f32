"""What plans, referrals, groups and intake tell of somebody who leaves: for the summary, the package and the record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from cairn.departures.domain.records import Content, Evidence
from cairn.departures.domain.summaries import Pointed
from cairn.departures.queries.told_elsewhere import Corrected, PlanTold
from cairn.gatherings import policy as groups_policy
from cairn.gatherings.queries.own_record import list_put_right
from cairn.intake.queries.papers import Papers, list_papers
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.plans import policy as plans_policy
from cairn.plans.domain.goals import State
from cairn.plans.queries.counts import count_revisions
from cairn.plans.queries.plans import get_plan
from cairn.privacy.policy import may
from cairn.referrals import policy as referrals_policy
from cairn.referrals.domain.states import State as Came
from cairn.referrals.queries.referrals import list_client_referrals


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


def tell_referrals(actor: Actor, client_id: UUID, on: date) -> tuple[Pointed, ...]:
    """Where they were pointed to and what came of it; nothing for whoever may not read it. Mistakes are no referrals."""
    if not may(actor, referrals_policy.SEE):
        return ()
    try:
        rows = list_client_referrals(actor, client_id, on, without_mistakes=True)
    except NotFound:
        return ()
    return tuple(
        Pointed(row.place_name, row.asked_on, row.state.label, row.state.is_open or row.state is Came.NOT_HANDED_OVER)
        for row in rows
    )


def tell_corrections(actor: Actor, client_id: UUID, on: date) -> tuple[Corrected, ...]:
    """What groups put right about the person; nothing for whoever may not pass it on."""
    if not may(actor, groups_policy.PASS_ON):
        return ()
    try:
        rows = list_put_right(actor, client_id, on)
    except NotFound:
        return ()
    return tuple(Corrected(row.name, row.on, row.was_told, row.is_told) for row in rows)


def tell_records(actor: Actor, client_ids: Iterable[UUID], on: date) -> Mapping[UUID, Mapping[Content, Evidence]]:
    """Contents of the record that rooms beside `departures` keep."""
    ids = set(client_ids)
    if not may(actor, plans_policy.COUNT):
        return {}
    counts, papers = count_revisions(actor, ids, on), list_papers(actor, ids, on)
    return {key: {Content.PLAN: _plan(counts.get(key, 0)), **_papers(papers.get(key))} for key in ids}


def _papers(papers: Papers | None) -> dict[Content, Evidence]:
    """What coming in left of papers; nothing for somebody who came before there were intakes."""
    if papers is None:
        return {}
    how = "by word of mouth (weaker: they signed nothing)" if papers.fee_by_word else "in writing"
    told = {Content.FEES: Evidence(True, f"They agreed {how} to what it costs")} if papers.fee_agreed else {}
    if papers.looked_at:
        return {**told, Content.IDENTITY: Evidence(True, "A paper was looked at when they came in")}
    remedy = "Look at a paper that shows who they are, and write it down under what they told when they came in."
    return {**told, Content.IDENTITY: Evidence(False, "No paper was looked at when they came in", remedy)}


def _plan(revisions: int) -> Evidence:
    if not revisions:
        return Evidence(False, "No plan is written down", "Write it down together, or note that they wanted none.")
    return Evidence(True, f"A plan with {revisions} {'revision' if revisions == 1 else 'revisions'}, each kept")
