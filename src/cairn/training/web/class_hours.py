"""The own classes beside the own hours: what counts already, what could, what was declined."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import BadInput, Conflict
from cairn.platform import clock
from cairn.platform.forms import acting
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page
from cairn.training.commands.class_hours import CATEGORIES, decline_class_hours, take_over_class_hours
from cairn.training.policy import TAKE_OVER
from cairn.training.queries.class_hours import list_class_hours


@page(permission=TAKE_OVER)
def list_class_hours_page(request: HttpRequest) -> HttpResponse:
    return _shown(request, None, {}, 200)


@page(permission=TAKE_OVER, methods=("POST",))
def take_over_class_hours_page(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    actor, _ = acting(request)
    try:
        take_over_class_hours(
            actor=actor,
            registration_id=registration_id,
            course_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            credential_id=read_id(request.POST.get("credential", "")),
            category=request.POST.get("category", ""),
            now=clock.now(),
        )
    except BadInput as error:
        return _shown(request, registration_id, error.problems, 400)
    except Conflict as error:
        return _shown(request, registration_id, {"category": str(error)}, 409)
    messages.success(request, "Counted. It stands among your hours now, with where it was held.")
    return redirect("list_class_hours")


@page(permission=TAKE_OVER, methods=("POST",))
def decline_class_hours_page(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    actor, _ = acting(request)
    decline_class_hours(actor=actor, registration_id=registration_id, now=clock.now())
    messages.success(request, "Left out. You can still count it later.")
    return redirect("list_class_hours")


def _shown(request: HttpRequest, form: UUID | None, problems: dict[str, str], status: int) -> HttpResponse:
    """The page; `form` is the class whose form comes back with problems."""
    actor, on = acting(request)
    context = {
        "classes": list_class_hours(actor, on),
        "categories": [(each.value, each.label) for each in CATEGORIES],
        "form": form,
        "typed": request.POST,
        "problems": problems,
        "new_id": lambda: new_form_id(actor.organization_id),
    }
    return render(request, "training/class_hours.html", context, status=status)
