"""The home of a role whose pages come with a later version: it says what will be there, and promises nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.front.pages.homes.lines import greeting
from cairn.kernel.actors import Actor, Role
from cairn.platform import clock

COMING = {
    Role.CLIENT: "Your plan, your people and who looked will be shown here. Until then, ask your peer supporter to show you.",
}


def home(request: HttpRequest) -> HttpResponse:
    """No statement at all."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    words = {"greeting": greeting(clock.now(), actor.zone, actor.name), "coming": COMING[actor.role]}
    return render(request, "homes/quiet.html", words)
