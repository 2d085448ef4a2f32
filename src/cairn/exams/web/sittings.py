"""The exam in the candidate's hand: one question a page or all on one, saved as chosen, the same on any device, without script too."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cairn.exams.commands.sittings import TAKE, save_answer, submit_sitting
from cairn.exams.queries.sittings import Paper, get_paper, get_score
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.pages import page

ALL = "all"


@never_cache
@page(permission=TAKE)
def take_exam(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """The paper while time is left (`?show=7` one question, `?show=all` all of them): two statements; the result afterwards: four."""
    return _paper(request, sitting_id, request.GET.get("show", ""), {}, 200)


@never_cache
@page(permission=TAKE, methods=("POST",))
def save_answer_page(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """Save one answer. A script gets a short word back; a plain form the next question."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now, show, by_script = clock.now(), request.POST.get("show", ""), "HX-Request" in request.headers
    here = f"{reverse('take_exam', kwargs={'sitting_id': sitting_id})}?show="
    try:
        item, place = request.POST.get("item", ""), _place(request.POST.get("choice", ""))
        save_answer(actor=actor, sitting_id=sitting_id, item=item, place=place, now=now)
    except BadInput as error:
        if by_script:
            return _load_anew(request, " ".join(error.problems.values()), 400)
        return _paper(request, sitting_id, show, error.problems, 400)
    except Conflict as error:
        if by_script:
            return _load_anew(request, str(error), 409)
        messages.warning(request, str(error))
        return _paper(request, sitting_id, show, {}, 409)
    if by_script:
        return render(request, "exams/_saved.html", {"saved_at": now, "zone": actor.zone})
    if show == ALL:
        return redirect(f"{here}{ALL}#{item}")
    return redirect(f"{here}{_next(show)}")


@never_cache
@page(permission=TAKE, methods=("GET", "POST"))
def submit_sitting_page(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """Ask once, saying how many are still open; then hand in. Twice is once."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    if request.method == "POST":
        submit_sitting(actor=actor, sitting_id=sitting_id, now=now)
        return redirect("take_exam", sitting_id=sitting_id)
    paper = get_paper(actor, sitting_id, local_date(now, actor.zone))
    if paper.is_over(now):
        return redirect("take_exam", sitting_id=sitting_id)
    return render(request, "exams/submit.html", {"paper": paper})


def _load_anew(request: HttpRequest, words: str, status: int) -> HttpResponse:
    """Told to a script: the page is loaded anew, says why on top, and shows what is saved."""
    messages.warning(request, words)
    response = HttpResponse(status=status)
    response["HX-Refresh"] = "true"
    return response


def _paper(request: HttpRequest, sitting_id: UUID, show: str, problems: dict[str, str], status: int) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    paper = get_paper(actor, sitting_id, on)
    if paper.is_over(now):
        context = {"paper": paper, "score": get_score(actor, sitting_id, on, now), "zone": actor.zone}
        return render(request, "exams/over.html", context, status=status)
    number = _number(show, paper)
    context = {
        "paper": paper,
        "shown": paper.questions if show == ALL else paper.questions[number - 1 : number],
        "show": ALL if show == ALL else str(number),
        "number": number,
        "zone": actor.zone,
        "problems": problems,
    }
    return render(request, "exams/sitting.html", context, status=status)


def _number(show: str, paper: Paper) -> int:
    """The question asked for; without one, the first that is still open."""
    wanted = _place(show)
    if wanted is not None and 1 <= wanted <= len(paper.questions):
        return wanted
    return next((one.number for one in paper.questions if one.chosen is None), len(paper.questions))


def _next(show: str) -> int:
    """The question after the one that was shown."""
    return (_place(show) or 0) + 1


def _place(text: str) -> int | None:
    """A small whole number as typed; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
