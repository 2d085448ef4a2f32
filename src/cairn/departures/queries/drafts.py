"""A first text for the summary, from what stands in the record and the reader may read."""

from __future__ import annotations

from datetime import date

from cairn.departures import policy
from cairn.departures.domain.summaries import DraftFacts, Stretch, SummaryTexts, draft_summary
from cairn.departures.queries.departures import DepartureView
from cairn.departures.queries.told_elsewhere import plan_told, referrals_told
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.support.queries.clients import get_client, list_steps
from cairn.support.queries.record_counts import count_records


def draft_of(actor: Actor, one: DepartureView, on: date) -> SummaryTexts:
    """The draft. Who no longer reaches the person's page gets the dates alone."""
    try:
        person = get_client(actor, one.client_id, on)
    except NotFound:
        return draft_summary(DraftFacts(one.came_on, one.left_on, (), 0, (), (), one.their_words))
    phases: dict[object, list[str]] = {}
    for step in reversed(list_steps(actor, one.client_id, on)):
        phases.setdefault(step.relationship_id, []).append(step.phase.label)
    stretches = tuple(
        Stretch(each.peer_name, each.started_on, each.ended_on, tuple(phases.get(each.id, ())))
        for each in reversed(person.relationships)
        if each.ended_on is None or each.ended_on >= one.came_on
    )
    counts = count_records(actor, [one.client_id], on, permission=policy.COUNT)
    plan = plan_told(actor, one.client_id, on)
    told = reversed(referrals_told(actor, one.client_id, on))
    pointed = tuple(each for each in told if each.asked_on >= one.came_on)
    contacts = counts[one.client_id].contacts if one.client_id in counts else 0
    facts = DraftFacts(
        one.came_on, one.left_on, stretches, contacts, plan.reached, plan.walking, one.their_words, pointed
    )
    return draft_summary(facts)
