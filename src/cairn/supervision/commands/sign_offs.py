"""Signing notes of those one supervises, one or many, each as it was read; and sending one back with a word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.supervision import policy
from cairn.supervision.models import SignOff
from cairn.supervision.queries.sign_offs import waiting_notes
from cairn.support.models import Note

WORD = 300  # letters
CHANGED = "A note was added to since you read it. Nothing was signed; read it once more."


@command(permission=policy.SIGN_OFF)
def sign_off_notes(*, actor: Actor, read: Mapping[UUID, int], now: Instant) -> int:
    """Sign these notes, each with the number of amendments that was read. All or none. Returns how many are newly signed.

    Raises BadInput for none, NotFound, Conflict when one was amended since. Signing twice changes nothing.
    """
    if not read:
        raise BadInput({"notes": "Choose the notes that you have read."})
    on = local_date(now, actor.zone)
    waiting = _waiting(actor, read, on)
    left = set(read) - set(waiting)
    if left and not left <= _signed_before(actor, {note_id: read[note_id] for note_id in left}):
        raise NotFound
    if any(note.__dict__["amended"] != read[note_id] for note_id, note in waiting.items()):
        raise Conflict(CHANGED)
    for note_id, note in waiting.items():
        _write(actor, note, read[note_id], "signed", "", now)
        ledger.record("supervision.note.signed_off", client=note.client_id, note=note_id, n=read[note_id])
    if not waiting:
        ledger.unchanged("signed before")
    return len(waiting)


@command(permission=policy.SIGN_OFF)
def return_note(*, actor: Actor, note_id: UUID, n: int, word: str, now: Instant) -> UUID:
    """Send a note back to its author with a word; it comes again once it was added to. Raises NotFound, BadInput, Conflict."""
    word = word.strip()
    before = SignOff.objects.filter(
        organization_id=actor.organization_id, supervisor_id=actor.engagement_id, note_id=note_id, n=n, word=word
    )
    if word and before.exists():
        ledger.unchanged("sent back before")
        return note_id
    note = _waiting(actor, (note_id,), local_date(now, actor.zone)).get(note_id)
    if note is None:
        raise NotFound
    if not 0 < len(word) <= WORD:
        raise BadInput({"word": f"Say in a few words what to look at again, up to {WORD} letters."})
    if note.__dict__["amended"] != n:
        raise Conflict(CHANGED)
    _write(actor, note, n, "sent_back", word, now)
    ledger.record("supervision.note.returned", client=note.client_id, note=note_id, n=n)
    return note_id


def _waiting(actor: Actor, ids: Mapping[UUID, int] | tuple[UUID, ...], on: date) -> dict[UUID, Note]:
    return {note.id: note for note in waiting_notes(actor, on).filter(id__in=list(ids)).order_by("signed_at", "id")}


def _signed_before(actor: Actor, read: Mapping[UUID, int]) -> set[UUID]:
    """Those of these that the actor signed already, as they were read."""
    own = SignOff.objects.filter(
        organization_id=actor.organization_id, supervisor_id=actor.engagement_id, verdict="signed", note_id__in=read
    )
    return {note_id for note_id, n in own.values_list("note_id", "n") if read[note_id] == n}


def _write(actor: Actor, note: Note, n: int, verdict: str, word: str, now: Instant) -> None:
    try:
        with transaction.atomic():
            SignOff.objects.create(
                id=new_id(),
                organization_id=actor.organization_id,
                note=note,
                n=n,
                verdict=verdict,
                word=word,
                supervisor_id=actor.engagement_id,
                at=now,
            )
    except IntegrityError:  # two supervisors at once: the first word stands
        raise Conflict("Somebody else answered this note just now. Look at the queue once more.") from None
