"""Taking back what was written down about a step."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, sent_line
from cairn.platform.pages import page
from cairn.program import policy
from cairn.program.commands.phases import take_back_mark
from cairn.program.queries.phases import get_mark, title_of


@page(permission=policy.MARK, methods=("GET", "POST"))
def take_back_mark_page(request: HttpRequest, step_mark_id: UUID) -> HttpResponse:
    """Asked once, with the reason that stays beside it."""
    (actor, on), now = acting(request), clock.now()
    mark, problems = get_mark(actor, step_mark_id, on), dict[str, str]()
    if request.method == "POST":
        try:
            take_back_mark(actor=actor, mark_id=step_mark_id, because=sent_line(request, "because"), now=now)
        except BadInput as error:
            problems = error.problems
        else:
            messages.success(request, "Taken back. It stays readable under the step.")
            return redirect("mark_program_step", step=mark.draft.step)
    context = {
        "written": mark,
        "title": title_of(mark.draft.step),
        "because": request.POST.get("because", ""),
        "problems": problems,
    }
    return render(request, "program/take_back_mark.html", context, status=400 if problems else 200)
