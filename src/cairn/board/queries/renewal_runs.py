"""The year's renewals: how far they are in the book, what the run told whom, and which certificates are to be printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from cairn.board import policy
from cairn.board.domain.renewal_runs import EXCEPTIONS, Notice
from cairn.board.models import CredentialEvent, RenewalNotice, RenewalRun
from cairn.board.queries.book import RENEWALS
from cairn.kernel.actors import Actor
from cairn.kernel.money import Money
from cairn.privacy.policy import visible

PIECE = 2_000


@dataclass(frozen=True, slots=True)
class Run:
    """A run and what it told how many. `is_stopped`: it has not seen the whole book yet."""

    id: UUID
    year: int
    started_at: datetime
    started_by: str
    finished_at: datetime | None
    is_stopped: bool
    counts: dict[Notice, int]

    @property
    def told(self) -> int:
        return sum(self.counts.values())

    @property
    def exceptions(self) -> int:
        return sum(self.counts[each] for each in EXCEPTIONS)


@dataclass(frozen=True, slots=True)
class Told:
    """What one certificate was told."""

    id: UUID
    credential_id: UUID
    number: str
    name: str
    notice: Notice
    for_year: int
    cost: Money
    decided_on: date


def find_run(actor: Actor, year: int, on: date) -> Run | None:
    """The run of a year with its counts; None before it began. Two statements."""
    row = visible(RenewalRun, actor, policy.KEEP_CREDENTIAL, on).filter(year=year).first()
    if row is None:
        return None
    counts = dict.fromkeys(Notice, 0)
    notices = visible(RenewalNotice, actor, policy.KEEP_CREDENTIAL, on).filter(run=row)
    for word, count in notices.order_by().values_list("notice").annotate(count=Count("id")):
        counts[Notice(word)] = count
    is_stopped = row.finished_at is None or row.reached_id is not None
    return Run(row.id, row.year, row.started_at, row.started_by_name, row.finished_at, is_stopped, counts)


def list_exceptions(
    actor: Actor, run_id: UUID, on: date, *, after: UUID | None = None, size: int
) -> tuple[list[Told], UUID | None]:
    """A page of a run's exceptions, the late ones first, and the mark of the next page. One statement, two further on."""
    rows = _rows(actor, run_id, on).filter(notice__in=EXCEPTIONS).order_by("notice", "id")
    mark = rows.filter(id=after).values_list("notice", "id").first() if after else None
    if mark is not None:
        rows = rows.filter(Q(notice__gt=mark[0]) | Q(notice=mark[0], id__gt=mark[1]))
    found = [_told(row) for row in rows[: size + 1]]
    return found[:size], found[size - 1].id if len(found) > size else None


def walk_notices(actor: Actor, run_id: UUID, on: date) -> Iterator[Told]:
    """Everything that a run told, in the order in which it was told. One statement for each piece."""
    rows, last, found = _rows(actor, run_id, on).order_by("id"), None, PIECE
    while found == PIECE:
        found = 0
        for row in (rows.filter(id__gt=last) if last else rows)[:PIECE]:
            found, last = found + 1, row.id
            yield _told(row)


def list_to_print(
    actor: Actor, year: int, on: date, *, after: UUID | None = None, size: int
) -> tuple[list[UUID], UUID | None]:
    """The badges of the renewals for a year, `size` at a time by number, and the mark of the next ones. One statement, two further on.

    Each renewal signed its badge under the id of its entry in the book.
    """
    rows = visible(CredentialEvent, actor, policy.KEEP_CREDENTIAL, on)
    rows = rows.filter(for_year=year, kind__in=[each.value for each in RENEWALS])
    rows = rows.order_by("credential__kind", "credential__n", "id")
    mark = rows.filter(id=after).values_list("credential__kind", "credential__n").first() if after else None
    if mark is not None:
        rows = rows.filter(Q(credential__kind__gt=mark[0]) | Q(credential__kind=mark[0], credential__n__gt=mark[1]))
    ids = list(rows.values_list("id", flat=True)[: size + 1])
    return ids[:size], ids[size - 1] if len(ids) > size else None


def _rows(actor: Actor, run_id: UUID, on: date) -> QuerySet[RenewalNotice]:
    rows = visible(RenewalNotice, actor, policy.KEEP_CREDENTIAL, on).filter(run_id=run_id)
    return rows.select_related("credential")


def _told(row: RenewalNotice) -> Told:
    return Told(
        row.id,
        row.credential_id,
        row.credential.number,
        row.credential.name,
        Notice(row.notice),
        row.for_year,
        Money(row.cost_cents),
        row.decided_on,
    )
