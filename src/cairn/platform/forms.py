"""Reading what a browser sent: text, ids, days, choices; and doing it, or showing the form again. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound, Refused
from cairn.kernel.instants import Instant, from_local, local_date
from cairn.platform import clock, ids

STEERING = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
UNSEEN = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
Choice = TypeVar("Choice", bound=StrEnum)


def acting(request: HttpRequest) -> tuple[Actor, date]:
    """Who asks, and which day it is where they work."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor, local_date(clock.now(), actor.zone)


def sent_text(request: HttpRequest, name: str) -> str:
    """What was typed, without what cannot be seen around it, its line ends as one kind.

    Signs that steer a machine are left out: no text needs them, one database refuses them, and a mail or a calendar obeys them.
    """
    return request.POST.get(name, "").replace("\r\n", "\n").translate(STEERING).strip(UNSEEN)


def sent_number(request: HttpRequest, name: str) -> int:
    """A whole number that the page sent along; what is none is 0, which stands for "nothing yet"."""
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def sent_id(request: HttpRequest, name: str) -> UUID:
    """The id that the form was given when it was shown; a new one when it is missing or not the form's own."""
    return ids.sent_id(request.POST.get(name, ""), request.actor.organization_id)  # type: ignore[attr-defined]


def named_id(request: HttpRequest, name: str) -> UUID:
    """The id of something that is there; what is no id is answered like one that does not exist."""
    found = ids.read_id(request.POST.get(name, ""))
    if found is None:
        raise NotFound
    return found


def sent_day(request: HttpRequest, name: str) -> date | None:
    """A day, or None for an empty field; raises BadInput for anything else."""
    text = request.POST.get(name, "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput({name: "Write the day as year-month-day, for example 2026-11-30."}) from None


def sent_moment(request: HttpRequest, day: str, at: str, zone: str) -> Instant:
    """A day field and a time field as one instant where the program is; raises BadInput at the field that is none."""
    on = sent_day(request, day)
    if on is None:
        raise BadInput({day: "Give the day."})
    try:
        return from_local(on, time.fromisoformat(sent_text(request, at)).replace(tzinfo=None, microsecond=0), zone)
    except ValueError:
        raise BadInput({at: "Give a time of that day, for example 14:30."}) from None


def sent_choice(request: HttpRequest, name: str, kind: type[Choice], otherwise: str) -> Choice:
    """One of a set of words; raises BadInput with the sentence `otherwise`."""
    try:
        return kind(request.POST.get(name, ""))
    except ValueError:
        raise BadInput({name: otherwise}) from None


def attempt(act: Callable[[], HttpResponse], again: Callable[[dict[str, str], int], HttpResponse]) -> HttpResponse:
    """Do it, or show the form again with what was typed and what is wrong."""
    try:
        return act()
    except BadInput as error:
        return again(error.problems, 400)
    except Refused as error:
        reasons = [f"{finding.found}. {finding.remedy}".strip() for finding in error.decision.against]
        return again({"": " ".join(reasons)}, 409)
    except Conflict as error:
        return again({"": str(error)}, 409)
