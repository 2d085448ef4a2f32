"""What a certificate asks of its holder next: renewal and hours of continuing education, when they come near."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cairn.credentials.queries.standing import Holder
from cairn.front.pages.homes.lines import Line

STEP_DAYS = 2  # work days before the stop at which a session is asked for
RENEWAL_DAYS = 60  # from so many days before the last day, a renewal or missing hours stand on the home


def standing_lines(holder: Holder, on: date, href: str) -> Iterator[Line]:
    """Nothing for a candidate: their way to a certificate is not an alarm."""
    standing = holder.standing
    if not holder.held:
        return
    until: date | None = standing.figures["until"]
    if not standing.allowed:
        text = "Practice and the title wait until it is put right. The page says how."
        yield Line(f"Your certificate is {standing.outcome}", text, "See how", href, is_now=True)
    elif until and (until - on).days <= RENEWAL_DAYS:
        is_late = standing.outcome == "lapsed"
        title = "Renew late: the certificate has lapsed" if is_late else "Renew your certificate"
        yield Line(title, f"Until {until:%B} {until.day}, {until.year}.", "See how", href, days=(until - on).days)
    if holder.ce and holder.ce.figures["short_minutes"]:
        due: date = holder.ce.figures["due_on"]
        if (due - on).days <= RENEWAL_DAYS:
            hours = f"{holder.ce.figures['short_minutes'] / 60:g} h"
            text = f"{hours} more by {due:%B} {due.day}."
            yield Line("Continuing education", text, "Add a course", href, days=(due - on).days)
