"""Lines of the manager's home about coming in: who asked by themselves and waits, and who was compared with nobody yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.urls import reverse

from cairn.front.pages.homes.lines import Line


def door_lines(counts: Mapping[str, int]) -> Iterator[Line]:
    """For a manager: people who wait for a word, and people who may be on record twice."""
    if asked := counts.get("asked", 0):
        waits = "1 person asks" if asked == 1 else f"{asked} people ask"
        yield Line(
            f"{waits} for a peer supporter",
            "They wrote by themselves, and wait for a word.",
            "Read",
            reverse("list_asking"),
            days=0,
        )
    if count := counts.get("unchecked", 0):
        people = "1 person" if count == 1 else f"{count} people"
        text = "Somebody may be on record twice. Look before papers are mixed up."
        yield Line(f"{people} taken in, not compared yet", text, "Compare", reverse("list_intake_checks"), days=2)
