"""Lines of the homes about choosing each other: who waits for whose answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from cairn.front.pages.homes.lines import Line


def asked_line(count: int) -> Iterator[Line]:
    """For a peer supporter: somebody chose them, or walks on with somebody else."""
    if count:
        title = "Somebody waits for a word from you" if count == 1 else f"{count} people wait for a word from you"
        yield Line(
            title,
            "Somebody who chose you, whom you began with, or who walks on with another.",
            "Read",
            reverse("list_asked"),
        )


def told_line(count: int) -> Iterator[Line]:
    """For a supervisor: a tie was told before service."""
    if count:
        title = "A peer supporter knows the person who chose them"
        yield Line(title, "Service waits until you have answered.", "Read", reverse("list_disclosures"))


def choices_line(count: int) -> Iterator[Line]:
    """For a manager: choices that are open."""
    if count:
        title = "A choice is open" if count == 1 else f"{count} choices are open"
        text = "People chose a peer supporter. See what each choice waits for."
        yield Line(title, text, "See", reverse("list_choices"), days=1)
