"""Who asked by themselves, for the program manager; and the doors at which they can."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.intake import policy
from cairn.intake.commands.asking import close_asking_door, let_go_asking, open_asking_door, take_up_asking
from cairn.intake.domain.asking import Language, Message
from cairn.intake.domain.asking_words import told
from cairn.intake.queries.asking import count_asking, list_asking, list_doors
from cairn.kernel.errors import Conflict
from cairn.platform import clock
from cairn.platform.addresses import address
from cairn.platform.forms import acting, named_id, sent_id
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page

POST = ("POST",)


@page(permission=policy.SEE_ASKED)
def asked(request: HttpRequest) -> HttpResponse:
    """Who waits, the longest first; beside it, where one can ask."""
    actor, on = acting(request)
    doors = [
        (door, request.build_absolute_uri(address("ask", token=door.token)) if door.token else "")
        for door in list_doors(actor, on)
    ]
    context = {
        "rows": list_asking(actor, on),
        "count": count_asking(actor, on),
        "doors": doors,
        "message_words": {one.value: told(Language.ENGLISH, f"message_{one.value}") for one in Message},
        "new_id": lambda: new_form_id(actor.organization_id),
    }
    return render(request, "intake/asked.html", context)


@page(permission=policy.TAKE_UP, methods=POST)
def take_up(request: HttpRequest, asking_id: UUID) -> HttpResponse:
    """Their coming in begins, with what they wrote."""
    actor, _ = acting(request)
    try:
        intake_id = take_up_asking(actor=actor, asking_id=asking_id, intake_id=sent_id(request, "id"), now=clock.now())
    except Conflict as error:
        messages.warning(request, str(error))
        return redirect("list_asking")
    messages.success(request, "Begun. What they wrote stands in the steps.")
    return redirect("get_intake", intake_id=intake_id)


@page(permission=policy.TAKE_UP, methods=POST)
def let_go(request: HttpRequest, asking_id: UUID) -> HttpResponse:
    """What they wrote is dropped."""
    actor, _ = acting(request)
    try:
        let_go_asking(actor=actor, asking_id=asking_id, now=clock.now())
        messages.success(request, "Let go. What they wrote is gone; that somebody asked is counted.")
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect("list_asking")


@page(permission=policy.OPEN_DOOR, methods=POST)
def open_door(request: HttpRequest) -> HttpResponse:
    """From now on anybody who has the address may ask."""
    actor, _ = acting(request)
    program_id = named_id(request, "program")
    open_asking_door(actor=actor, door_id=sent_id(request, "id"), program_id=program_id, now=clock.now())
    messages.success(request, "Open. Print the address, or put it where people look.")
    return redirect("list_asking")


@page(permission=policy.OPEN_DOOR, methods=POST)
def close_door(request: HttpRequest, asking_door_id: UUID) -> HttpResponse:
    """The address answers nobody any more."""
    actor, _ = acting(request)
    close_asking_door(actor=actor, door_id=asking_door_id, now=clock.now())
    messages.success(request, "Closed. Who asked before still waits for a word.")
    return redirect("list_asking")
