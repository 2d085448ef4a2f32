"""Looking at the words of a note while it is written. It never stands in the way of a save or a signature."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.ids import is_form_id, read_id
from cairn.platform.pages import page
from cairn.support import policy_words
from cairn.support.commands.notes import texts_of
from cairn.support.commands.words import keep_words
from cairn.support.domain.notes import NoteTexts
from cairn.support.queries.words import find_client_name, list_hints
from cairn.support.web.contact_form import Filled, kept_fields

CHECK = "words"  # the button's value


@page(permission=policy_words.KEEP, methods=("POST",))
def check_words(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """The hints alone, for the page's script. What was sent is looked at and not kept."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    person = read_id(request.POST.get("person", ""))
    name = find_client_name(actor, encounter_id, person, on)
    keeps_words(request, encounter_id)
    texts = texts_of(kept_fields(dict(request.POST.lists())))
    return render(
        request,
        "support/parts/words.html",
        {
            "word_check": words_for(actor, encounter_id, texts, name, was_asked=True),
            "words_alone": True,
            "words_action": "",
        },
    )


def asks_about_words(request: HttpRequest, encounter_id: UUID) -> bool:
    """Whether a form was sent only to look at its words, or to keep some of them (which is done here)."""
    return keeps_words(request, encounter_id) or request.POST.get("act") == CHECK


def keeps_words(request: HttpRequest, encounter_id: UUID) -> bool:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if "keep" not in request.POST:
        return False
    keep_words(
        actor=actor,
        encounter_id=encounter_id,
        kept_as=request.POST["keep"],
        may_begin=is_form_id(encounter_id, actor.organization_id),
        now=clock.now(),
    )
    return True


def words_of_form(actor: Actor, encounter_id: UUID, filled: Filled, name: str, *, was_asked: bool) -> dict[str, Any]:
    """What a form's page says of its words; the client's own are not looked at."""
    data, assessment, plan = (filled.one(field).replace("\r\n", "\n") for field in ("data", "assessment", "plan"))
    return words_for(actor, encounter_id, NoteTexts(data, assessment, plan), name, was_asked=was_asked)


def words_for(actor: Actor, encounter_id: UUID, texts: NoteTexts, name: str, *, was_asked: bool) -> dict[str, Any]:
    """`was_asked`: the writer pressed the button, so that "nothing found" is an answer."""
    own = tuple(part for part in (name, *name.split()) if part)
    hints = list_hints(actor, encounter_id, texts, local_date(clock.now(), actor.zone), own=own)
    return {"hints": hints, "was_asked": was_asked, "encounter_id": encounter_id}
