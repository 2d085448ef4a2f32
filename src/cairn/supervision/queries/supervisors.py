"""Under whom a peer supporter practices on a day, and whether that supervisor may supervise."""

from __future__ import annotations

from datetime import date

from cairn.identity.domain.agreements import COUNTS
from cairn.identity.queries.peers import Agreement, Peer
from cairn.kernel.decisions import Decision
from cairn.kernel.instants import Period
from cairn.supervision.queries.debts import decide_qualified


def decide_agreement(peer: Peer, on: date, place: str) -> tuple[Agreement | None, Decision]:
    """The agreement that serves best on the day, with the decision about its supervisor. Needs no further read."""
    candidates = sorted(
        (each for each in peer.agreements if each.supervision == COUNTS and each.is_in_force(on)),
        key=lambda each: each.kind != "regular",
    )
    answers = [(agreement, _decide(agreement, on, place)) for agreement in candidates]
    for agreement, decision in answers:
        if decision.allowed:
            return agreement, decision
    return answers[0] if answers else (None, decide_qualified(None, on, place, ()))


def _decide(agreement: Agreement, on: date, place: str) -> Decision:
    """With several licenses the one that allows most is taken."""
    decisions = [
        decide_qualified(
            license_,
            on,
            place,
            (Period(agreement.starts_on, agreement.last_day),),
            is_relative=agreement.is_relative,
            is_own_therapist=agreement.is_own_therapist,
        )
        for license_ in agreement.licenses or (None,)
    ]
    return max(decisions, key=lambda decision: (decision.allowed, -len(decision.against)))
