"""Supervisors' licenses: one's own, or everybody's for the program manager; recording one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.identity.commands.licenses import (
    RECORD_LICENSE,
    TAKE_BACK_LICENSE,
    license_types,
    record_license,
    take_back_license,
)
from cairn.identity.domain.agreements import LicenseDraft
from cairn.identity.queries.agreements import SEE_LICENSE, get_license, list_licenses
from cairn.identity.queries.names import Named, list_supervisors
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import Typed, acting, attempt, day_of, read_hours, sent_texts
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page
from cairn.privacy.policy import may

FIELDS = (
    "id", "holder", "license_type", "number", "licensed_on", "expires_on", "training_hours", "training_completed_on",
)  # fmt: skip


@page(permission=SEE_LICENSE)
def licenses(request: HttpRequest) -> HttpResponse:
    actor, on = acting(request)
    context = {
        "licenses": list_licenses(actor, on),
        "on": on,
        "is_own": actor.role is Role.CLINICAL_SUPERVISOR,
        "may_record": may(actor, RECORD_LICENSE),
        "may_take_back": may(actor, TAKE_BACK_LICENSE),
    }
    return render(request, "identity/licenses.html", context)


@page(permission=RECORD_LICENSE, methods=("GET", "POST"))
def new_license(request: HttpRequest) -> HttpResponse:
    """A supervisor records their own; the program manager anybody's."""
    actor, on = acting(request)
    typed = sent_texts(request, *FIELDS)
    if request.method != "POST":
        typed["id"] = str(new_form_id(actor.organization_id))

    def again(problems: Typed, status: int) -> HttpResponse:
        types = [(one, one.replace("_", " ").capitalize()) for one in license_types(actor, on)]
        holders = [] if _own(actor) else list_supervisors(actor, on)
        context = {"typed": typed, "problems": problems, "types": types, "holders": _choices(holders)}
        return render(request, "identity/license_form.html", context, status=status)

    def act() -> HttpResponse:
        license_id = sent_id(typed["id"], actor.organization_id)
        record_license(actor=actor, license_id=license_id, draft=_draft(typed, _own(actor)), now=clock.now())
        messages.success(request, "License on record.")
        return redirect("list_licenses")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=TAKE_BACK_LICENSE, methods=("GET", "POST"))
def take_back(request: HttpRequest, license_id: UUID) -> HttpResponse:
    """Asks once, with a reason, and says what it does to sessions held."""
    actor, on = acting(request)
    license_ = get_license(actor, license_id, on)
    typed = sent_texts(request, "because")

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {"license": license_, "typed": typed, "problems": problems}
        return render(request, "identity/license_take_back.html", context, status=status)

    def act() -> HttpResponse:
        take_back_license(actor=actor, license_id=license_id, because=typed["because"], now=clock.now())
        messages.success(request, "Taken back. It counts no more, and stays here to be read.")
        return redirect("list_licenses")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _own(actor: Actor) -> UUID | None:
    """The holder when it can only be the actor."""
    return actor.engagement_id if actor.role is Role.CLINICAL_SUPERVISOR else None


def _choices(holders: list[Named]) -> list[tuple[str, str]]:
    return [(str(one.id), one.name) for one in holders]


def _draft(typed: Typed, own: UUID | None) -> LicenseDraft:
    holder = own or read_id(typed["holder"])
    if holder is None:
        raise BadInput({"holder": "Choose the supervisor."})
    return LicenseDraft(
        holder_id=holder,
        license_type=typed["license_type"],
        number=typed["number"],
        licensed_on=day_of(typed, "licensed_on"),
        expires_on=day_of(typed, "expires_on"),
        training_minutes=_minutes(typed["training_hours"]),
        training_completed_on=day_of(typed, "training_completed_on"),
    )


def _minutes(text: str) -> int:
    """Hours such as "20" or "7.5", exact to the minute; nothing typed is none."""
    minutes = read_hours(text or "0")
    if minutes is None:
        raise BadInput({"training_hours": "Give the hours of training in supervision, such as 20."})
    return minutes
