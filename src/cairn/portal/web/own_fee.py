"""What it costs me: the exact words, my yes or no, and what I signed before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.intake.commands.signing import FeeAnswer, sign_fee
from cairn.intake.queries.fee_papers import get_fee_paper
from cairn.kernel.errors import BadInput, Conflict
from cairn.platform.forms import sent_choice, sent_id, sent_text
from cairn.portal.web.visits import Visit, own_page
from cairn.privacy.domain.papers import Says
from cairn.privacy.domain.wording import PaperLanguage


@own_page(methods=("GET", "POST"))
def fee(visit: Visit) -> HttpResponse:
    """Read, then say yes or no. A no is kept as a no."""
    request, problem = visit.request, ""
    language = PaperLanguage(visit.language.value)
    if request.method == "POST":
        try:
            says = sign_fee(actor=visit.actor, answer=_answer(visit), now=visit.now)
            messages.success(request, visit.told("fee.was_yes" if says is Says.AGREES else "fee.was_no"))
            return redirect("portal_fee")
        except (BadInput, Conflict):
            problem = visit.told("fee.changed")
    paper = get_fee_paper(visit.actor, visit.client_id, visit.on, language)
    ids = {"form_id": sent_id(request, "" if problem else "id"), "intake_id": sent_id(request, "intake")}
    status = 409 if problem else 200
    return visit.show("fee", "fee.title", status, paper=paper, problem=problem, **ids)


def _answer(visit: Visit) -> FeeAnswer:
    """The words were read in the language that the form says, whatever the page's language is by now."""
    request = visit.request
    says = sent_choice(request, "says", Says, "")
    read_in = PaperLanguage.SPANISH if sent_text(request, "words_in") == "es" else PaperLanguage.ENGLISH
    digest, intake_id = sent_text(request, "digest"), sent_id(request, "intake")
    return FeeAnswer(sent_id(request, "id"), visit.client_id, intake_id, says, digest, read_in)
