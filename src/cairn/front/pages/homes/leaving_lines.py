"""A line about people who left: their summaries that nobody has signed yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from cairn.front.pages.homes.lines import Line

SUMMARY_DAYS = 14  # a habit: written while one still hears the voice; no rule names a number of days


def leaving_line(unfinished: int) -> Iterator[Line]:
    """One line for all of them; nobody is named."""
    if unfinished:
        words = "1 summary waits" if unfinished == 1 else f"{unfinished} summaries wait"
        text = "Somebody left. Say in a few lines what you did together, and sign it."
        yield Line(words, text, "Write it", reverse("list_departures"), SUMMARY_DAYS)
