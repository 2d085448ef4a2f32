"""A supervision agreement that waits for one's own signature, as a line of the home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from cairn.front.pages.homes.lines import Line
from cairn.identity.queries.agreements import AgreementView


def agreement_lines(agreements: Iterable[AgreementView], on: date) -> Iterator[Line]:
    """Overdue from its first day on: until both have signed nothing can be supervised or billed under it."""
    for one in agreements:
        title = f"Agreement of {one.peer_name} and {one.supervisor_name} waits for you"
        href = reverse("sign_agreement", kwargs={"agreement_id": one.id})
        yield Line(title, "It holds once both have signed.", "Sign", href, days=(one.starts_on - on).days)
