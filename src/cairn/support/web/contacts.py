"""Writing up a contact, reading it, marking it in error. The pages of its note stand in `notes.py`."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform import clock
from cairn.platform.addresses import address
from cairn.platform.forms import sent_number, sent_text
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page
from cairn.support.commands.encounters import mark_in_error, record_contact
from cairn.support.domain.encounters import MARKED, EncounterDraft, Kind, Place, Recorded
from cairn.support.domain.notes import DraftConflict
from cairn.support.domain.phases import Phase
from cairn.support.queries.encounters import (
    CHIPS,
    LastTime,
    Walking,
    find_last_time,
    find_walking,
    get_contact,
    list_walking,
)
from cairn.support.queries.left import find_left
from cairn.support.queries.note_templates import find_questions
from cairn.support.queries.notes import find_draft
from cairn.support.web.contact_form import LABELS, Filled, kept_fields, read_contact, told_beforehand
from cairn.support.web.contact_page import SAVED, show_both_texts, show_contact
from cairn.support.web.words import asks_about_words, words_of_form

CHOICES = {
    "lengths": (("15", "15 min"), ("30", "30 min"), ("45", "45 min"), ("60", "1 h"), ("times", "Other")),
    "kinds": tuple((kind.value, kind.label) for kind in Kind),
    "places": tuple((place.value, place.label) for place in Place),
    "phases": tuple((phase.value, phase.label) for phase in Phase),
}


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
        begun = {**kept.fields, "template": [request.GET["template"]]} if "template" in request.GET else kept.fields
        return _form(request, actor, now, Filled(begun), kept.id, kept.version)
    last = find_last_time(actor, on, person) if person is not None else None
    fields = {"kind": [last.kind.value], "place": [last.place.value]} if last else {}
    if person is not None:
        fields["person"] = [str(person)]
    fields |= told_beforehand(request.GET)
    if "template" in request.GET:
        fields["template"] = [request.GET["template"]]
    return _form(request, actor, now, Filled(fields), new_form_id(actor.organization_id), 0, last=last)


def _save(request: HttpRequest, actor: Actor, now: Instant) -> HttpResponse:
    encounter_id, version = (
        sent_id(request.POST.get("id", ""), actor.organization_id),
        sent_number(request, "version"),
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
        return show_both_texts(request, encounter_id, conflict.stored, conflict.sent, conflict.current_version or 0)
    saved = _saved_as(request, done)
    if filled.one("pulled_away") and told.draft.phase is not Phase.ENGAGING and _walks_with(actor, told.draft, now):
        kind, words = SAVED[saved]
        (messages.success if kind == "good" else messages.warning)(request, words)
        return redirect(f"{address('change_phase', client_id=told.draft.client_id)}?pulled-away=yes")
    return redirect(f"{address('contact', encounter_id=done.encounter_id)}?saved={saved}")


def _walks_with(actor: Actor, draft: EncounterDraft, now: Instant) -> bool:
    """Whether there is a phase to go back in: not with somebody who left meanwhile."""
    return find_walking(actor, draft.client_id, local_date(now, actor.zone)) is not None


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
    people = _people(actor, on, read_id(filled.one("person")))
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
            "preset": _preset(last, chosen) if version == 0 and problems is None else "",
            **CHOICES,
            "phase": filled.one("phase") or (chosen.phase if chosen else ""),
            "marked": MARKED,
            "questions": find_questions(actor, read_id(filled.one("template")), on),
            "is_resumed": version > 0 and problems is None,
            "word_check": words_of_form(
                actor, encounter_id, filled, chosen.name if chosen else "", was_asked=problems == {}
            ),
            "today": on,
        },
        status=400 if problems else 200,
    )


def _people(actor: Actor, on: date, asked: UUID | None) -> list[Walking]:
    """Those one walks with; and, when the address names them, somebody whom one walked with: what was before can still be written up."""
    people = list_walking(actor, on)
    if asked is None or any(one.client_id == asked for one in people):
        return people
    other = find_walking(actor, asked, on) if len(people) >= CHIPS else None
    other = other or find_left(actor, asked, on)
    return [*people, other] if other else people


def _preset(last: LastTime | None, chosen: Walking | None) -> str:
    """Where kind and place come from, so that nobody signs them unseen: from this person's own last contact, or from nobody."""
    if last is None:
        return "Not chosen by you yet. Change them if they do not fit."
    whose = f"As last time with {chosen.name}" if chosen else "As in your last contact with them"
    return f"{whose}: {last.kind.label}, {last.place.label.lower()}. Change them if they do not fit."


@page(permission="support.encounter.see")
def contact(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """One contact with its note: to read, and for its author to sign, amend or mark."""
    return show_contact(request, encounter_id, saved=request.GET.get("saved", ""))


@page(permission="support.encounter.correct", methods=("GET", "POST"))
def contact_in_error(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """Ask once, with the reason, then mark a contact as entered in error."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            mark_in_error(actor=actor, encounter_id=encounter_id, because=sent_text(request, "because"), now=now)
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


def _saved_as(request: HttpRequest, done: Recorded) -> str:
    """How a save ended, as the address of the next page tells it: a message kept with the session would be a second durable write."""
    if done.is_signed:
        return "signed"
    return "without-words" if request.POST.get("act") == "sign" else "unsigned"
