"""Hints on the words of a note for whoever writes it, without those that the writer chose to keep. Nobody else ever asks."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible
from cairn.support import policy_words
from cairn.support.domain.notes import NoteTexts
from cairn.support.domain.words import Hint, find_hints
from cairn.support.models import Encounter, KeptWords, Relationship
from cairn.support.queries.word_packs import word_lists

FIELDS = {"data": "What happened", "assessment": "What I noticed", "plan": "What’s next"}
LONGEST = 20_000  # characters looked at: as long as a field of a note can be
AROUND = 40  # characters of the text shown on either side of the words


@dataclass(frozen=True, slots=True)
class ShownHint:
    """A hint with the words around it. `start` and `end` count as a browser counts (UTF-16), to select the place in its field."""

    hint: Hint
    field_title: str
    before: str
    after: str
    start: int
    end: int


def mark_of(encounter_id: UUID, kept_as: str) -> str:
    """What is stored of words that stay: a digest, so that no word of a note stands in a second place."""
    return hashlib.sha256(f"{encounter_id}\n{kept_as}".encode()).hexdigest()


def list_hints(
    actor: Actor, encounter_id: UUID, texts: NoteTexts, on: date, *, own: Collection[str] = ()
) -> list[ShownHint]:
    """Hints on three texts, in their order. No statement where nothing is found, else one."""
    said = {name: getattr(texts, name)[:LONGEST] for name in FIELDS}
    names = (*own, actor.name, *actor.name.split())
    found = [hint for name, text in said.items() for hint in find_hints(text, word_lists(), field=name, own=names)]
    if not found:
        return []
    rows = visible(KeptWords, actor, policy_words.KEEP, on).filter(encounter_id=encounter_id)
    kept = set(rows.values_list("mark", flat=True))
    return [_shown(hint, said[hint.field]) for hint in found if mark_of(encounter_id, hint.kept_as) not in kept]


def find_client_name(actor: Actor, encounter_id: UUID, client_id: UUID | None, on: date) -> str:
    """Whom a note of one's own is about: of a saved contact, else of the person chosen on the form; "" where nobody is chosen yet."""
    saved = Encounter.objects.filter(organization_id=actor.organization_id, peer_id=actor.engagement_id)
    name = saved.filter(id=encounter_id).values_list("client__name", flat=True).first()
    if name is not None:
        return name
    if client_id is None:
        return ""
    rows = visible(Relationship, actor, "support.encounter.record", on).filter(client_id=client_id)
    return rows.values_list("client__name", flat=True).first() or ""


def _shown(hint: Hint, text: str) -> ShownHint:
    before, after = text[: hint.start][-AROUND:], text[hint.end :][:AROUND]
    return ShownHint(
        hint,
        FIELDS[hint.field],
        ("…" if hint.start > AROUND else "") + before,
        after + ("…" if len(text) > hint.end + AROUND else ""),
        _units(text[: hint.start]),
        _units(text[: hint.end]),
    )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
