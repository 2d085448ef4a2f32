"""The board's log: sessions in the guide's field order, with sign-offs as counts. No word in it may point at a client."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from cairn.supervision.domain.summaries import names_a_client, points_at_someone

# The guide's six fields; the first two head each part, the rest are columns. Then what the rule asks for besides.
COLUMNS = (
    "Date",
    "Start and stop",
    "Sign-off on assessments, interpretations, referrals",
    "Sign-off on interventions, results, planning",
    "Length",
    "What it was about",
    "Signed by",
)
LEFT_OUT = "[left out: it may point at somebody who is served]"


def fit_to_leave(text: str, names: Iterable[str]) -> str:
    """The text as it may stand in a paper: a client who came later may go by a word that was harmless when it was written."""
    return LEFT_OUT if text and (points_at_someone(text) or names_a_client(text, names)) else text


def signed_off_by_session(held_on: Sequence[date], signed_off_on: Iterable[date]) -> list[int]:
    """How many notes were signed off since the session before, for each session (days in order). What came before the
    first counts with it; what came after the last waits for the next."""
    counts, days = [0] * len(held_on), sorted(signed_off_on)
    for day in days:
        n = next((n for n, held in enumerate(held_on) if day <= held), None)
        if n is not None:
            counts[n] += 1
    return counts
