"""Lines of the homes about choosing each other: who waits for whose answer."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from cairn.front.pages.homes.lines import Line, Turn
from cairn.matching.queries.choices import ChoiceCount


def asked_line(count: int) -> Iterator[Line]:
    """For a peer supporter: somebody chose them, or walks on with somebody else."""
    if count:
        title = "Somebody waits for a word from you" if count == 1 else f"{count} people wait for a word from you"
        yield Line(
            title,
            "Somebody who chose you, whom you began with, or who walks on with another.",
            "Read",
            reverse("list_asked"),
            turn=Turn.ASKED_BY_THEM,
        )


def told_line(count: int) -> Iterator[Line]:
    """For a supervisor: a tie was told before service."""
    if count:
        title = "A peer supporter knows the person who chose them"
        yield Line(title, "Service waits until you have answered.", "Read", reverse("list_disclosures"))


def against_line(count: int) -> Iterator[Line]:
    """For a supervisor, above everything else: somebody began in an emergency although their word stood against it."""
    if count:
        title = (
            "Somebody began in an emergency, against your word or a rule"
            if count == 1
            else f"{count} began in an emergency, against your word or a rule"
        )
        text = "It was not held up. Say today whether it goes on, or somebody else walks with them."
        yield Line(title, text, "Read", reverse("list_disclosures"), is_now=True)


def choices_line(count: ChoiceCount) -> Iterator[Line]:
    """For a manager: with whom nobody walks, choices that wait, and whether the question before a handing over is answered."""
    if count.alone:
        title = (
            "1 person has nobody walking with them"
            if count.alone == 1
            else f"{count.alone} people have nobody walking with them"
        )
        yield Line(
            title,
            "Taken in, and they chose nobody yet. Help them choose.",
            "See",
            f"{reverse('list_choices')}#alone",
            days=0,
        )
    if count.hands_over:
        title = "Ready: hand over" if count.hands_over == 1 else f"{count.hands_over} are ready: hand over"
        text = "Asked and answered. Write down what they want known, and hand over."
        yield Line(title, text, "See", reverse("list_choices"))
    others = count.waiting - count.hands_over
    if others:
        title = "A choice is open" if others == 1 else f"{others} choices are open"
        text = "People chose a peer supporter. See what each choice waits for."
        yield Line(title, text, "See", reverse("list_choices"), days=1)
