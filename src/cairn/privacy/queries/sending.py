"""Asking once more when something is really sent. What was ready an hour ago may not be sent now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision, Finding
from cairn.kernel.errors import Refused
from cairn.kernel.instants import Instant
from cairn.privacy import ledger
from cairn.privacy.domain.disclosures import Disclosure
from cairn.privacy.queries.consents import decide_sharing_for

STOPPED = "The person took it back, so nothing was sent. Ask them anew if it still matters; they may say no."


@dataclass(frozen=True, slots=True)
class Sending:
    """What of the things that waited may go now. Of the rest only how many, and that a consent is why: not whose, not which."""

    may_go: tuple[UUID, ...]
    withdrawn: int
    without: int
    consent_ids: Mapping[UUID, UUID]  # for what may go: the consent under which it goes
    decisions: Mapping[UUID, Decision]  # for each thing, for a sender who may see the person anyway

    def require(self, thing: UUID) -> UUID:
        """The consent under which one thing goes. Raises Refused; a yes that was taken back is told in a plain sentence."""
        decision = self.decisions[thing]
        if not decision.allowed:
            raise Refused(_stopped(decision))
        return self.consent_ids[thing]

    @property
    def told(self) -> str:
        """What whoever sends is told of what stays behind; nothing when all may go."""
        parts = []
        if self.withdrawn:
            parts.append(f"{self.withdrawn} left out: consent was withdrawn.")
        if self.without:
            parts.append(f"{self.without} left out: no consent that stands today covers it.")
        return " ".join(parts)


def ask_again(actor: Actor, waiting: Mapping[UUID, UUID], asked: Disclosure, at: Instant) -> Sending:
    """Of things that wait (the thing's id, its client's id), those that may be sent at this very moment. One statement.

    Whoever sends calls this in the transaction that sends, whatever was decided when the things were made ready.
    """
    decisions = decide_sharing_for(actor, set(waiting.values()), asked, at)
    may_go = tuple(thing for thing, client in waiting.items() if decisions[client].allowed)
    stays = [decisions[client] for client in waiting.values() if not decisions[client].allowed]
    withdrawn = sum(map(_is_withdrawn, stays))
    ledger.looked("privacy.disclosure.decided", clients=set(waiting.values()), kind=asked.kind.value)
    consents = {thing: decisions[waiting[thing]].figures["consent_id"] for thing in may_go}
    of_things = {thing: decisions[client] for thing, client in waiting.items()}
    return Sending(may_go, withdrawn, len(stays) - withdrawn, consents, of_things)


def _is_withdrawn(decision: Decision) -> bool:
    """Whether the consent that comes closest was taken back."""
    return any(map(_took_back, decision.against))


def _took_back(one: Finding) -> bool:
    return one.code == "consent.in_force" and one.found == "Taken back"


def _stopped(decision: Decision) -> Decision:
    findings = tuple(replace(one, remedy=STOPPED) if _took_back(one) else one for one in decision.findings)
    return replace(decision, findings=findings)
