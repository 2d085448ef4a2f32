"""Diversion dollars: what clients say they would have done without a peer supporter, priced, and honest about how sure it is.

It is a stated counterfactual, not an observed one. "Done nothing" and "called a friend" are answers worth nothing; no answer is no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from cairn.kernel.instants import Instant
from cairn.kernel.money import ZERO, Money

EPISODE = timedelta(hours=24)  # contacts of one client this close are one crisis: it is counted once
SCENARIOS = (
    ("cautious", 25),
    ("middle", 50),
    ("as stated", 100),
)  # percent of stated intentions that would have happened


@dataclass(frozen=True, slots=True)
class Price:
    """What one event would have cost. Without a source and a year it cannot be made."""

    event: str
    amount: Money
    basis: str
    payer_view: str
    price_year: int
    source: str

    def __post_init__(self) -> None:
        if not self.source.strip() or not 1990 <= self.price_year <= 2100:
            raise ValueError(f"The price of {self.event!r} has no source or no year; enter both before it is used.")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered counterfactual. `client` is any stable key; it is used only to count a crisis once and to resample."""

    client: str
    at: Instant
    event: str


@dataclass(frozen=True, slots=True)
class Diversion:
    """The stated dollars of each client, and how many episodes stand behind them."""

    by_client: Mapping[str, int]  # cents
    episodes: int
    answers: int

    @property
    def total(self) -> Money:
        return Money(sum(self.by_client.values()))

    def scenario(self, percent: int) -> Money:
        return Money((self.total.cents * percent + 50) // 100)


def diversion_of(answers: Iterable[Answer], prices: Mapping[str, Price], *, episode: timedelta = EPISODE) -> Diversion:
    """Price the answers: one event for each client and crisis episode.

    Inside an episode a priced answer stands before an unpriced one, and among priced ones the first given: it was closest to the crisis.
    Clients who answered and named nothing priced count with zero, so that they are resampled too.
    """
    cents: dict[str, int] = {}
    episodes = count = 0
    episode_start: dict[str, Instant] = {}
    priced_in_episode: dict[str, bool] = {}
    for answer in sorted(answers, key=lambda each: (each.at, each.client, each.event)):
        count += 1
        cents.setdefault(answer.client, 0)
        start = episode_start.get(answer.client)
        if start is None or answer.at - start >= episode:
            episode_start[answer.client], priced_in_episode[answer.client] = answer.at, False
            episodes += 1
        price = prices.get(answer.event)
        if price is not None and price.amount != ZERO and not priced_in_episode[answer.client]:
            cents[answer.client] += price.amount.cents
            priced_in_episode[answer.client] = True
    return Diversion(cents, episodes, count)
