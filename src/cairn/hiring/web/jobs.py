"""A posting as the public reads it, and its form. No account, no list of who works there, nothing asked about health."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from cairn.hiring.commands.applicants import send_application
from cairn.hiring.domain.applications import Application
from cairn.hiring.queries.postings import Posting, get_posting
from cairn.hiring.web.papers import APPLYING, facts_of
from cairn.kernel.errors import BadInput, Conflict
from cairn.platform import clock
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import public
from cairn.privacy.scope import scope_of

FIELDS = ("name", "reach", "statement")
TRAP = "website"  # a field that people do not see; what fills in every field fills it in


@never_cache
@public
def job(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One job and the form to apply for it. An unknown number and one that was never posted are answered alike."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    posting = get_posting(public_id, clock.now())
    if request.method != "POST":
        return _page(request, posting, {}, 200)
    if request.POST.get(TRAP, "").strip():
        return redirect("job_sent", public_id=public_id)  # a machine is told nothing, and nothing is kept
    typed = {name: request.POST.get(name, "").strip() for name in FIELDS}
    try:
        with scope_of(posting.actor):
            send_application(
                actor=posting.actor,
                applicant_id=sent_id(request.POST.get("id", ""), posting.actor.organization_id),
                application=Application(**typed),
                now=clock.now(),
            )
    except BadInput as error:
        return _page(request, posting, error.problems, 400)
    except Conflict as error:
        return _page(request, posting, {"": str(error)}, 409)
    return redirect("job_sent", public_id=public_id)


@never_cache
@public
def job_sent(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Thanks, and what happens next. It says nothing of what was sent: the next reader may be somebody else."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET"])
    return render(request, "hiring/job_sent.html", {"posting": get_posting(public_id, clock.now())})


def _page(request: HttpRequest, posting: Posting, problems: dict[str, str], status: int) -> HttpResponse:
    context = {
        "posting": posting,
        "view": posting.description,
        "facts": facts_of(posting.description),
        "applying": APPLYING,
        "typed": {name: request.POST.get(name, "") for name in FIELDS},
        "id": request.POST.get("id") or new_form_id(posting.actor.organization_id),
        "trap": TRAP,
        "problems": problems,
    }
    return render(request, "hiring/job.html", context, status=status)
