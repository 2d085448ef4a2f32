"""The open promises on a form: one choice for each, and what was chosen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from cairn.departures.domain.moves import PromiseChoice
from cairn.platform.forms import sent_text
from cairn.platform.ids import read_id
from cairn.support.domain.relationships import Outcome
from cairn.support.queries.clients import PromiseView

PREFIX = "promise-"


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise of the form as it stands there."""

    id: UUID
    text: str
    outcome: str
    because: str


def promise_rows(request: HttpRequest, promises: Iterable[PromiseView]) -> list[PromiseRow]:
    """The rows as they were typed, empty where nothing was."""
    return [
        PromiseRow(
            one.id, one.text, request.POST.get(f"{PREFIX}{one.id}", ""), request.POST.get(f"because-{one.id}", "")
        )
        for one in promises
    ]


def promises_sent(request: HttpRequest) -> dict[UUID, PromiseChoice]:
    """What was chosen; what is no choice is left out, and asked for by name."""
    found = {}
    for name, value in request.POST.items():
        key = read_id(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None
        if key is not None and value in set(Outcome):
            found[key] = PromiseChoice(Outcome(str(value)), sent_text(request, f"because-{key}"))
    return found
