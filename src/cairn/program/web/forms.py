"""Reading what a browser sent to the pages of this room."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.platform import clock


def acting(request: HttpRequest) -> tuple[Actor, Instant, date]:
    """Who asks, when, and which day it is where they work."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    return actor, now, local_date(now, actor.zone)


def words_of(request: HttpRequest, name: str) -> str:
    """What was typed on one line, blanks put right."""
    return " ".join(request.POST.get(name, "").split())


def day_of(request: HttpRequest, name: str) -> date | None:
    """A day, or None for an empty field; raises BadInput for anything else."""
    text = request.POST.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput({name: "Give the day like 2026-11-23."}) from None
