"""The panel member's own list and score sheet. What others wrote is on neither."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.hiring import policy
from cairn.hiring.commands.sheets import SheetDraft, save_sheet
from cairn.hiring.domain.guides import HIGHEST, LOWEST, THEMES, YES_NO, Question
from cairn.hiring.queries.sheets import OwnSheet, get_own_sheet, list_own_interviews
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting
from cairn.platform.pages import page


@page(permission=policy.SIT)
def own_interviews(request: HttpRequest) -> HttpResponse:
    actor, on = acting(request)
    return render(request, "hiring/own_interviews.html", {"rows": list_own_interviews(actor, on)})


@page(permission=policy.SIT, methods=("GET", "POST"))
def score(request: HttpRequest, interview_id: UUID) -> HttpResponse:
    """Score one interview alone; kept as often as one likes, handed in once."""
    (actor, on), now = acting(request), clock.now()
    sheet = get_own_sheet(actor, interview_id, on)
    if request.method != "POST":
        return _page(request, sheet, {})
    hands_in = request.POST.get("act") == "hand_in"
    try:
        save_sheet(actor=actor, interview_id=interview_id, draft=_typed(request, sheet), hands_in=hands_in, now=now)
    except BadInput as error:
        return _page(request, sheet, error.problems)
    if hands_in:
        messages.success(request, "Handed in. It opens to the panel once everybody has.")
        return redirect("list_own_interviews")
    messages.success(request, "Saved for you.")
    return redirect("score_interview", interview_id=interview_id)


def _typed(request: HttpRequest, sheet: OwnSheet) -> SheetDraft:
    codes = [question.code for question in sheet.questions]
    return SheetDraft(
        {code: request.POST.get(f"answer-{code}", "") for code in codes},
        {code: request.POST.get(f"note-{code}", "") for code in codes},
        request.POST.get("positives", ""),
        request.POST.get("concerns", ""),
    )


def _page(request: HttpRequest, sheet: OwnSheet, problems: dict[str, str]) -> HttpResponse:
    typed = (
        _typed(request, sheet)
        if request.method == "POST"
        else SheetDraft(sheet.answers, sheet.notes, sheet.positives, sheet.concerns)
    )
    context: dict[str, Any] = {
        "sheet": sheet,
        "rows": [(question, _options(question)) for question in sheet.questions],
        "typed": typed,
        "themes": THEMES,
        "problems": problems,
    }
    return render(request, "hiring/score.html", context, status=400 if problems else 200)


def _options(question: Question) -> list[tuple[str, str]]:
    if question.kind == YES_NO:
        return [("yes", "Yes"), ("no", "No")]
    return [(str(n), str(n)) for n in range(LOWEST, HIGHEST + 1)]
