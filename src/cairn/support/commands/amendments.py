"""Adding to a note that is signed: each amendment is signed when it is written, and the first text stays as it was."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Max

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.support.commands.notes import TEXT_LONGEST, let_go_of_form, locked_note
from cairn.support.domain.notes import amendment_hash
from cairn.support.models import Amendment, Note

REASON_LONGEST = 200  # the column's


@command(permission="support.note.write")
def amend_note(
    *,
    actor: Actor,
    amendment_id: UUID,
    encounter_id: UUID,
    reason: str,
    text: str,
    now: Instant,
    both_seen: bool = False,
) -> UUID:
    """Add a correction or addition to one's own signed note, signed at once. The first text stays as it was."""
    on = local_date(now, actor.zone)
    note = locked_note(actor, encounter_id, on)
    if note is None:
        raise NotFound
    problems = _amendment_problems(reason, text)
    if note.signed_at is None:
        problems["text"] = "The note is not signed yet: change the note itself."
    if problems:
        raise BadInput(problems)
    earlier = note.amendments.filter(id=amendment_id).first()
    if earlier is not None:
        if (earlier.reason, earlier.text) != (reason.strip(), text.strip()):
            raise Conflict(
                "Your addition was saved before, with other words: it stands above. These words are here still; add them as another one."
            )
        ledger.unchanged("this amendment was saved before")
        return earlier.id
    amendment = _signed(actor, note, amendment_id, reason.strip(), text.strip(), now)
    if both_seen:
        let_go_of_form(actor, encounter_id, on)
    ledger.record("support.note.amended", client=note.client_id, encounter=encounter_id, n=amendment.n)
    return amendment_id


def _signed(actor: Actor, note: Note, amendment_id: UUID, reason: str, text: str, now: Instant) -> Amendment:
    """The next amendment of the note; its hash covers the note's, so that neither can be changed unseen."""
    n, author_id = (note.amendments.aggregate(last=Max("n"))["last"] or 0) + 1, actor.engagement_id
    return Amendment.objects.create(
        id=amendment_id,
        organization_id=actor.organization_id,
        note=note,
        n=n,
        author_id=author_id,
        reason=reason,
        text=text,
        signed_at=now,
        content_hash=amendment_hash(
            note_hash=note.content_hash, n=n, author_id=author_id, reason=reason, text=text, signed_at=now
        ),
    )


def _amendment_problems(reason: str, text: str) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not text.strip():
        problems["text"] = "Write what should be added or corrected."
    elif len(text) > TEXT_LONGEST:
        problems["text"] = f"Use at most {TEXT_LONGEST:,} characters; this has {len(text):,}."
    if not reason.strip():
        problems["reason"] = "Say in a few words why: “left out”, “wrong day”."
    elif len(reason.strip()) > REASON_LONGEST:
        problems["reason"] = f"Use at most {REASON_LONGEST} characters; this has {len(reason.strip())}."
    return problems
