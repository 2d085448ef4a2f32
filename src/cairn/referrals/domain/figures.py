"""What came of many referrals, with small figures hidden: in a small town three people sent to one door are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cairn.referrals.domain.states import State

FEWEST_SHOWN = 11  # the product's default, the same as for outcomes (a test holds the two together)


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
    if 0 < len(set().union(*people.values())) < FEWEST_SHOWN:
        return Figures(None, dict.fromkeys(Came))
    hidden = _hidden({came: len(of) for came, of in people.items()})
    return Figures(sum(counts.values()), {came: None if came in hidden else counts[came] for came in Came})


def _hidden(people: Mapping[Came, int]) -> set[Came]:
    """Those with few people, and the next smallest too until enough stand behind all that is hidden.

    What is hidden can be summed by taking the rest from the whole; a sum of two over two parts would tell that each is one.
    """
    hidden = {came for came, count in people.items() if 0 < count < FEWEST_SHOWN}
    others = sorted((came for came, count in people.items() if count >= FEWEST_SHOWN), key=lambda came: people[came])
    while others and 0 < sum(people[came] for came in hidden) < FEWEST_SHOWN:
        hidden.add(others.pop(0))
    return hidden
