"""Writing down that a step is done or in somebody's hands, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from cairn.journeys.steps import StepFact
from cairn.journeys.walking import StepState
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.domain.reasons import check_sentence
from cairn.privacy.once import create_once, take_back_once
from cairn.privacy.policy import lock_one, visible
from cairn.program import policy
from cairn.program.domain.phases import MarkDraft, check_mark, decide_mark
from cairn.program.models import StepMark
from cairn.program.queries.phases import facts_of, list_marks, list_own_facts, standing_of


@command(permission=policy.MARK)
def mark_program_step(
    *, actor: Actor, mark_id: UUID, draft: MarkDraft, seen: Iterable[StepFact] = (), now: Instant
) -> UUID:
    """Write down that a step is done, or who has it in hand. `seen` is what rooms above this one see by themselves; the page that joins
    them gives it. Raises BadInput, NotFound (no such step), Refused (something before it is open), Conflict (same id, other content)."""
    today = local_date(now, actor.zone)
    rows = visible(StepMark, actor, policy.MARK, today).select_for_update()
    is_sent_again = rows.filter(id=mark_id).exists()
    standing = standing_of(
        [*facts_of(list_marks(actor, today), actor.place), *list_own_facts(actor, today), *seen], today
    )
    found = standing.find(draft.step)
    if found is None:
        raise NotFound
    problems = check_mark(draft, today)
    if not problems and not is_sent_again and found.state is StepState.DONE:
        problems["step"] = "This step is done already. If that is wrong, take back what was written down."
    if problems:
        raise BadInput(problems)
    if not is_sent_again:
        decide_mark(standing, draft.step, rules_on(today, actor.place)).require()
    content = {
        "step": draft.step, "is_done": draft.is_done, "on": draft.on if draft.is_done and draft.on else today,
        "due_on": None if draft.is_done else draft.due_on, "whose": draft.whose, "paper": draft.paper,
        "page": draft.page, "note": draft.note,
    }  # fmt: skip
    if create_once(StepMark, actor, mark_id, content, marked_at=now, marked_by_id=actor.engagement_id):
        ledger.record("program.step.marked", mark=mark_id, step=draft.step, is_done=draft.is_done)
    return mark_id


@command(permission=policy.MARK)
def take_back_mark(*, actor: Actor, mark_id: UUID, because: str, now: Instant) -> UUID:
    """What was written down was wrong, or does not hold any more. It stays readable. Raises NotFound, BadInput."""
    rows = visible(StepMark, actor, policy.MARK, local_date(now, actor.zone))
    row = lock_one(rows, mark_id)
    check_sentence(because)  # also where it was taken back before
    if take_back_once(row, actor, because, now, check=check_sentence):
        ledger.record("program.step.taken_back", mark=mark_id, step=row.step)
    return mark_id
