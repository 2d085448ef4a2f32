"""Each role's home answers one question: what needs me now? Soonest breach first, each line with its action."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.front.pages.homes.system_owner import system_owner
from cairn.kernel.actors import Role

Home = Callable[[HttpRequest], HttpResponse]

HOMES: dict[Role, Home] = {Role.SYSTEM_OWNER: system_owner}


def home(request: HttpRequest) -> HttpResponse:
    """The home of the hat being worn; signed out, the way in."""
    actor = getattr(request, "actor", None)
    if actor is None:
        if request.user.is_authenticated:
            return redirect("choose_hat")
        return redirect("account_login")
    view = HOMES.get(actor.role)
    return view(request) if view else render(request, "homes/quiet.html")


home.permission = "public"  # type: ignore[attr-defined]
