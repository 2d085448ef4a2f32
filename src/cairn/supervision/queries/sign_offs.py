"""Signed notes that wait for the supervisor's own signature, where the agreement asks for it; and those sent back to their author."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cairn.identity.domain.agreements import COUNTS
from cairn.identity.models import SupervisionAgreement
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy.policy import visible
from cairn.supervision import policy
from cairn.supervision.models import SignOff
from cairn.support.models import Amendment, Note
from cairn.support.queries.notes import NoteRow, list_notes

ON_A_PAGE = 10  # each is read in full before it is signed


@dataclass(frozen=True, slots=True)
class Waiting:
    """A note as its author signed it, with what was added since. `n` amendments: what a signature here is about."""

    note_id: UUID
    encounter_id: UUID
    author_id: UUID
    author_name: str
    client_name: str
    started_on: date
    minutes: int
    n: int
    note: NoteRow | None = None


@dataclass(frozen=True, slots=True)
class WaitingCount:
    """How many notes of one author wait, and the service date of the oldest."""

    author_id: UUID
    author_name: str
    count: int
    oldest_on: date


@dataclass(frozen=True, slots=True)
class Returned:
    """A note that came back to its author with a word, and was not added to since."""

    encounter_id: UUID
    client_name: str
    supervisor_name: str
    word: str
    on: date


def list_queue(actor: Actor, on: date, *, after: UUID | None = None) -> tuple[list[Waiting], int]:
    """The oldest ten with their words, and how many wait in all. Four statements, whatever the number.

    `after` turns the page for whoever leaves some unsigned.
    """
    rows = _meta(waiting_notes(actor, on))
    count = rows.count()
    ids = list(rows.values_list("id", flat=True)) if after else []
    skipped = ids.index(after) + 1 if after in ids else 0
    shown = [_waiting(row) for row in rows[skipped : skipped + ON_A_PAGE]]
    notes = list_notes(actor, [each.encounter_id for each in shown], on)
    return [_with(each, notes) for each in shown], count


def get_waiting(actor: Actor, note_id: UUID, on: date) -> Waiting:
    """One of the queue with its words; raises NotFound."""
    for row in _meta(waiting_notes(actor, on)).filter(id=note_id):
        waiting = _waiting(row)
        return _with(waiting, list_notes(actor, [waiting.encounter_id], on))
    raise NotFound


def count_queue(actor: Actor, on: date) -> tuple[WaitingCount, ...]:
    """By author, the oldest note first. One statement."""
    rows = waiting_notes(actor, on).values("author_id", "author__name")
    rows = rows.annotate(waiting=Count("id"), oldest=Min("encounter__started_on")).order_by("oldest", "author__name")
    return tuple(WaitingCount(row["author_id"], row["author__name"], row["waiting"], row["oldest"]) for row in rows)


def list_returned(actor: Actor, on: date) -> tuple[Returned, ...]:
    """One's own notes that were sent back and not added to since, oldest first. One statement."""
    rows = visible(SignOff, actor, policy.RETURNED, on).filter(verdict="sent_back", note__author_id=actor.engagement_id)
    rows = rows.annotate(now=Coalesce(Max("note__amendments__n"), 0)).filter(n=F("now"))
    rows = rows.select_related("note__encounter__client", "supervisor").order_by("at", "id")
    return tuple(
        Returned(
            row.note.encounter_id,
            row.note.encounter.client.name,
            row.supervisor.name,
            row.word,
            local_date(Instant(row.at), actor.zone),
        )
        for row in rows
    )


def waiting_notes(actor: Actor, on: date) -> QuerySet[Note]:
    """The queue: signed by a supervised author on a day whose agreement asks for it, and not answered as it stands now."""
    asked = SupervisionAgreement.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=OuterRef("encounter__started_on")),
        organization_id=actor.organization_id,
        supervisor_id=actor.engagement_id,
        peer_id=OuterRef("author_id"),
        starts_on__lte=OuterRef("encounter__started_on"),
        supervision=COUNTS,
        cosigns_notes=True,
        peer_signed_at__isnull=False,
        supervisor_signed_at__isnull=False,
    )
    last = Amendment.objects.filter(note=OuterRef("pk")).order_by("-n").values("n")[:1]
    rows = visible(Note, actor, policy.SIGN_OFF, on).annotate(amended=Coalesce(Subquery(last), 0))
    answered = SignOff.objects.filter(note=OuterRef("pk"), n=OuterRef("amended"))
    return rows.filter(Exists(asked), ~Exists(answered), signed_at__isnull=False, encounter__in_error_at__isnull=True)


def _meta(rows: QuerySet[Note]) -> QuerySet[Note]:
    return rows.select_related("encounter__client", "author").order_by("signed_at", "id")


def _waiting(row: Note) -> Waiting:
    amended: int = row.__dict__["amended"]
    return Waiting(
        row.id, row.encounter_id, row.author_id, row.author.name, row.encounter.client.name,
        row.encounter.started_on, row.encounter.minutes, amended,
    )  # fmt: skip


def _with(waiting: Waiting, notes: dict[UUID, NoteRow]) -> Waiting:
    return replace(waiting, note=notes.get(waiting.encounter_id))
