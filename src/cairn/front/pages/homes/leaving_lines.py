"""Lines about people who left, whose summaries nobody has signed yet; and about those who walk on with the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from cairn.departures.queries.moves import ToldTo
from cairn.front.pages.homes.lines import Line

SUMMARY_DAYS = 14  # a habit: written while one still hears the voice; no rule names a number of days
KNOWN_SHOWN = 140  # characters of what they said; the rest is on the page


def leaving_line(unfinished: int) -> Iterator[Line]:
    """One line for all of them; nobody is named."""
    if unfinished:
        words = "1 summary waits" if unfinished == 1 else f"{unfinished} summaries wait"
        text = "Somebody left. Say in a few lines what you did together, and sign it."
        yield Line(words, text, "Write it", reverse("list_departures"), SUMMARY_DAYS)


def told_lines(told: Iterable[ToldTo]) -> Iterator[Line]:
    """What somebody who walks on with the reader wants them to know, in their own words."""
    for one in told:
        text = one.known if len(one.known) <= KNOWN_SHOWN else f"{one.known[:KNOWN_SHOWN].rsplit(' ', 1)[0]} …"
        href = reverse("leaving", kwargs={"client_id": one.client_id})
        yield Line(f"{one.name} walks on with you, and wants you to know", text, "Read", href, days=1)
