"""The doors at which people ask by themselves: opened, paused, given up; and the number for those who find one closed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.intake import policy
from cairn.intake.commands.asking import close_asking_door, open_asking_door
from cairn.intake.commands.asking_doors import pause_asking_door, reopen_asking_door, set_program_phone
from cairn.intake.web.asked import POST, show_asked
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, named_id, sent_id, sent_line
from cairn.platform.pages import page


@page(permission=policy.OPEN_DOOR, methods=POST)
def open_door(request: HttpRequest) -> HttpResponse:
    """From now on anybody who has the address may ask."""
    actor, _ = acting(request)
    program_id = named_id(request, "program")
    open_asking_door(actor=actor, door_id=sent_id(request, "id"), program_id=program_id, now=clock.now())
    messages.success(request, "Open. Print the address, or put it where people look.")
    return redirect("list_asking")


@page(permission=policy.OPEN_DOOR, methods=POST)
def pause_door(request: HttpRequest, asking_door_id: UUID) -> HttpResponse:
    """Nobody can ask for now."""
    actor, _ = acting(request)
    pause_asking_door(actor=actor, door_id=asking_door_id, now=clock.now())
    messages.success(request, "Closed for now. The page says so, and whom to call.")
    return redirect("list_asking")


@page(permission=policy.OPEN_DOOR, methods=POST)
def reopen_door(request: HttpRequest, asking_door_id: UUID) -> HttpResponse:
    """People can ask again."""
    actor, _ = acting(request)
    reopen_asking_door(actor=actor, door_id=asking_door_id, now=clock.now())
    messages.success(request, "Open again, at the same address.")
    return redirect("list_asking")


@page(permission=policy.OPEN_DOOR, methods=POST)
def close_door(request: HttpRequest, asking_door_id: UUID) -> HttpResponse:
    """The address answers nobody any more."""
    actor, _ = acting(request)
    close_asking_door(actor=actor, door_id=asking_door_id, now=clock.now())
    messages.success(request, "Given up. Who asked before still waits for a word.")
    return redirect("list_asking")


@page(permission=policy.OPEN_DOOR, methods=POST)
def set_phone(request: HttpRequest) -> HttpResponse:
    """The program's number from now on."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        set_program_phone(
            actor=actor,
            phone_id=sent_id(request, "id"),
            program_id=named_id(request, "program"),
            phone=sent_line(request, "phone"),
            hours=sent_line(request, "hours"),
            now=clock.now(),
        )
        messages.success(request, "Kept. It stands there when people cannot ask.")
        return redirect("list_asking")

    return attempt(act, lambda problems, status: show_asked(request, problems, status))
