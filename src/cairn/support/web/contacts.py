"""Writing up a contact, reading it, signing, amending, marking it in error."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound, Refused
from cairn.kernel.instants import Instant, local_date
from cairn.platform import clock
from cairn.platform.ids import is_form_id, new_form_id, read_id, sent_id
from cairn.platform.pages import page
from cairn.support.commands.amendments import amend_note
from cairn.support.commands.encounters import mark_in_error, record_contact
from cairn.support.commands.notes import save_draft, sign_note, texts_of
from cairn.support.domain.encounters import MARKED, Kind, Place, Recorded
from cairn.support.domain.notes import DraftConflict, NoteTexts
from cairn.support.domain.phases import Phase
from cairn.support.queries.encounters import LastTime, Walking, find_last_time, get_contact, list_marks, list_walking
from cairn.support.queries.notes import NoteRow, find_draft, get_note, list_notes
from cairn.support.web.contact_form import LABELS, Filled, kept_fields, read_contact, told_beforehand
from cairn.support.web.words import asks_about_words, words_of_form

LENGTHS = (("15", "15 min"), ("30", "30 min"), ("45", "45 min"), ("60", "1 h"), ("times", "Other"))
NOTE_FIELDS = ("data", "assessment", "plan")


@page(permission="support.encounter.record", methods=("GET", "POST"))
def write_contact(request: HttpRequest) -> HttpResponse:
    """The contact page: one screen, few taps, and nothing that blocks a save."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    if request.method == "POST":
        return _save(request, actor, now)
    on = local_date(now, actor.zone)
    person = read_id(request.GET.get("person", ""))
    kept = None if "fresh" in request.GET else find_draft(actor, on, client_id=person)
    if kept is not None:
        return _form(request, actor, now, Filled(kept.fields), kept.id, kept.version)
    last = find_last_time(actor, on, person)
    fields = {"kind": [last.kind.value], "place": [last.place.value]} if last else {}
    if person is not None:
        fields["person"] = [str(person)]
    fields |= told_beforehand(request.GET)
    return _form(request, actor, now, Filled(fields), new_form_id(actor.organization_id), 0, last=last)


def _save(request: HttpRequest, actor: Actor, now: Instant) -> HttpResponse:
    encounter_id, version = (
        sent_id(request.POST.get("id", ""), actor.organization_id),
        _number(request.POST.get("version", "")),
    )
    filled = Filled(kept_fields(dict(request.POST.lists())))
    if asks_about_words(request, encounter_id):
        return _form(request, actor, now, filled, encounter_id, version, {})
    try:
        told = read_contact(filled, encounter_id, version, actor, now)
        done = record_contact(
            actor=actor,
            draft=told.draft,
            texts=told.texts,
            sign=request.POST.get("act") == "sign",
            promise=told.promise,
            version=told.version,
            now=now,
        )
    except BadInput as error:
        return _form(request, actor, now, filled, encounter_id, version, error.problems)
    except DraftConflict as conflict:
        return _both_texts(request, encounter_id, conflict.stored, conflict.sent, conflict.current_version or 0)
    _say_saved(request, done)
    return redirect("contact", encounter_id=done.encounter_id)


def _form(
    request: HttpRequest,
    actor: Actor,
    now: Instant,
    filled: Filled,
    encounter_id: UUID,
    version: int,
    problems: dict[str, str] | None = None,
    last: LastTime | None = None,
) -> HttpResponse:
    """`last` is what kind and place start from when nobody chose them yet: the page says so."""
    on = local_date(now, actor.zone)
    people = list_walking(actor, on)
    chosen = next((one for one in people if str(one.client_id) == filled.one("person")), None)
    return render(
        request,
        "support/write_contact.html",
        {
            "encounter_id": encounter_id,
            "version": version,
            "filled": filled,
            "problems": problems or {},
            "wrong": defaultdict(str, problems or {}),
            "labels": LABELS,
            "people": people,
            "chosen": chosen,
            "preset": _preset(last, people) if version == 0 and problems is None else "",
            "lengths": LENGTHS,
            "kinds": [(kind.value, kind.label) for kind in Kind],
            "places": [(place.value, place.label) for place in Place],
            "phases": [(phase.value, phase.label) for phase in Phase],
            "phase": filled.one("phase") or (chosen.phase if chosen else ""),
            "marked": MARKED,
            "is_resumed": version > 0 and problems is None,
            "word_check": words_of_form(
                actor, encounter_id, filled, chosen.name if chosen else "", was_asked=problems == {}
            ),
            "today": on,
        },
        status=400 if problems else 200,
    )


def _preset(last: LastTime | None, people: list[Walking]) -> str:
    """Where kind and place come from, so that nobody signs them unseen. A name only of whom one still walks with."""
    if last is None:
        return "Not chosen by you yet. Change them if they do not fit."
    name = next((one.name for one in people if one.client_id == last.client_id), "")
    whose = f"As last time with {name}" if name else "As in your last contact"
    return f"{whose}: {last.kind.label}, {last.place.label.lower()}. Change them if they do not fit."


