"""Each role's home answers one question: what needs me now? Soonest breach first, each line with its action."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from cairn.directory.queries.crisis import list_numbers_nearby
from cairn.front.pages.homes import (
    billers,
    board_clerks,
    candidates,
    clients,
    clinical_supervisors,
    funders,
    mentors,
    peer_supporters,
    program_managers,
    system_owners,
    training_coordinators,
)
from cairn.front.pages.numbers import has_kept, keep_numbers
from cairn.kernel.actors import Role
from cairn.platform import clock

Home = Callable[[HttpRequest], HttpResponse]

# Every role has pages; a demo has a door for each of them.
HOMES: dict[Role, Home] = {
    Role.PEER_SUPPORTER: peer_supporters.home,
    Role.CLINICAL_SUPERVISOR: clinical_supervisors.home,
    Role.PROGRAM_MANAGER: program_managers.home,
    Role.BILLER: billers.home,
    Role.FUNDER: funders.home,
    Role.MENTOR: mentors.home,
    Role.SYSTEM_OWNER: system_owners.home,
    Role.CANDIDATE: candidates.home,
    Role.TRAINING_COORDINATOR: training_coordinators.home,
    Role.BOARD_CLERK: board_clerks.home,
    Role.CLIENT: clients.home,
}


def home(request: HttpRequest) -> HttpResponse:
    """The home of the hat being worn; signed out, the way in. Once for a hat of the field, one statement for the numbers nearby."""
    actor = getattr(request, "actor", None)
    if actor is None:
        if request.user.is_authenticated:
            return redirect("choose_hat")
        return redirect("account_login")
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(("GET",))
    if not has_kept(request, actor):
        keep_numbers(request, actor, list_numbers_nearby(actor, clock.now()))
    return HOMES[actor.role](request)


home.permission = "public"  # type: ignore[attr-defined]
