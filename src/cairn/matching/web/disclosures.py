"""What was disclosed to a supervisor before service, and the answer to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.matching import policy
from cairn.matching.commands.conflicts import say_to_disclosure
from cairn.matching.domain.service import Word
from cairn.matching.queries.disclosures import get_disclosure, list_disclosures
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_id, sent_text
from cairn.platform.pages import page


@page(permission=policy.SAY)
def disclosures(request: HttpRequest) -> HttpResponse:
    """Those that wait first."""
    actor, on = acting(request)
    return render(request, "matching/disclosures.html", {"rows": list_disclosures(actor, on)})


@page(permission=policy.SAY, methods=("GET", "POST"))
def disclosure(request: HttpRequest, conflict_answer_id: UUID) -> HttpResponse:
    """One of them, and what you say to it."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        one = get_disclosure(actor, conflict_answer_id, on)
        context = {
            "one": one,
            "options": [
                (word.value, word.label, word.told) for word in Word if word is not Word.GO_ON or not one.is_never
            ],
            "typed": {name: request.POST.get(name, "") for name in ("verdict", "conditions")},
            "problems": problems,
            "id": sent_id(request, "id" if status != 409 else ""),
        }
        return render(request, "matching/disclosure.html", context, status=status)

    def act() -> HttpResponse:
        say_to_disclosure(
            actor=actor,
            word_id=sent_id(request, "id"),
            conflict_answer_id=conflict_answer_id,
            verdict=sent_choice(request, "verdict", Word, "Choose what you answer."),
            conditions=sent_text(request, "conditions"),
            now=clock.now(),
        )
        messages.success(request, "Kept, with today’s date. The peer supporter sees it.")
        return redirect("list_disclosures")

    return attempt(act, again) if request.method == "POST" else again({}, 200)
