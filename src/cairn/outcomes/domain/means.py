"""Means of answers, by client first: somebody who answers often must not drown those who answer once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from cairn.kernel.suppression import FEWEST_SHOWN


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean over clients of each client's own mean, to two places; None below the number of clients that is shown."""

    value: Decimal | None
    clients: int
    answers: int


def mean_by_client(answers: Iterable[tuple[int, int]]) -> Mean:
    """Answers as (client, number)."""
    by_client: dict[int, list[int]] = defaultdict(list)
    for client, number in answers:
        by_client[client].append(number)
    count = sum(len(numbers) for numbers in by_client.values())
    if len(by_client) < FEWEST_SHOWN:
        return Mean(None, len(by_client), count)
    own = [Decimal(sum(numbers)) / len(numbers) for numbers in by_client.values()]
    value = (sum(own, Decimal(0)) / len(own)).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return Mean(value, len(by_client), count)
