"""Notes, their amendments and unfinished drafts, for those who may read the words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant
from cairn.platform.db.prepared import prepared
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible
from cairn.support import policy_contacts  # noqa: F401 - declares who may
from cairn.support.domain.copied import CopiedRun, Piece, pieces, runs_kept
from cairn.support.domain.notes import NoteTexts
from cairn.support.models import Amendment, ContactDraft, Encounter, Note


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """One correction or addition, signed when it was written."""

    n: int
    reason: str
    text: str
    author_name: str
    signed_at: Instant


@dataclass(frozen=True, slots=True)
class NoteRow:
    """The note of one contact. `version` tells two tabs apart while it is a draft."""

    encounter_id: UUID
    client_id: UUID
    author_id: UUID
    texts: NoteTexts
    version: int
    saved_at: Instant
    signed_at: Instant | None
    content_hash: str
    amendments: tuple[AmendmentRow, ...] = ()
    copied: tuple[CopiedRun, ...] = ()

    def pieces(self, field: str) -> tuple[Piece, ...]:
        """A field of the note, cut where words begin and end that its writer used before."""
        return pieces(getattr(self.texts, field), field, self.copied)


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A note that waits for its author's signature."""

    encounter_id: UUID
    client_id: UUID
    client_name: str
    author_id: UUID
    author_name: str
    started_at: Instant
    zone: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A contact form that was left before it was saved."""

    id: UUID
    client_id: UUID | None
    fields: dict[str, list[str]]
    version: int
    saved_at: Instant


def list_notes(actor: Actor, encounter_ids: list[UUID], on: date) -> dict[UUID, NoteRow]:
    """The notes of these contacts that the actor may read, with amendments. Two statements; none for a role that may not read."""
    if not encounter_ids or not may(actor, "support.note.see"):
        return {}
    rows = _notes_of(actor, encounter_ids, on)
    amendments = _amendments(actor, [row.id for row in rows if row.signed_at], on)
    ledger.looked("support.note.seen", clients=sorted({row.client_id for row in rows}), count=len(rows))
    return {
        row.encounter_id: NoteRow(
            encounter_id=row.encounter_id,
            client_id=row.client_id,
            author_id=row.author_id,
            texts=NoteTexts(row.data, row.assessment, row.plan, row.their_words, row.with_client),
            version=row.version,
            saved_at=Instant(row.saved_at),
            signed_at=Instant(row.signed_at) if row.signed_at else None,
            content_hash=row.content_hash,
            amendments=amendments.get(row.id, ()),
            copied=runs_kept(row.copied),
        )
        for row in rows
    }


def get_note(actor: Actor, encounter_id: UUID, on: date) -> NoteRow:
    """The note of one contact; raises NotFound."""
    note = list_notes(actor, [encounter_id], on).get(encounter_id)
    if note is None:
        raise NotFound
    return note


def list_unsigned(actor: Actor, on: date, limit: int = 50) -> list[Unsigned]:
    """Notes that wait for a signature, oldest first: one's own, or those of the supervised. One statement."""
    rows = visible(Note, actor, "support.note.see", on).filter(
        signed_at__isnull=True, encounter__in_error_at__isnull=True
    )
    rows = rows.select_related("encounter__client", "author").order_by("drafted_at", "id")[:limit]
    found = [
        Unsigned(
            encounter_id=row.encounter_id,
            client_id=row.client_id,
            client_name=row.encounter.client.name,
            author_id=row.author_id,
            author_name=row.author.name,
            started_at=Instant(row.encounter.started_at),
            zone=row.encounter.zone,
        )
        for row in rows
    ]
    ledger.looked("support.note.listed", clients=sorted({row.client_id for row in found}), count=len(found))
    return found


def find_draft(
    actor: Actor, on: date, *, draft_id: UUID | None = None, client_id: UUID | None = None
) -> DraftRow | None:
    """One's own unfinished form by its id, or the latest about a client (None: about nobody yet). One statement."""
    rows = visible(ContactDraft, actor, "support.note.write", on)
    rows = rows.filter(id=draft_id) if draft_id else rows.filter(client_id=client_id)
    row = rows.order_by("-saved_at").first()
    if row is None:
        return None
    return DraftRow(row.id, row.client_id, json.loads(row.fields), row.version, Instant(row.saved_at))


def list_drafts(actor: Actor, on: date, limit: int = 5) -> list[DraftRow]:
    """One's own forms that were left before they became a contact, newest first. One statement."""
    rows = visible(ContactDraft, actor, "support.note.write", on).exclude(id__in=Encounter.objects.values("id"))
    return [
        DraftRow(row.id, row.client_id, json.loads(row.fields), row.version, Instant(row.saved_at))
        for row in rows.order_by("-saved_at")[:limit]
    ]


def _amendments(actor: Actor, note_ids: list[UUID], on: date) -> dict[UUID, tuple[AmendmentRow, ...]]:
    if not note_ids:
        return {}
    found: dict[UUID, tuple[AmendmentRow, ...]] = {}
    for row in _amendments_of(actor, note_ids, on):
        told = AmendmentRow(row.n, row.reason, row.text, row.author_name, Instant(row.signed_at))
        found[row.note_id] = (*found.get(row.note_id, ()), told)
    return found


ROW = (
    *("id", "encounter_id", "client_id", "author_id", "data", "assessment", "plan", "their_words", "with_client"),
    *("copied", "version", "saved_at", "signed_at", "content_hash"),
)


@prepared
def _notes_of(actor: Actor, encounter_ids: list[UUID], on: date) -> QuerySet[Note, Any]:
    rows = visible(Note, actor, "support.note.see", on).filter(encounter_id__in=encounter_ids)
    return rows.values_list(*ROW, named=True)


@prepared
def _amendments_of(actor: Actor, note_ids: list[UUID], on: date) -> QuerySet[Amendment, Any]:
    rows = visible(Amendment, actor, "support.note.see", on).filter(note_id__in=note_ids)
    rows = rows.annotate(author_name=F("author__name")).order_by("note_id", "n")
    return rows.values_list("note_id", "n", "reason", "text", "author_name", "signed_at", named=True)
