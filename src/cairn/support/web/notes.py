"""The note of a contact: quiet saves, the signature, two texts brought together, what is added later."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput, Conflict, NotFound, Refused
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import sent_number, sent_text
from cairn.platform.ids import is_form_id, sent_id
from cairn.platform.pages import page
from cairn.support.commands.amendments import amend_note
from cairn.support.commands.notes import save_draft, sign_note, texts_of
from cairn.support.domain.notes import DraftConflict
from cairn.support.queries.notes import find_draft, get_note
from cairn.support.web.contact_form import Filled, kept_fields
from cairn.support.web.contact_page import show_both_texts, show_contact
from cairn.support.web.words import asks_about_words


@page(permission="support.note.write", methods=("POST",))
def keep_draft(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """The quiet save of what is being typed. Answers in a few words for the page's script; nothing typed is ever sent back."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    fields, version = kept_fields(dict(request.POST.lists())), sent_number(request, "version")
    try:
        may_begin = is_form_id(encounter_id, actor.organization_id)
        made = save_draft(
            actor=actor, encounter_id=encounter_id, fields=fields, version=version, may_begin=may_begin, now=now
        )
    except BadInput as error:
        return JsonResponse({"problem": next(iter(error.problems.values()))}, status=400)
    except Conflict:
        return JsonResponse({"conflict": True}, status=409)
    return JsonResponse({"version": made, "at": now.isoformat(), "zone": actor.zone})


@page(permission="support.note.write", methods=("POST",))
def write_note(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """Save or sign the note of a saved contact."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    both_seen = "both_seen" in request.POST
    fields, version = kept_fields(dict(request.POST.lists())), sent_number(request, "version")
    if asks_about_words(request, encounter_id):
        return show_contact(request, encounter_id, {}, Filled(fields))
    try:
        if request.POST.get("act") == "sign":
            sign_note(
                actor=actor,
                encounter_id=encounter_id,
                version=version,
                texts=texts_of(fields),
                both_seen=both_seen,
                now=now,
            )
            messages.success(request, "Signed. From now on it stays as it is; you can add to it.")
        else:
            save_draft(
                actor=actor,
                encounter_id=encounter_id,
                fields=fields,
                version=version,
                may_begin=False,
                both_seen=both_seen,
                now=now,
            )
            messages.success(request, "Saved. The note still waits for your signature.")
    except DraftConflict as conflict:
        return show_both_texts(request, encounter_id, conflict.stored, conflict.sent, conflict.current_version or 0)
    except Refused as refused:
        problems = {"data": " ".join(finding.remedy for finding in refused.decision.against)}
        return show_contact(request, encounter_id, problems, Filled(fields))
    except BadInput as error:
        return show_contact(request, encounter_id, error.problems, Filled(fields))
    return redirect("contact", encounter_id=encounter_id)


@page(permission="support.note.write")
def merge_note(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """Words typed in another tab, beside those of the note."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    on = local_date(now, actor.zone)
    note = get_note(actor, encounter_id, on)
    kept = find_draft(actor, on, draft_id=encounter_id)
    if kept is None or note.author_id != actor.engagement_id:
        raise NotFound
    return show_both_texts(request, encounter_id, note.texts, texts_of(kept.fields), note.version, status=200)


@page(permission="support.note.write", methods=("POST",))
def add_amendment(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    try:
        amend_note(
            actor=actor,
            amendment_id=sent_id(request.POST.get("amendment", ""), actor.organization_id),
            encounter_id=encounter_id,
            reason=sent_text(request, "reason"),
            text=sent_text(request, "text"),
            both_seen="both_seen" in request.POST,
            now=now,
        )
    except BadInput as error:
        return show_contact(request, encounter_id, error.problems, Filled(dict(request.POST.lists())))
    except Conflict as error:
        typed = Filled({name: request.POST.getlist(name) for name in ("reason", "text")})  # with an id of its own now
        return show_contact(request, encounter_id, {"text": str(error)}, typed, status=409)
    messages.success(request, "Added and signed. The first text stays as it was.")
    return redirect("contact", encounter_id=encounter_id)
