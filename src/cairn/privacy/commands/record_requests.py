"""Taking what somebody asks of their own record, making its term longer once, answering it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, in_words, local_date
from cairn.privacy import ledger, policy_requests
from cairn.privacy.command import command
from cairn.privacy.domain.record_requests import (
    Answer,
    Asked,
    Way,
    check_answer,
    check_because,
    check_request,
    decide_extension,
)
from cairn.privacy.models import RecordRequest
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.privacy.queries.record_requests import term_of
from cairn.privacy.subjects import require_client

ANSWERED = "It was answered already on {day}. Nothing was changed."
SOURCE_LENGTH = 200


@dataclass(frozen=True, slots=True)
class RequestDraft:
    """Who asked for what, how, on which day; `asked_of` names the exchange whose list they want."""

    id: UUID
    client_id: UUID
    asked: Asked
    way: Way
    asked_on: date | None
    words: str = ""
    asked_of: str = ""


@command(permission=policy_requests.TAKE)
def take_record_request(*, actor: Actor, draft: RequestDraft, now: Instant) -> UUID:
    """Write it down with the day by which it is answered. Raises NotFound, BadInput, Conflict (the id was used otherwise), NoRule."""
    on = local_date(now, actor.zone)
    require_client(actor, policy_requests.TAKE, draft.client_id, on)
    words, asked_of = draft.words.strip(), draft.asked_of.strip() if draft.asked is Asked.INTERMEDIARY else ""
    asked_on = check_request(draft.asked, words, asked_of, draft.asked_on, on)
    term = term_of(draft.asked, asked_on, actor.place)
    due = term.first_due(asked_on)
    content = {
        "client_id": draft.client_id, "asked": draft.asked.value, "way": draft.way.value, "words": words,
        "asked_of": asked_of, "asked_on": asked_on, "recorded_by_id": actor.engagement_id,
    }  # fmt: skip
    more = {"first_due_on": due, "due_on": due, "due_source": str(term.citation)[:SOURCE_LENGTH], "recorded_at": now}
    if create_once(RecordRequest, actor, draft.id, content, **more):
        ledger.record(
            "privacy.record_request.taken",
            client=draft.client_id,
            record_request=draft.id,
            asked=draft.asked.value,
            due=due,
        )
    return draft.id


@command(permission=policy_requests.ANSWER)
def extend_record_request(*, actor: Actor, request_id: UUID, because: str, now: Instant) -> date:
    """Make the term longer, once, with the reason that the person was given in writing; the day is the new one.

    Raises NotFound, BadInput, Refused (made longer before, or the first term is over), Conflict (other words, or answered before).
    """
    on, reason = local_date(now, actor.zone), because.strip()
    row = lock_one(visible(RecordRequest, actor, policy_requests.ANSWER, on), request_id)
    if row.extended_on is not None and (row.extended_because, row.extended_by_id) == (reason, actor.engagement_id):
        ledger.unchanged("made longer before")
        return row.due_on
    problems = check_because(reason, "Say why it takes longer: the person is told this in writing, with the new day.")
    if problems:
        raise BadInput(problems)
    term = term_of(Asked(row.asked), row.asked_on, actor.place)
    decide_extension(
        first_due=row.first_due_on,
        extended_on=row.extended_on,
        is_answered=row.answered_at is not None,
        on=on,
        term=term,
    ).require()
    row.due_on, row.extended_on = term.last_due(row.first_due_on), on
    row.extended_because, row.extended_by_id = reason, actor.engagement_id
    row.save(update_fields=["due_on", "extended_on", "extended_because", "extended_by_id"])
    ledger.record("privacy.record_request.extended", client=row.client_id, record_request=row.id, due=row.due_on)
    return row.due_on


@command(permission=policy_requests.ANSWER)
def answer_record_request(
    *, actor: Actor, request_id: UUID, answer: Answer, because: str, answered_on: date | None, now: Instant
) -> UUID:
    """Write down what came of it. Raises NotFound, BadInput (a denial without its reason), Conflict (answered before, otherwise)."""
    on, reason = local_date(now, actor.zone), because.strip()
    row = lock_one(visible(RecordRequest, actor, policy_requests.ANSWER, on), request_id)
    if row.answered_on is not None:
        if (row.answer, row.because, row.answered_on) != (answer.value, reason, answered_on):
            raise Conflict(ANSWERED.format(day=in_words(row.answered_on)))
        ledger.unchanged("answered before")
        return row.id
    row.answered_on = check_answer(answer, reason, answered_on, row.asked_on, on)
    row.answer, row.because, row.answered_at, row.answered_by_id = answer.value, reason, now, actor.engagement_id
    row.save(update_fields=["answered_on", "answer", "because", "answered_at", "answered_by_id"])
    ledger.record("privacy.record_request.answered", client=row.client_id, record_request=row.id, answer=answer.value)
    return row.id
