"""How sure: intervals by resampling whole clients, so that the few who come often do not make the many look certain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

FEWEST_CLIENTS = 30  # below this only the range of single clients is shown, no interval
RESAMPLES = 2000
LEVEL = 95  # percent of resamples inside the interval


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its interval. `low` and `high` are None where there are too few clients to say; `n` is the number of clients."""

    value: int
    low: int | None
    high: int | None
    n: int
    method: str


def cluster_interval(per_client: Sequence[int], *, draw: Callable[[int], int], resamples: int = RESAMPLES) -> Interval:
    """The total over clients with a percentile interval; `draw(n)` gives a whole number below n from a seeded source.

    Clients are sorted first, so that one set of facts and one seed give one answer.
    """
    values = sorted(per_client)
    n, total = len(values), sum(values)
    if n < FEWEST_CLIENTS:
        return Interval(total, None, None, n, f"fewer than {FEWEST_CLIENTS} clients: no interval")
    sums = sorted(sum(values[draw(n)] for _ in range(n)) for _ in range(resamples))
    tail = resamples * (100 - LEVEL) // 200
    method = f"{resamples} resamples of {n} clients, percentile {LEVEL} %"
    return Interval(total, sums[tail], sums[resamples - 1 - tail], n, method)
