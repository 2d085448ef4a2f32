"""The evidence vault: hand in a paper for a course, get it back, remove it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.credentials.commands.proofs import LARGEST, PAPERS, keep_proof, remove_proof
from cairn.credentials.queries.proofs import get_course_to_prove, get_proof, get_proof_file
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.downloads import download
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import page
from cairn.platform.uploads import in_megabytes, listed


@page(permission="credentials.proof.keep", methods=("GET", "POST"))
def keep_proof_page(request: HttpRequest, continuing_education_id: UUID) -> HttpResponse:
    """The papers of one course and the form for another one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    problems: dict[str, str] = {}
    if request.method == "POST":
        sent = request.FILES.get("proof")
        try:
            keep_proof(
                actor=actor,
                proof_id=sent_id(request.POST.get("id", ""), actor.organization_id),
                course_id=continuing_education_id,
                name=sent.name or "" if sent else "",
                data=sent.read() if sent else b"",
                now=clock.now(),
            )
        except BadInput as error:
            problems = error.problems
        else:
            messages.success(request, "The paper is kept.")
            return redirect(request.path)
    course = get_course_to_prove(actor, continuing_education_id, local_date(clock.now(), actor.zone))
    context = {
        "course": course,
        "problems": problems,
        "new_id": new_form_id(actor.organization_id),
        "kinds": listed(PAPERS),
        "largest": in_megabytes(LARGEST),
        "accept": ",".join(kind.value for kind in PAPERS),
    }
    return render(request, "credentials/keep_proof.html", context, status=400 if problems else 200)


@page(permission="credentials.proof.see")
def download_proof(request: HttpRequest, ce_proof_id: UUID) -> HttpResponse:
    """The paper as an attachment of the kind that its bytes are; nothing in it is ever run or shown in this site."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = get_proof_file(actor, ce_proof_id, local_date(clock.now(), actor.zone))
    return download(f"proof-{found.completed_on}{found.kind.ending}", found.data, found.kind.value)


@page(permission="credentials.proof.keep", methods=("GET", "POST"))
def remove_proof_page(request: HttpRequest, ce_proof_id: UUID) -> HttpResponse:
    """Ask once, then remove for good."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    proof, course_id = get_proof(actor, ce_proof_id, local_date(clock.now(), actor.zone))
    href = reverse("keep_proof", kwargs={"continuing_education_id": course_id})
    if request.method == "POST":
        remove_proof(actor=actor, proof_id=ce_proof_id, now=clock.now())
        messages.success(request, "The paper is removed.")
        return redirect(href)
    return render(request, "credentials/remove_proof.html", {"proof": proof, "href": href})
