"""Adding papers and handing them out: always to be saved, never shown by the browser inside Cairn."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.board.commands.papers import PaperDraft, add_paper, remove_paper
from cairn.board.domain.papers import PaperKind
from cairn.board.queries.applications import get_own_application
from cairn.board.queries.papers import get_paper, list_papers, read_paper
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.downloads import download
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import page


@page(permission="board.paper.add", methods=("GET", "POST"))
def add_paper_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """The papers so far and a place for one more."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    application = get_own_application(actor, application_id, on)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            add_paper(
                actor=actor,
                paper_id=sent_id(request.POST.get("id", ""), actor.organization_id),
                application_id=application_id,
                draft=_draft(request),
                now=now,
            )
            messages.success(request, "Added.")
            return redirect("add_paper", application_id=application_id)
        except BadInput as error:
            problems = error.problems
    context = {
        "application": application,
        "papers": list_papers(actor, application_id, on),
        "kinds": [(kind.value, kind.label) for kind in PaperKind],
        "typed": request.POST.get("kind", ""),
        "problems": problems,
        "most": settings.CAIRN_PAPER_BYTES // 2**20,
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "board/papers.html", context, status=400 if problems else 200)


@page(permission="board.paper.add", methods=("GET", "POST"))
def remove_paper_page(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Asks once."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    paper = get_paper(actor, paper_id, local_date(now, actor.zone))
    if request.method == "POST":
        remove_paper(actor=actor, paper_id=paper_id, now=now)
        messages.success(request, "Taken away.")
        return redirect("add_paper", application_id=paper.application_id)
    return render(request, "board/remove_paper.html", {"paper": paper})


@page(permission="board.paper.see")
def get_paper_page(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The file, to be saved: no browser guesses what it is, and nothing in it runs."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    paper, data = read_paper(actor, paper_id, local_date(clock.now(), actor.zone))
    response = download(paper.file_name, data, "application/octet-stream")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _draft(request: HttpRequest) -> PaperDraft:
    """What was sent. A file over the limit never comes this far: its bytes are dropped as they arrive."""
    sent, kind = request.FILES.get("file"), request.POST.get("kind", "")
    if sent is None:
        most = settings.CAIRN_PAPER_BYTES // 2**20
        raise BadInput({"file": f"Choose a file of at most {most} MB. Nothing was taken."})
    return PaperDraft(kind, sent.name or "", sent.read())
