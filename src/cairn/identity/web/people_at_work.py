"""Who works here: inviting, making a new link, ending a role. For the system owner and the program manager."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any
from uuid import UUID

import qrcode
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from qrcode.image.svg import SvgPathImage

from cairn.identity.commands.invitations import Handed, end_engagement, invite_person, reissue_invitation
from cairn.identity.domain.invitations import InvitationDraft
from cairn.identity.doors import roles_to_offer
from cairn.identity.queries.staff import get_staff, list_program_names, list_staff
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import day_of, sent_texts
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page

FIELDS = ("name", "email", "title", "role", "program", "starts_on", "ends_on")


@page(permission="identity.invitation.send")
def people_at_work(request: HttpRequest) -> HttpResponse:
    left = "left" in request.GET
    after = read_id(request.GET.get("after", ""))
    staff = list_staff(request.actor, clock.now(), left=left, after=after)  # type: ignore[attr-defined]
    return render(request, "identity/people_at_work.html", {"staff": staff, "left": left, "after": after})


@page(permission="identity.invitation.send", methods=("GET", "POST"))
def invite(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method != "POST":
        starts = local_date(clock.now(), actor.zone).isoformat()
        return _ask(request, {"id": str(new_form_id(actor.organization_id)), "starts_on": starts}, {})
    typed = sent_texts(request, "id", *FIELDS)
    try:
        handed = invite_person(
            actor=actor,
            engagement_id=sent_id(typed["id"], actor.organization_id),
            draft=_draft(typed),
            now=clock.now(),
        )
    except BadInput as bad:
        return _ask(request, typed, bad.problems)
    return _hand_over(request, handed)


@page(permission="identity.invitation.send", methods=("GET", "POST"))
def new_link(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Asks once, then shows the new link once."""
    row = get_staff(request.actor, engagement_id, clock.now())  # type: ignore[attr-defined]
    if request.method != "POST":
        return render(request, "identity/new_link.html", {"row": row})
    return _hand_over(request, reissue_invitation(actor=request.actor, engagement_id=engagement_id, now=clock.now()))  # type: ignore[attr-defined]


@page(permission="identity.engagement.end", methods=("GET", "POST"))
def end_role(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    row, problem = get_staff(request.actor, engagement_id, clock.now()), ""  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            end_engagement(actor=request.actor, engagement_id=engagement_id, now=clock.now())  # type: ignore[attr-defined]
            return redirect("people_at_work")
        except BadInput as bad:
            problem = " ".join(bad.problems.values())
    return render(request, "identity/end_role.html", {"row": row, "problem": problem}, status=400 if problem else 200)


def _draft(typed: dict[str, str]) -> InvitationDraft:
    return InvitationDraft(
        name=typed["name"][:120],
        email=typed["email"][:254],
        title=typed["title"][:120],
        role=Role(typed["role"]) if typed["role"] in set(Role) else None,
        program_id=read_id(typed["program"]),
        starts_on=day_of(typed, "starts_on"),
        ends_on=day_of(typed, "ends_on"),
    )


def _ask(request: HttpRequest, typed: dict[str, str], problems: dict[str, str]) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    context: dict[str, Any] = {
        "typed": {name: typed.get(name, "") for name in ("id", *FIELDS)},
        "problems": problems,
        "roles": [(role.value, role.label) for role in roles_to_offer(actor.role)],
        "programs": [
            (str(row_id), name) for row_id, name in list_program_names(actor, local_date(clock.now(), actor.zone))
        ],
    }
    return render(request, "identity/invite.html", context, status=400 if problems else 200)


def _hand_over(request: HttpRequest, handed: Handed) -> HttpResponse:
    """The link, this once. A repeated send finds that it was shown before."""
    address = request.build_absolute_uri(reverse("join", kwargs={"token": handed.token})) if handed.token else ""
    context = {
        "handed": handed,
        "address": address,
        "picture": _picture(address) if address else "",
        "zone": request.actor.zone,  # type: ignore[attr-defined]
    }
    response = render(request, "identity/hand_over.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _picture(address: str) -> str:
    """The link as a square to scan, as a data address of an image."""
    drawn = BytesIO()
    qrcode.make(address, image_factory=SvgPathImage).save(drawn)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()
