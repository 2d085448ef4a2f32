"""Who may begin with somebody new today: one answer for all peer supporters of the organization, from the rules that every page uses.

Whoever chooses learns ids and nothing else. Why somebody may not is for those who answer for it, and for the peer supporter themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.credentials.queries.standing import list_standings
from cairn.identity.queries.peers import list_peers
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.platform.packs import rules_on
from cairn.privacy.policy import may
from cairn.supervision import policy
from cairn.supervision.domain.practice import decide_practice
from cairn.supervision.queries.debts import is_supervised, list_stop_decisions


@dataclass(frozen=True, slots=True)
class Practice:
    """`may`: who may begin with somebody new on the day. `against`: why the others may not; empty for whoever is not told."""

    may: frozenset[UUID]
    against: Mapping[UUID, Decision]


def ask_practice(actor: Actor, on: date) -> Practice:
    """Of the peer supporters at work on a day within the actor's reach. Five statements, whatever the number."""
    peers = list_peers(actor, on, permission=policy.BEGIN)
    standings = list_standings(actor, on, permission=policy.BEGIN)
    debts = list_stop_decisions(actor, peers, on, policy.BEGIN)
    rules = rules_on(on, actor.place)
    decided = {
        peer.id: decide_practice(standings[peer.id], debts[peer.id], is_supervised=is_supervised(peer, on), rules=rules)
        for peer in peers
    }
    told = may(actor, policy.WHY_NOT)
    return Practice(
        frozenset(peer for peer, decision in decided.items() if decision.allowed),
        {peer: decision for peer, decision in decided.items() if told and not decision.allowed},
    )
