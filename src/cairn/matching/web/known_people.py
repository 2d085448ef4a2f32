"""People close to me: a list that nobody else reads, so that a question is asked in time."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.matching import policy
from cairn.matching.commands.known_people import KnownPersonDraft, note_known_person, remove_known_person
from cairn.matching.domain.ties import KEPT_BESIDES, Tie
from cairn.matching.queries.known_people import list_known_people
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_day, sent_id, sent_text
from cairn.platform.pages import page


@page(permission=policy.KEEP_KNOWN, methods=("GET", "POST"))
def known_people(request: HttpRequest) -> HttpResponse:
    """The own list, and a form to add one. Whatever name is typed, the answer is the same."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "people": list_known_people(actor, on),
            "options": [(tie.value, tie.label) for tie in KEPT_BESIDES],
            "typed": {name: request.POST.get(name, "") for name in ("given", "family", "tie", "ended_on")},
            "problems": problems,
            "id": sent_id(request, "id" if status != 409 else ""),
        }
        return render(request, "matching/known_people.html", context, status=status)

    def act() -> HttpResponse:
        draft = KnownPersonDraft(
            sent_id(request, "id"),
            sent_text(request, "given"),
            sent_text(request, "family"),
            sent_choice(request, "tie", Tie, "Choose how you know them."),
            sent_day(request, "ended_on"),
        )
        note_known_person(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "Noted, for you alone.")
        return redirect("list_known_people")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.KEEP_KNOWN, methods=("POST",))
def remove(request: HttpRequest, known_person_id: UUID) -> HttpResponse:
    """Take somebody off the list."""
    actor, _ = acting(request)
    remove_known_person(actor=actor, known_person_id=known_person_id, now=clock.now())
    messages.success(request, "Taken off.")
    return redirect("list_known_people")
