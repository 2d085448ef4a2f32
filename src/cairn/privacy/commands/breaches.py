"""Writing down that information went astray, that somebody was told of it, or why it is no breach."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, in_words, local_date
from cairn.privacy import ledger, policy_requests
from cairn.privacy.command import command
from cairn.privacy.domain.breaches import Step, check_breach, check_words
from cairn.privacy.models import Breach, BreachStep
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.queries.breaches import breach_rules


@dataclass(frozen=True, slots=True)
class BreachDraft:
    """What happened, to the information of how many, and when somebody here first knew."""

    id: UUID
    what: str
    people: int
    discovered_on: date | None
    kinds: str = ""
    most_in_one_state: int = 0
    happened_on: date | None = None


@command(permission=policy_requests.KEEP)
def record_breach(*, actor: Actor, draft: BreachDraft, now: Instant) -> UUID:
    """Keep it in the log. Raises BadInput, Conflict (the id was used otherwise), NoRule (no terms are known for that day)."""
    on = local_date(now, actor.zone)
    what, kinds = draft.what.strip(), draft.kinds.strip()
    discovered_on = check_breach(
        what=what, kinds=kinds, people=draft.people, most_in_one_state=draft.most_in_one_state,
        discovered_on=draft.discovered_on, happened_on=draft.happened_on, today=on,
    )  # fmt: skip
    breach_rules(discovered_on, actor.place)
    content = {
        "what": what, "kinds": kinds, "people": draft.people, "most_in_one_state": draft.most_in_one_state or draft.people,
        "discovered_on": discovered_on, "happened_on": draft.happened_on, "recorded_by_id": actor.engagement_id,
    }  # fmt: skip
    if create_once(Breach, actor, draft.id, content, recorded_at=now):
        ledger.record("privacy.breach.recorded", breach=draft.id, people=draft.people)
    return draft.id


@command(permission=policy_requests.KEEP)
def mark_breach_told(
    *, actor: Actor, step_id: UUID, breach_id: UUID, step: Step, told_on: date | None, words: str, now: Instant
) -> UUID:
    """Somebody was told of it. Raises NotFound, BadInput, Conflict (told before, or ruled out)."""
    on, how = local_date(now, actor.zone), words.strip()
    row = lock_one(visible(Breach, actor, policy_requests.KEEP, on), breach_id)
    before = row.steps.filter(step=step.value).first()
    if before is not None and before.id != step_id:
        raise Conflict(f"This was written down already, for {in_words(before.on)}. Nothing was changed.")
    if row.ruled_out_on is not None:
        raise Conflict(f"It was ruled out on {in_words(row.ruled_out_on)}. Write down a new one if that was wrong.")
    check_words("words", how, "Say how: by letter, by email where they agreed, the number of the report.")
    if told_on is None or not row.discovered_on <= told_on <= on:
        raise BadInput({"told_on": f"Give a day from {in_words(row.discovered_on)} until today."})
    content = {"breach_id": row.id, "step": step.value, "on": told_on, "words": how, "by_id": actor.engagement_id}
    if create_once(BreachStep, actor, step_id, content, recorded_at=now):
        ledger.record("privacy.breach.marked", breach=row.id, step=step.value)
    return step_id


@command(permission=policy_requests.KEEP)
def rule_out_breach(*, actor: Actor, breach_id: UUID, because: str, now: Instant) -> UUID:
    """It is no breach, with the answer to the four questions. Raises NotFound, BadInput, Conflict (ruled out before, otherwise)."""
    on, reason = local_date(now, actor.zone), because.strip()
    row = lock_one(visible(Breach, actor, policy_requests.KEEP, on), breach_id)
    if row.ruled_out_on is not None:
        if row.ruled_out_because != reason:
            raise Conflict(f"It was ruled out already on {in_words(row.ruled_out_on)}. Nothing was changed.")
        ledger.unchanged("ruled out before")
        return row.id
    check_words(
        "because", reason, "Answer the four questions: what it was, who had it, whether it was seen, what was undone."
    )
    row.ruled_out_on, row.ruled_out_by_id, row.ruled_out_because = on, actor.engagement_id, reason
    row.save(update_fields=["ruled_out_on", "ruled_out_by_id", "ruled_out_because"])
    ledger.record("privacy.breach.ruled_out", breach=row.id)
    return row.id
