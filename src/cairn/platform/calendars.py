"""Public holidays of a place, for deadlines that count business days. The only reader of the library that knows them."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays

HOLIDAYS_FROM = "public holidays as the holidays library lists them, observed days included"


def holidays_between(first: date, last: date, place: str) -> frozenset[date]:
    """The holidays of a place ("us-mt") in these years, whole years. None known for a place that is no state: then none."""
    return frozenset().union(*(_of_year(place, year) for year in range(first.year, last.year + 1)))


@cache
def _of_year(place: str, year: int) -> frozenset[date]:
    country, _, state = place.upper().partition("-")
    try:
        return frozenset(holidays.country_holidays(country, subdiv=state or None, years=year))
    except NotImplementedError:
        return frozenset()
