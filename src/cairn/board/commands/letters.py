"""A deficiency letter: drafted from the findings, edited, sent. Sending gives the file back to the candidate."""

from __future__ import annotations

from uuid import UUID

from cairn.board import policy
from cairn.board.commands.desk import file_at_desk, grow
from cairn.board.domain.letters import codes_of, draft_letter
from cairn.board.domain.states import State
from cairn.board.models import Letter
from cairn.board.queries.files import get_file
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible

LONGEST = 12_000  # letters of the alphabet


@command(permission=policy.LETTER)
def write_letter(*, actor: Actor, letter_id: UUID, application_id: UUID, seen_version: int, now: Instant) -> UUID:
    """Draft a letter from what is not met; the draft that lies there already is the one."""
    application = file_at_desk(actor, application_id, policy.LETTER, seen_version, now)
    lying = application.letters.filter(sent_at__isnull=True).first()
    if lying is not None:
        ledger.unchanged("a draft lies there")
        return lying.id
    today = local_date(now, actor.zone)
    file = get_file(actor, application_id, today)
    if not file.judged.against:
        raise BadInput({"letter": "Every rule is met, so there is nothing to write about. The file can be decided."})
    Letter.objects.create(
        id=letter_id,
        organization_id=actor.organization_id,
        application=application,
        n=application.letters.count() + 1,
        codes=codes_of(file.judged.against)[:600],
        text=draft_letter(file.name, file.judged, file.sent_on),
        drafted_at=now,
        drafted_by_id=actor.engagement_id,
    )
    ledger.record("board.letter.written", letter=letter_id, application=application_id)
    return letter_id


@command(permission=policy.LETTER)
def edit_letter(*, actor: Actor, letter_id: UUID, text: str, seen_version: int, now: Instant) -> UUID:
    """Change the words of a draft. Two at once: the second is told, and keeps the words on the page."""
    letter = _draft(actor, letter_id, now)
    words = text.replace("\r\n", "\n").strip()
    if letter.text == words:
        ledger.unchanged("nothing new")
        return letter_id
    if letter.version != seen_version:
        raise Conflict("Somebody else changed this letter since you opened it. Nothing of yours was saved.")
    if not 0 < len(words) <= LONGEST:
        raise BadInput({"text": f"Write a letter of at most {LONGEST:,} letters."})
    letter.text, letter.version = words, letter.version + 1
    letter.save(update_fields=["text", "version"])
    ledger.record("board.letter.edited", letter=letter_id)
    return letter_id


@command(permission=policy.LETTER)
def send_letter(*, actor: Actor, letter_id: UUID, seen_version: int, now: Instant) -> UUID:
    """Show the letter to the candidate, whose turn it is then; the desk's clock stands still."""
    sent = visible(Letter, actor, policy.LETTER, local_date(now, actor.zone)).filter(id=letter_id).first()
    if sent is not None and sent.sent_at is not None:
        ledger.unchanged("sent before")
        return letter_id
    letter = _draft(actor, letter_id, now)
    application = letter.application
    file_at_desk(actor, application.id, policy.LETTER, application.version, now)
    if letter.version != seen_version:
        raise Conflict("Somebody else changed this letter since you opened it. Read it again before sending it.")
    letter.sent_at, letter.sent_on, letter.sent_by_id = now, local_date(now, actor.zone), actor.engagement_id
    letter.save(update_fields=["sent_at", "sent_on", "sent_by_id"])
    grow(application, State.ANSWERING)
    ledger.record("board.letter.sent", letter=letter_id, application=application.id)
    return letter_id


def _draft(actor: Actor, letter_id: UUID, now: Instant) -> Letter:
    letters = visible(Letter, actor, policy.LETTER, local_date(now, actor.zone)).select_related("application")
    letter = letters.filter(id=letter_id).select_for_update().first()
    if letter is None:
        raise NotFound
    if letter.sent_at is not None:
        raise Conflict("This letter was sent. It stays as it is; a new one can be written once the file is back.")
    return letter
