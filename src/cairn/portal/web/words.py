"""My notes, and own words beside a note or the plan. Two windows that change the same words: both texts are kept."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cairn.kernel.errors import BadInput, Conflict
from cairn.platform.forms import sent_id, sent_text
from cairn.platform.ids import new_form_id, read_id
from cairn.portal.commands.own_words import write_own_words
from cairn.portal.domain.words.names import kind_name
from cairn.portal.queries.own_words import get_own_voice, get_own_words
from cairn.portal.web.visits import Visit, own_page
from cairn.support.queries.notes import get_note
from cairn.support.queries.story import list_story

BOTH = ("GET", "POST")


@own_page()
def notes(visit: Visit) -> HttpResponse:
    """Contacts, newest first, with the signed note of each one tap away."""
    before = read_id(visit.request.GET.get("before", ""))
    return visit.show(
        "notes",
        "home.notes",
        story=list_story(visit.actor, visit.client_id, visit.on, before),
        voice=get_own_voice(visit.actor, visit.client_id, visit.on),
        is_first=before is None,
        kind_name=lambda kind: kind_name(kind, visit.language),
    )


@own_page()
def note(visit: Visit, encounter_id: UUID) -> HttpResponse:
    """One signed note as it was written, what was added to it, and the person's own words beside it."""
    voice = get_own_voice(visit.actor, visit.client_id, visit.on)
    return visit.show(
        "note",
        "note.title",
        note=get_note(visit.actor, encounter_id, visit.on),
        own=voice.notes.get(encounter_id, ()),
        own_title="note.own",
        note_of=encounter_id,
    )


@own_page(methods=BOTH)
def write_beside_plan(visit: Visit) -> HttpResponse:
    return _write(visit, None, None)


@own_page(methods=BOTH)
def write_beside_note(visit: Visit, encounter_id: UUID) -> HttpResponse:
    get_note(visit.actor, encounter_id, visit.on)
    return _write(visit, encounter_id, None)


@own_page(methods=BOTH)
def change(visit: Visit, own_words_id: UUID) -> HttpResponse:
    return _write(visit, get_own_words(visit.actor, own_words_id, visit.on).note_of_id, own_words_id)


def _write(visit: Visit, note_of_id: UUID | None, follows_id: UUID | None) -> HttpResponse:
    request, problem = visit.request, ""
    form_id, status = sent_id(request, "id"), 200
    back = reverse("portal_note", kwargs={"encounter_id": note_of_id}) if note_of_id else reverse("portal_plan")
    before = get_own_words(visit.actor, follows_id, visit.on).words if follows_id else ""
    if request.method == "POST":
        try:
            write_own_words(
                actor=visit.actor,
                words_id=form_id,
                note_of_id=note_of_id,
                follows_id=follows_id,
                words="" if "take_away" in request.POST else sent_text(request, "words"),
                now=visit.now,
            )
            messages.success(request, visit.told("frame.saved"))
            return redirect(back)
        except BadInput as error:
            problem, status = visit.told(error.problems["words"]), 400
        except Conflict:  # saved before with other words: these are a piece of their own
            problem, status = visit.told("words.again"), 409
            form_id = new_form_id(visit.actor.organization_id)
    return visit.show(
        "write",
        "words.change" if follows_id else "words.add",
        status,
        back_to=back,
        typed=sent_text(request, "words") if request.method == "POST" else before,
        problem=problem,
        follows=follows_id,
        form_id=form_id,
    )
