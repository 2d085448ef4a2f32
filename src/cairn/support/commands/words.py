"""Keeping one's own words in spite of a hint."""

from __future__ import annotations

from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.support import policy_words
from cairn.support.models import KeptWords, Note
from cairn.support.queries.words import mark_of

LONGEST = 2_000  # of an entry and its words; a product limit
MOST = 500  # of one note


@command(permission=policy_words.KEEP)
def keep_words(*, actor: Actor, encounter_id: UUID, kept_as: str, may_begin: bool, now: Instant) -> None:
    """Give no hint about these words of this note again. `may_begin`: the id is that of a form not saved yet.

    Raises NotFound for a note that is not one's own, BadInput for words that are none. The ledger says of it what it says of any change
    to a draft: that somebody keeps words is told to nobody. What was kept of notes that are signed by now is removed.
    """
    on = local_date(now, actor.zone)
    if not kept_as.strip() or len(kept_as) > LONGEST:
        raise BadInput({"keep": "Choose the words that should stay."})
    own_notes = Note.objects.filter(organization_id=actor.organization_id, author_id=actor.engagement_id)
    note = own_notes.filter(encounter_id=encounter_id).select_for_update(of=("self",)).first()
    if note is None and not may_begin:
        raise NotFound
    mine = visible(KeptWords, actor, policy_words.KEEP, on)
    mine.filter(encounter_id__in=own_notes.filter(signed_at__isnull=False).values("encounter_id")).delete()
    if note is not None and note.signed_at is not None:
        return ledger.unchanged("the note is signed: no hint comes any more")
    mark, here = mark_of(encounter_id, kept_as), mine.filter(encounter_id=encounter_id)
    if here.filter(mark=mark).exists() or here.count() >= MOST:
        return ledger.unchanged("these words are kept already")
    KeptWords.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        encounter_id=encounter_id,
        author_id=actor.engagement_id,
        mark=mark,
    )
    if note is not None:
        ledger.record("support.note.drafted", client=note.client_id, encounter=encounter_id, version=note.version)
    else:
        ledger.record("support.contact.drafted", encounter=encounter_id)
    return None
