"""What choosing tells of somebody who is handed over: whom they chose, and whether the question before service is answered."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.departures.queries.told_elsewhere import ChosenTold
from cairn.kernel.actors import Actor
from cairn.matching.domain.service import State
from cairn.matching.queries.choices import get_open_choice


def tell_chosen(actor: Actor, client_id: UUID, on: date) -> ChosenTold | None:
    """The open choice as a manager may know it; None without one."""
    one = get_open_choice(actor, client_id, on)
    if one is None:
        return None
    said = "May not begin with somebody new today" if one.barred and one.state is State.READY else one.state.label
    return ChosenTold(one.peer_id, one.peer_name, one.may_begin, said, one.instead_of_id)
