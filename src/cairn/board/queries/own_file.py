"""How far one's own application is, in a word and its days: for the trail. Nothing that was written in it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from cairn.board import policy
from cairn.board.domain.states import State
from cairn.board.models import Application
from cairn.kernel.actors import Actor
from cairn.kernel.instants import as_instant, local_date
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class OwnFile:
    state: State
    started_on: date
    submitted_on: date | None
    decided_on: date | None


def find_own_file(actor: Actor, on: date) -> OwnFile | None:
    """The newest of one's own applications; None before one was begun. One statement."""
    rows = visible(Application, actor, policy.SEE, on).annotate(last_decided_at=Max("decisions__decided_at"))
    columns = ("state", "started_at", "submitted_on", "last_decided_at")
    row = rows.order_by("-started_at", "-id").values_list(*columns).first()
    if row is None:
        return None
    state, started_at, submitted_on, decided_at = row
    decided_on = local_date(as_instant(decided_at), actor.zone) if decided_at else None
    return OwnFile(State(state), local_date(as_instant(started_at), actor.zone), submitted_on, decided_on)
