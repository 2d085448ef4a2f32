"""What people asked of their own records, and who has to be told that information went astray: each has a day by law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from cairn.front.pages.homes.lines import Line, Turn
from cairn.kernel.actors import Actor
from cairn.privacy.queries.breaches import list_owed
from cairn.privacy.queries.record_requests import count_waiting


def record_lines(actor: Actor, on: date) -> Iterator[Line]:
    """Two lines at most. Two statements; one more while somebody has to be told."""
    count, soonest = count_waiting(actor, on)
    if soonest is not None:
        title = f"{count} {'person asks' if count == 1 else 'requests wait'} for a record"
        text = f"The first answer is owed by {soonest:%B} {soonest.day}."
        href, days = reverse("list_record_requests"), (soonest - on).days
        yield Line(title, text, "Answer", href, days, turn=Turn.ASKED_BY_THEM if days <= 0 else Turn.REST)
    owed = list_owed(actor, on)
    if owed:
        due = owed[0].due
        text = f"{owed[0].step.label}: by {due:%B} {due.day}."
        yield Line("Information went astray", text, "See who is told", reverse("list_breaches"), (due - on).days)
