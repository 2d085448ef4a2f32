"""Who may begin with somebody new on a day, as this room is told it: by whom, and why not only for whoever may know. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cairn.kernel.decisions import Decision, Finding, Verdict

NOBODY_TOLD_WHY = "May not begin with somebody new today"


@dataclass(frozen=True, slots=True)
class Practice:
    """`may`: who may begin. `against`: why others may not, by peer supporter; empty for whoever is not told."""

    may: frozenset[UUID]
    against: Mapping[UUID, Decision]

    def of(self, peer_id: UUID) -> Barred | None:
        """None for who may begin."""
        return None if peer_id in self.may else Barred(self.against.get(peer_id))


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody who may not begin with anybody new today, and why where that may be told."""

    decision: Decision | None

    @property
    def told(self) -> str:
        """In words of a line: "no certificate in force, no supervisor"; empty where it is not told."""
        return ", ".join(one.found for one in self.decision.against) if self.decision else ""


def find_practice(barred: Barred | None) -> Finding:
    """Whether the peer supporter may practice, among what decides about service."""
    if barred is None:
        return Finding("service.practice", Verdict.MET, "Practice", "May practice today", "May practice today")
    found = f"{NOBODY_TOLD_WHY}: {barred.told}" if barred.told else NOBODY_TOLD_WHY
    remedy = "See to that first, or choose another peer supporter together. In an emergency nothing has to wait."
    return Finding("service.practice", Verdict.NOT_MET, "Practice", "May practice today", found, remedy)
