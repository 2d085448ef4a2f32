"""A line of the manager's home about coming in: who was taken in and compared with nobody yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from cairn.front.pages.homes.lines import Line


def checks_line(count: int) -> Iterator[Line]:
    """For a manager: people who may be on record twice."""
    if count:
        people = "1 person" if count == 1 else f"{count} people"
        text = "Somebody may be on record twice. Look before papers are mixed up."
        yield Line(f"{people} taken in, not compared yet", text, "Compare", reverse("list_intake_checks"), days=2)
