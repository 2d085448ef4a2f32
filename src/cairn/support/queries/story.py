"""A client's contacts told as a story, newest first: what happened, what was noticed, what is next, and what was added later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Subquery

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.platform.db.prepared import prepared
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support.domain.encounters import Kind, Place
from cairn.support.models import Encounter
from cairn.support.queries.notes import NoteRow, list_notes


@dataclass(frozen=True, slots=True)
class Told:
    """One contact of the story. `note` is None when the reader may not read it."""

    id: UUID
    kind: Kind
    place: Place
    phase: str
    peer_id: UUID
    peer_name: str
    started_at: Instant
    started_on: date
    minutes: int
    note: NoteRow | None
    is_signed: bool
    is_in_error: bool
    in_error_because: str


@dataclass(frozen=True, slots=True)
class Story:
    """A stretch of contacts; `older` is where the next stretch begins, None at the first contact.

    `behind` are the contacts right before them, without their notes: nobody is shown them.
    """

    contacts: tuple[Told, ...]
    older: UUID | None
    behind: tuple[Told, ...] = ()


def list_story(
    actor: Actor, client_id: UUID, on: date, before: UUID | None = None, limit: int = 20, behind: int = 0
) -> Story:
    """Up to `limit` contacts with one client before the contact `before`. At most three statements, whatever there is.

    Contacts that the actor may not see are not there: the story of somebody else's client is empty.
    """
    found = _newest(actor, client_id, on, before, limit + max(behind, 1))
    ids = [row.id for row in found[:limit]]
    notes = list_notes(actor, ids, on)
    told = tuple(_told(row, notes.get(row.id)) for row in found[: limit + behind])
    ledger.looked("support.story.seen", clients=[client_id] if told else [], count=len(told))
    return Story(told[:limit], ids[-1] if len(found) > limit else None, told[limit:])


ROW = (
    *(
        "id",
        "kind",
        "place",
        "phase",
        "peer_id",
        "peer_name",
        "started_at",
        "started_on",
        "minutes",
    ),
    *("note_signed_at", "in_error_at", "in_error_because"),
)


@prepared
def _newest(actor: Actor, client_id: UUID, on: date, before: UUID | None, limit: int) -> QuerySet[Encounter, Any]:
    rows = visible(Encounter, actor, "support.encounter.see", on).filter(client_id=client_id)
    if before is not None:
        own = Encounter.objects.filter(client_id=client_id, organization_id=actor.organization_id)
        edge = own.filter(id=before).values("started_at")[:1]
        rows = rows.filter(Q(started_at__lt=Subquery(edge)) | Q(started_at=Subquery(edge), id__lt=before))
    rows = rows.annotate(peer_name=F("peer__name"), note_signed_at=F("note__signed_at"))
    return rows.order_by("-started_at", "-id").values_list(*ROW, named=True)[:limit]


def _told(row: Any, note: NoteRow | None) -> Told:
    return Told(
        id=row.id,
        kind=Kind(row.kind),
        place=Place(row.place),
        phase=row.phase,
        peer_id=row.peer_id,
        peer_name=row.peer_name,
        started_at=Instant(row.started_at),
        started_on=row.started_on,
        minutes=row.minutes,
        note=note,
        is_signed=row.note_signed_at is not None,
        is_in_error=row.in_error_at is not None,
        in_error_because=row.in_error_because,
    )