@page(permission="support.encounter.see")
def contact(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """One contact with its note: to read, and for its author to sign, amend or mark."""
    return _contact_page(request, encounter_id)


def _contact_page(
    request: HttpRequest, encounter_id: UUID, problems: dict[str, str] | None = None, typed: Filled | None = None
) -> HttpResponse:
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    on = local_date(now, actor.zone)
    seen = get_contact(actor, encounter_id, on)
    marks = list_marks(actor, [encounter_id], on).get(encounter_id, ())
    note = list_notes(actor, [encounter_id], on).get(encounter_id)
    is_own, is_draft = seen.peer_id == actor.engagement_id, note is not None and note.signed_at is None
    context = {
        "contact": seen,
        "marks": marks,
        "note": note,
        "is_own": is_own,
        "word_check": words_of_form(
            actor, encounter_id, _of_note(note, typed), seen.client_name, was_asked=problems == {}
        )
        if is_own and is_draft and not seen.is_in_error
        else None,
        "problems": problems or {},
        "wrong": defaultdict(str, problems or {}),
        "typed": typed or Filled({}),
        "amendment_id": new_form_id(actor.organization_id),
    }
    return render(request, "support/contact.html", context, status=400 if problems else 200)


def _of_note(note: NoteRow | None, typed: Filled | None) -> Filled:
    """What stands in the fields of a draft's page: what was typed, else what is kept."""
    kept = note.texts if note else NoteTexts()
    return Filled({name: [(typed.one(name) if typed else "") or getattr(kept, name)] for name in NOTE_FIELDS})


@page(permission="support.note.write", methods=("POST",))
def keep_draft(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """The quiet save of what is being typed. Answers in a few words for the page's script; nothing typed is ever sent back."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    fields, version = kept_fields(dict(request.POST.lists())), _number(request.POST.get("version", ""))
    try:
        may_begin = is_form_id(encounter_id, actor.organization_id)
        made = save_draft(
            actor=actor, encounter_id=encounter_id, fields=fields, version=version, may_begin=may_begin, now=now
        )
    except BadInput as error:
        return JsonResponse({"problem": next(iter(error.problems.values()))}, status=400)
    except Conflict:
        return JsonResponse({"conflict": True}, status=409)
    return JsonResponse({"version": made, "at": now.isoformat()})


@page(permission="support.note.write", methods=("POST",))
def write_note(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """Save or sign the note of a saved contact."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    both_seen = "both_seen" in request.POST
    fields, version = kept_fields(dict(request.POST.lists())), _number(request.POST.get("version", ""))
    if asks_about_words(request, encounter_id):
        return _contact_page(request, encounter_id, {}, Filled(fields))
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
        return _both_texts(request, encounter_id, conflict.stored, conflict.sent, conflict.current_version or 0)
    except Refused as refused:
        problems = {"data": " ".join(finding.remedy for finding in refused.decision.against)}
        return _contact_page(request, encounter_id, problems, Filled(fields))
    except BadInput as error:
        return _contact_page(request, encounter_id, error.problems, Filled(fields))
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
    return _both_texts(request, encounter_id, note.texts, texts_of(kept.fields), note.version, status=200)


def _both_texts(
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
        "is_signed": bool(note and note.signed_at),
        "amendment_id": new_form_id(actor.organization_id),
    }
    return render(request, "support/both_texts.html", context, status=status)


def _joined(kept: str, typed: str) -> str:
    """Both texts, once where they are the same or one holds the other."""
    if kept in typed:
        return typed
    return kept if typed in kept else f"{kept}\n\n{typed}"


@page(permission="support.note.write", methods=("POST",))
def add_amendment(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    try:
        amend_note(
            actor=actor,
            amendment_id=sent_id(request.POST.get("amendment", ""), actor.organization_id),
            encounter_id=encounter_id,
            reason=request.POST.get("reason", ""),
            text=request.POST.get("text", "").replace("\r\n", "\n"),
            both_seen="both_seen" in request.POST,
            now=now,
        )
    except BadInput as error:
        return _contact_page(request, encounter_id, error.problems, Filled(dict(request.POST.lists())))
    messages.success(request, "Added and signed. The first text stays as it was.")
    return redirect("contact", encounter_id=encounter_id)


@page(permission="support.encounter.correct", methods=("GET", "POST"))
def contact_in_error(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """Ask once, with the reason, then mark a contact as entered in error."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            mark_in_error(actor=actor, encounter_id=encounter_id, because=request.POST.get("because", ""), now=now)
        except BadInput as error:
            problems = error.problems
        else:
            messages.success(request, "Marked as entered in error. It stays to be seen and no longer counts.")
            return redirect("contact", encounter_id=encounter_id)
    seen = get_contact(actor, encounter_id, local_date(now, actor.zone))
    if seen.peer_id != actor.engagement_id:
        raise NotFound
    context: dict[str, Any] = {"contact": seen, "problems": problems, "because": request.POST.get("because", "")}
    return render(request, "support/contact_in_error.html", context, status=400 if problems else 200)


def _say_saved(request: HttpRequest, done: Recorded) -> None:
    if done.is_signed:
        messages.success(request, "Saved and signed.")
    elif request.POST.get("act") == "sign":
        messages.warning(request, "The contact is saved. The note needs a line of words before you can sign it.")
    else:
        messages.success(request, "Saved. The note waits for your signature.")


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0
