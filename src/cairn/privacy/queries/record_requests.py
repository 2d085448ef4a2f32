"""What people asked of their own records: what waits, soonest first; and the term that a rule gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Min, QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import NotFound
from cairn.platform.packs import rules_on
from cairn.privacy import ledger, policy_requests
from cairn.privacy.domain.record_requests import Answer, Asked, Term, Way, decide_extension
from cairn.privacy.models import RecordRequest
from cairn.privacy.policy import visible

SHOWN = 200
KEYS = {
    Asked.ACCESS: ("hipaa.access", "hipaa.access"),
    Asked.ACCOUNTING: ("hipaa.accounting.deadline", "hipaa.accounting"),
    Asked.INTERMEDIARY: ("part2.intermediary_list", ""),
}


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request. `is_open`: an answer is still owed."""

    id: UUID
    client_id: UUID
    asked: Asked
    way: Way
    words: str
    asked_of: str
    asked_on: date
    due_on: date
    due_source: str
    taken_by_id: UUID
    extended_on: date | None
    extended_because: str
    answered_on: date | None
    answer: Answer | None
    because: str
    answered_by_id: UUID | None
    first_due_on: date

    @property
    def is_open(self) -> bool:
        return self.answer is None


def term_of(asked: Asked, on: date, place: str) -> Term:
    """What the rules of the day of asking give. Raises NoRule."""
    rules = rules_on(on, place)
    days, more = KEYS[asked]
    entry = rules.entry(days)
    if not more:
        return Term(entry.days, 0, 0, entry.citation)
    return Term(
        entry.days,
        rules.days(f"{more}.extension"),
        rules.count(f"{more}.extensions_max"),
        entry.citation,
    )


def list_requests(actor: Actor, on: date) -> tuple[RequestView, ...]:
    """All within reach: those that wait, soonest due first; then those answered, newest first. One statement."""
    rows = visible(RecordRequest, actor, policy_requests.SEE, on)  # those that wait stand before the cut, however old
    found = _views(actor, rows.order_by(F("answered_at").asc(nulls_first=True), "-asked_on", "-id"), on)
    waiting = sorted((one for one in found if one.is_open), key=lambda one: one.due_on)
    return (*waiting, *(one for one in found if not one.is_open))


def list_requests_of(actor: Actor, client_id: UUID, on: date) -> tuple[RequestView, ...]:
    """One person's, newest first; none for a person out of reach. One statement."""
    rows = visible(RecordRequest, actor, policy_requests.SEE, on).filter(client_id=client_id)
    return _views(actor, rows.order_by("-asked_on", "-id"), on)


def get_request(actor: Actor, request_id: UUID, on: date) -> RequestView:
    """One of them; raises NotFound. One statement."""
    found = _views(actor, visible(RecordRequest, actor, policy_requests.SEE, on).filter(id=request_id), on)
    if not found:
        raise NotFound
    return found[0]


def decide_more_time(one: RequestView, on: date, place: str) -> Decision:
    """Whether the term of this request may be made longer today."""
    return decide_extension(
        first_due=one.first_due_on,
        extended_on=one.extended_on,
        is_answered=not one.is_open,
        on=on,
        term=term_of(one.asked, one.asked_on, place),
    )


def count_waiting(actor: Actor, on: date) -> tuple[int, date | None]:
    """How many wait for an answer, and the soonest day by which one is owed. One statement, for a home."""
    rows = visible(RecordRequest, actor, policy_requests.SEE, on).filter(answered_at__isnull=True)
    found = rows.aggregate(count=Count("id"), soonest=Min("due_on"))
    return found["count"], found["soonest"]


def _views(actor: Actor, rows: QuerySet[RecordRequest], on: date) -> tuple[RequestView, ...]:
    found = list(rows[:SHOWN])
    ledger.looked("privacy.record_request.seen", clients=sorted({row.client_id for row in found}), count=len(found))
    return tuple(map(_view, found))


def _view(row: RecordRequest) -> RequestView:
    return RequestView(
        row.id, row.client_id, Asked(row.asked), Way(row.way), row.words, row.asked_of, row.asked_on, row.due_on,
        row.due_source, row.recorded_by_id, row.extended_on, row.extended_because, row.answered_on,
        Answer(row.answer) if row.answer else None, row.because,
        row.answered_by_id, row.first_due_on,
    )  # fmt: skip
