"""The writer's earlier notes about the same person, for finding words that were used before."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cairn.kernel.actors import Actor
from cairn.platform.db.prepared import prepared
from cairn.privacy.policy import visible
from cairn.support import policy_contacts  # noqa: F401 - declares who may
from cairn.support.domain.copied import FIELDS, CopiedRun, Earlier, copied_runs, may_repeat
from cairn.support.domain.notes import NoteTexts
from cairn.support.models import Encounter, Note

COMPARED = 20  # the newest of them


def find_copied(actor: Actor, note: Note, texts: NoteTexts, on: date) -> tuple[CopiedRun, ...]:
    """Runs of words that stand in the actor's own signed notes about this person. One statement; none for a short note."""
    own = [(field, getattr(texts, field)) for field in FIELDS]
    if not may_repeat(text for _, text in own):
        return ()
    found = _earlier(actor, note.client_id, note.encounter_id, on)
    return copied_runs(own, [Earlier(day, tuple(said)) for day, *said in found])


@prepared
def _earlier(actor: Actor, client_id: UUID, besides: UUID, on: date) -> QuerySet[Encounter, Any]:
    """Contacts first: along their index the newest come first, so that the search ends soon, however many there are."""
    rows = visible(Encounter, actor, "support.encounter.see", on).filter(
        client_id=client_id,
        in_error_at__isnull=True,
        note__author_id=actor.engagement_id,
        note__signed_at__isnull=False,
    )
    rows = rows.exclude(id=besides).order_by("-started_at", "id")
    return rows.values_list("started_on", *(f"note__{field}" for field in FIELDS))[:COMPARED]
