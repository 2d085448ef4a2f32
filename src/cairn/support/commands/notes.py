"""Writing a note: quiet drafts and one signature. What comes after it is in `amendments.py`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.db.added import add_rows
from cairn.platform.ids import new_id, read_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.support import policy_contacts  # noqa: F401 - declares who may
from cairn.support.domain.copied import as_kept
from cairn.support.domain.notes import DraftConflict, NoteTexts, content_hash, decide_sign
from cairn.support.models import ContactDraft, Encounter, Note, Relationship
from cairn.support.queries.copied import find_copied

TEXT_LONGEST = 20_000  # of one field of a note; a product limit against a slip of the paste key
WORDS = ("data", "assessment", "plan", "their_words")
TEXT_COLUMNS = (*WORDS, "with_client")
Fields = Mapping[str, Sequence[str]]


@command(permission="support.note.write")
def save_draft(
    *,
    actor: Actor,
    encounter_id: UUID,
    fields: Fields,
    version: int,
    now: Instant,
    may_begin: bool = True,
    both_seen: bool = False,
) -> int:
    """Keep what has been typed: the whole form before the contact is saved, the note's three texts after. Returns the new version.

    `version` is the one that was last read (0 for a form never kept). When somebody, or another tab, saved in between, nothing is
    written and DraftConflict carries both texts. So does a signed note: what was typed can become an amendment.
    """
    on = local_date(now, actor.zone)
    sent = texts_of(fields)
    note = locked_note(actor, encounter_id, on)
    if note is None:
        if not may_begin:
            raise NotFound
        return _keep_form(actor, encounter_id, fields, version, now)
    stored = texts_kept(note)
    if note.signed_at is not None:
        raise DraftConflict(stored, sent, current_version=note.version)
    if stored == sent:
        if both_seen and let_go_of_form(actor, encounter_id, on):
            ledger.record("support.note.merged", client=note.client_id, encounter=encounter_id)
        else:
            ledger.unchanged("the draft says this already")
        return note.version
    if note.version != version:
        raise DraftConflict(stored, sent, current_version=note.version)
    _put_texts(note, sent)
    note.version, note.saved_at = version + 1, now
    note.save(update_fields=[*TEXT_COLUMNS, "version", "saved_at"])
    if both_seen:
        let_go_of_form(actor, encounter_id, on)
    ledger.record("support.note.drafted", client=note.client_id, encounter=encounter_id, version=note.version)
    return note.version


@command(permission="support.note.write")
def sign_note(
    *,
    actor: Actor,
    encounter_id: UUID,
    version: int,
    now: Instant,
    texts: NoteTexts | None = None,
    both_seen: bool = False,
) -> str:
    """Sign one's own note: with these texts, or as it was last read. Returns its content hash; the database refuses any change after.

    Raises NotFound, Refused for an empty note, DraftConflict when it changed since it was read. Signing twice changes nothing.
    """
    on = local_date(now, actor.zone)
    note = locked_note(actor, encounter_id, on)
    if note is None:
        raise NotFound
    stored = texts_kept(note)
    sent = texts or stored
    check_lengths(sent)
    if note.signed_at is not None and sent == stored:
        ledger.unchanged("already signed")
        return note.content_hash
    if note.signed_at is not None or note.version != version:
        raise DraftConflict(stored, sent, current_version=note.version)
    decide_sign(sent, is_signed=False).require()
    _put_texts(note, sent)
    _put_signature(note, sent, actor, now)
    note.save(update_fields=[*TEXT_COLUMNS, "signed_at", "signed_by_id", "content_hash", "copied"])
    if both_seen:
        let_go_of_form(actor, encounter_id, on)
    ledger.record("support.note.signed", client=note.client_id, encounter=encounter_id, hash=note.content_hash)
    return note.content_hash


def write_first_note(
    actor: Actor, encounter: Encounter, texts: NoteTexts, now: Instant, *, sign: bool, version: int
) -> None:
    """The note that comes with a contact, as a draft or signed. One statement; part of the command that saves the contact."""
    check_lengths(texts)
    note = Note(
        id=new_id(),
        organization_id=actor.organization_id,
        encounter=encounter,
        client_id=encounter.client_id,
        author_id=actor.engagement_id,
        **asdict(texts),
        version=version,
        drafted_at=now,
        saved_at=now,
    )
    if sign:
        _put_signature(note, texts, actor, now)
    add_rows([note])


def texts_kept(note: Note) -> NoteTexts:
    """The texts of a stored note."""
    return NoteTexts(**{name: getattr(note, name) for name in TEXT_COLUMNS})


def _put_texts(note: Note, texts: NoteTexts) -> None:
    for name in TEXT_COLUMNS:
        setattr(note, name, getattr(texts, name))


def texts_of(fields: Fields) -> NoteTexts:
    """The three texts among a form's fields, with line ends made one kind."""
    said = {name: _first(fields, name).replace("\r\n", "\n") for name in WORDS}
    texts = NoteTexts(**said, with_client=bool(_first(fields, "with_client")))
    check_lengths(texts)
    return texts


