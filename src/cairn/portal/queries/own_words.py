"""Own words, for the person who wrote them and for those who walk with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import as_instant
from cairn.portal import policy
from cairn.portal.domain.own_words import About, Words, standing
from cairn.portal.models import OwnWords
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.privacy.subjects import require_client


@dataclass(frozen=True, slots=True)
class OwnVoice:
    """What stands: beside the plan, and beside notes by the contact. `pieces` is every row ever written, oldest first."""

    plan: tuple[Words, ...]
    notes: dict[UUID, tuple[Words, ...]]
    pieces: tuple[Words, ...]


def get_own_voice(actor: Actor, client_id: UUID, on: date) -> OwnVoice:
    """All that one person wrote; raises NotFound. Two statements."""
    require_client(actor, policy.READ, client_id, on)
    ledger.looked("portal.words.seen", clients=[client_id])
    rows = visible(OwnWords, actor, policy.READ, on).filter(client_id=client_id).order_by("written_at", "id")
    pieces = tuple(_words(row) for row in rows)
    stand = standing(pieces)
    notes: dict[UUID, tuple[Words, ...]] = {}
    for one in stand:
        if one.note_of_id is not None:
            notes[one.note_of_id] = (*notes.get(one.note_of_id, ()), one)
    return OwnVoice(tuple(one for one in stand if one.about is About.PLAN), notes, pieces)


def get_own_words(actor: Actor, words_id: UUID, on: date) -> Words:
    """One piece that the acting person wrote; raises NotFound."""
    row = visible(OwnWords, actor, policy.WRITE, on).filter(id=words_id).first()
    if row is None:
        raise NotFound
    return _words(row)


def _words(row: OwnWords) -> Words:
    return Words(row.id, About(row.about), row.note_of_id, row.follows_id, row.words, as_instant(row.written_at))
