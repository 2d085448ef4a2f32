"""What came of many referrals, with small figures hidden: in a small town three people sent to one door are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cairn.kernel.suppression import hidden_parts, is_few
from cairn.referrals.domain.states import State


class Came(StrEnum):
    """What came of it, in the sizes in which it is counted. Only the first counts as help."""

    HELPED = "helped"
    NOT_HELPED = "not_helped"
    NOT_THERE = "not_there"
    REFUSED = "refused"
    STOPPED = "stopped"
    ON_THE_WAY = "on_the_way"
    NOT_KNOWN = "not_known"

    @property
    def label(self) -> str:
        return {
            "helped": "It helped, at least in part",
            "not_helped": "They got there; it did not help",
            "not_there": "They did not get there",
            "refused": "The place said no",
            "stopped": "They did not want it any more",
            "on_the_way": "Still on the way",
            "not_known": "We do not know",
        }[self.value]


CAME_OF = {
    State.HELPED: Came.HELPED,
    State.HELPED_PARTLY: Came.HELPED,
    State.NOT_HELPED: Came.NOT_HELPED,
    State.NOT_THERE: Came.NOT_THERE,
    State.REFUSED: Came.REFUSED,
    State.STOPPED: Came.STOPPED,
    State.NOT_KNOWN: Came.NOT_KNOWN,
}


@dataclass(frozen=True, slots=True)
class Figures:
    """How many referrals, and what came of them; None stands for a figure that must stay hidden."""

    total: int | None
    parts: Mapping[Came, int | None]

    @property
    def hides(self) -> bool:
        return self.total is None or None in self.parts.values()


def figures_of(rows: Iterable[tuple[State, UUID]]) -> Figures:
    """Each row is one referral: how it stands, and who was sent. Hidden by the people behind a figure, not by how often they were sent."""
    counts = dict.fromkeys(Came, 0)
    people: dict[Came, set[UUID]] = {came: set() for came in Came}
    for state, client in rows:
        came = CAME_OF.get(state, Came.ON_THE_WAY)
        counts[came] += 1
        people[came].add(client)
    if is_few(len(set().union(*people.values()))):
        return Figures(None, dict.fromkeys(Came))
    hidden = hidden_parts([len(people[came]) for came in Came])
    parts = {came: None if place in hidden else counts[came] for place, came in enumerate(Came)}
    return Figures(sum(counts.values()), parts)