def check_lengths(texts: NoteTexts) -> None:
    """Raise BadInput for a text that is longer than a note can be."""
    named = {name: getattr(texts, name) for name in WORDS}
    long = {
        name: f"Use at most {TEXT_LONGEST:,} characters; this has {len(text):,}."
        for name, text in named.items()
        if len(text) > TEXT_LONGEST
    }
    if long:
        raise BadInput(long)


def _put_signature(note: Note, texts: NoteTexts, actor: Actor, now: Instant) -> None:
    note.signed_at, note.signed_by_id = now, actor.engagement_id
    note.copied = as_kept(find_copied(actor, note, texts, local_date(now, actor.zone)))
    note.content_hash = content_hash(
        encounter_id=note.encounter_id, author_id=actor.engagement_id, texts=texts, signed_at=now
    )


def locked_note(actor: Actor, encounter_id: UUID, on: date) -> Note | None:
    """One's own note of a contact, locked; None when the contact is not there or not one's own."""
    own = visible(Note, actor, "support.note.write", on).filter(author_id=actor.engagement_id)
    return own.filter(encounter_id=encounter_id).select_for_update(of=("self",)).first()


def let_go_of_form(actor: Actor, encounter_id: UUID, on: date) -> bool:
    """Remove the words that another tab had kept, once their author has seen both texts."""
    gone, _ = visible(ContactDraft, actor, "support.note.write", on).filter(id=encounter_id).delete()
    return gone > 0


def _keep_form(actor: Actor, encounter_id: UUID, fields: Fields, version: int, now: Instant) -> int:
    on = local_date(now, actor.zone)
    drafts = visible(ContactDraft, actor, "support.note.write", on)
    draft = drafts.filter(id=encounter_id).select_for_update(of=("self",)).first()
    client_id = _own_client(actor, read_id(_first(fields, "person")), on)
    kept = json.dumps({name: list(values) for name, values in sorted(fields.items())}, ensure_ascii=False)
    if draft is not None and draft.fields == kept:
        ledger.unchanged("the form says this already")
        return draft.version
    if (draft.version if draft else 0) != version:
        stored = texts_of(json.loads(draft.fields)) if draft else NoteTexts()
        raise DraftConflict(stored, texts_of(fields), current_version=draft.version if draft else 0)
    if draft is None:
        draft = ContactDraft(
            id=encounter_id, organization_id=actor.organization_id, author_id=actor.engagement_id, started_at=now
        )
    draft.client_id, draft.fields, draft.version, draft.saved_at = client_id, kept, version + 1, now
    draft.save(force_insert=version == 0, force_update=version > 0)
    ledger.record("support.contact.drafted", client=client_id, encounter=encounter_id, version=draft.version)
    return draft.version


def _own_client(actor: Actor, client_id: UUID | None, on: date) -> UUID | None:
    """The chosen person when they are the actor's; None when nobody is chosen yet. Raises NotFound otherwise."""
    if client_id is None:
        return None
    rows = visible(Relationship, actor, "support.encounter.record", on)
    if not rows.filter(client_id=client_id, peer_id=actor.engagement_id).exists():
        raise NotFound
    return client_id


def _first(fields: Fields, name: str) -> str:
    values = fields.get(name) or [""]
    return values[0]
