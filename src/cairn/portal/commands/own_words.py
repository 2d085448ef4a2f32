"""Writing in one's own words, beside what others wrote. Nothing that was written is ever written over."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.portal import policy
from cairn.portal.domain.own_words import About, check_words
from cairn.portal.models import OwnWords
from cairn.portal.queries.access import get_own_access
from cairn.portal.queries.own_words import get_own_words
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.support.queries.notes import get_note


@command(permission=policy.WRITE)
def write_own_words(
    *, actor: Actor, words_id: UUID, note_of_id: UUID | None, follows_id: UUID | None, words: str, now: Instant
) -> UUID:
    """Beside the plan, or beside the signed note of a contact. `follows_id` names the piece that this one takes the place of; empty
    words then take it away. Two that follow the same piece are both kept.

    Raises NotFound (a note that is not theirs, a piece that is not theirs), BadInput (by the key of a sentence), Conflict.
    """
    on = local_date(now, actor.zone)
    own = get_own_access(actor, on)
    about = About.NOTE if note_of_id else About.PLAN
    if follows_id is not None:
        before = get_own_words(actor, follows_id, on)
        if (before.about, before.note_of_id) != (about, note_of_id):
            raise NotFound
    elif note_of_id is not None:
        get_note(actor, note_of_id, on)
    check_words(words, is_new=follows_id is None)
    content = {
        "client_id": own.client_id,
        "about": about.value,
        "note_of_id": note_of_id,
        "follows_id": follows_id,
        "words": words,
    }
    if create_once(OwnWords, actor, words_id, content, written_at=now):
        ledger.record("portal.words.written", client=own.client_id, words=words_id, about=about.value)
    return words_id
