"""How full the weeks of those are whom a supervisor answers for: a word each, by name, and nothing behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cairn.identity.queries.peers import list_peers
from cairn.kernel.actors import Actor
from cairn.privacy.policy import grant_for
from cairn.work import policy  # noqa: F401 - declares who may
from cairn.work.domain.loads import WEEK, WEEKS_BEFORE, Band, load_of
from cairn.work.queries.worked import Worked, list_worked_by_peer


@dataclass(frozen=True, slots=True)
class PeerLoad:
    """Two words about one person. No minutes are kept here, so none can be shown by mistake."""

    peer_id: UUID
    name: str
    worked: Band
    late: Band


def list_loads(actor: Actor, on: date) -> tuple[PeerLoad, ...]:
    """Everybody under the actor's supervision, by name: never in the order of their load. Three statements."""
    grant_for(actor, "work.load.see")
    worked = list_worked_by_peer(actor, on, since=on - timedelta(days=WEEK * (WEEKS_BEFORE + 1) - 1))
    loads = []
    for peer in list_peers(actor, on):
        own = worked.get(peer.id, Worked())
        load = load_of(own.contacts, ((entry.on, entry.minutes) for entry in own.entries), on, actor.zone)
        loads.append(PeerLoad(peer.id, peer.name, load.worked_band, load.late_band))
    return tuple(sorted(loads, key=lambda each: (each.name, str(each.peer_id))))
