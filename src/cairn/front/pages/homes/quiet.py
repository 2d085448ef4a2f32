"""The home of a role whose pages come with a later version: it says what will be there, and promises nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.front.pages.homes.lines import greeting
from cairn.kernel.actors import Actor, Role
from cairn.platform import clock

COMING = {
    Role.TRAINING_COORDINATOR: "Classes, attendance and certificates will be kept here. "
    "Until then, the rules on training are open to you.",
    Role.BOARD_CLERK: "Applications and renewals will be decided here, beside their evidence. "
    "Until then, the rule text is open to you.",
    Role.CANDIDATE: "Your way to the certificate will be drawn here: what is done, what is next, who must act. "
    "Until then, the rules are open to you.",
    Role.CLIENT: "Your plan, your people and who looked will be shown here. Until then, ask your peer supporter to show you.",
}


def home(request: HttpRequest) -> HttpResponse:
    """No statement at all."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    words = {"greeting": greeting(clock.now(), actor.zone, actor.name), "coming": COMING[actor.role]}
    return render(request, "homes/quiet.html", words)
