"""The words of what it costs, on a device that is handed to the person: yes and no are of one size, and both are kept."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.intake import policy
from cairn.intake.commands.signing import UNDER_AGE, FeeAnswer, sign_fee
from cairn.intake.queries.fee_papers import get_fee_paper
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_id, sent_text
from cairn.platform.pages import page
from cairn.privacy.domain.papers import Says
from cairn.privacy.domain.wording import PaperLanguage
from cairn.support.queries.clients import get_client_name


@page(permission=policy.SIGN_FEE, methods=("GET", "POST"))
def sign(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """The exact words, and what was signed before."""
    actor, on = acting(request)
    asked = request.GET.get("language", "") or sent_text(request, "language")
    language = PaperLanguage.SPANISH if asked == PaperLanguage.SPANISH.value else PaperLanguage.ENGLISH

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "client_id": client_id,
            "name": get_client_name(actor, client_id, on),
            "paper": get_fee_paper(actor, client_id, on, language),
            "language": language,
            "other": next(one for one in PaperLanguage if one is not language),
            "under_age": UNDER_AGE,
            "problems": problems,
            "id": sent_id(request, "" if problems else "id"),
            "intake_id": sent_id(request, "intake"),
        }
        return render(request, "intake/sign_fee.html", context, status=status)

    def act() -> HttpResponse:
        says = sent_choice(request, "says", Says, "Choose yes or no.")
        digest, intake_id = sent_text(request, "digest"), sent_id(request, "intake")
        answer = FeeAnswer(sent_id(request, "id"), client_id, intake_id, says, digest, language)
        sign_fee(actor=actor, answer=answer, now=clock.now())
        said_no = "Their no is kept. Talk over how it can be paid."
        messages.success(request, "Their yes is kept with the words." if says is Says.AGREES else said_no)
        return redirect("kept_intake", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)
