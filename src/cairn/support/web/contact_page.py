"""How one contact is shown, and two texts of one note: for the pages that write and those that sign."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import sent_number
from cairn.platform.ids import new_form_id
from cairn.support.domain.notes import NoteTexts
from cairn.support.domain.platforms import is_at_a_distance
from cairn.support.queries.encounters import get_contact, list_marks
from cairn.support.queries.notes import NoteRow, list_notes
from cairn.support.queries.platforms import find_platform_use
from cairn.support.web.contact_form import NOTE_FIELDS, Filled
from cairn.support.web.words import words_of_form

SAVED = {  # how a save ended, by the word that its address ends with, and how it is told
    "signed": ("good", "Saved and signed."),
    "unsigned": ("good", "Saved. The note waits for your signature."),
    "without-words": ("look", "The contact is saved. The note needs a line of words before you can sign it."),
}


def show_contact(
    request: HttpRequest,
    encounter_id: UUID,
    problems: dict[str, str] | None = None,
    typed: Filled | None = None,
    status: int = 400,
    saved: str = "",
) -> HttpResponse:
    """One contact; with problems and what was typed, the answer to a form that was not taken, with this status.

    `saved`: one of SAVED, right after a save; told only while it is true, since an address may be opened again.
    """
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    on = local_date(now, actor.zone)
    seen = get_contact(actor, encounter_id, on)
    marks = list_marks(actor, [encounter_id], on).get(encounter_id, ())
    note = list_notes(actor, [encounter_id], on).get(encounter_id)
    is_own, is_draft = seen.peer_id == actor.engagement_id, note is not None and note.signed_at is None
    is_far = is_at_a_distance(seen.kind, seen.place)
    shown = _of_note(request, note, typed)
    context = {
        "contact": seen,
        "saved": SAVED.get(saved) if (saved == "signed") == (seen.note_signed_at is not None) else None,
        "is_far": is_far,
        "use": find_platform_use(actor, encounter_id, on) if is_far else None,
        "marks": marks,
        "note": note,
        "is_own": is_own,
        "word_check": words_of_form(actor, encounter_id, shown, seen.client_name, was_asked=problems == {})
        if is_own and is_draft and not seen.is_in_error
        else None,
        "problems": problems or {},
        "wrong": defaultdict(str, problems or {}),
        "typed": typed or Filled({}),
        "shown": shown,
        "version": sent_number(request, "version") if typed else note.version if note else 0,
        "amendment_id": new_form_id(actor.organization_id),
    }
    return render(request, "support/contact.html", context, status=status if problems else 200)


def _of_note(request: HttpRequest, note: NoteRow | None, typed: Filled | None) -> Filled:
    """What stands in the fields of a draft's page: what was typed, also where it was emptied; else what is kept."""
    kept = note.texts if note else NoteTexts()
    texts = {name: [typed.one(name) if typed and name in request.POST else getattr(kept, name)] for name in NOTE_FIELDS}
    together = typed.many("with_client") if typed else ("yes",) if kept.with_client else ()
    return Filled({**texts, "with_client": together})


def show_both_texts(
    request: HttpRequest, encounter_id: UUID, stored: NoteTexts, sent: NoteTexts, version: int, status: int = 409
) -> HttpResponse:
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    note = list_notes(actor, [encounter_id], local_date(now, actor.zone)).get(encounter_id)
    both = [(name, getattr(stored, name), getattr(sent, name)) for name in NOTE_FIELDS]
    context = {
        "encounter_id": encounter_id,
        "both": [(name, kept, typed, _joined(kept, typed)) for name, kept, typed in both],
        "added": "\n\n".join(typed for _, kept, typed in both if typed and typed != kept),
        "version": version,
        "with_client": stored.with_client or sent.with_client,
        "is_signed": bool(note and note.signed_at),
        "amendment_id": new_form_id(actor.organization_id),
    }
    return render(request, "support/both_texts.html", context, status=status)


def _joined(kept: str, typed: str) -> str:
    """Both texts, once where they are the same or one holds the other."""
    if kept in typed:
        return typed
    return kept if typed in kept else f"{kept}\n\n{typed}"
