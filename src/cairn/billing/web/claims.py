"""The biller's pages: a month's claims, clean and held."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.billing import policy
from cairn.billing.queries.claims import list_month
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date, months_after
from cairn.kernel.money import ZERO
from cairn.platform import clock
from cairn.platform.pages import page


@page(permission=policy.SEE)
def list_claims(request: HttpRequest) -> HttpResponse:
    """One month: what is held, grouped by what mends it, and what is clean."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    today = local_date(now, actor.zone)
    start = first_of_month(request.GET.get("month", ""), today)
    end = months_after(start, 1)
    month = list_month(actor, start, min(today, date.fromordinal(end.toordinal() - 1)), now)
    return render(
        request,
        "billing/claims.html",
        {
            "month": month,
            "start": start,
            "earlier": months_after(start, -1),
            "later": end if end <= today else None,
            "groups": month.held_by_fix(),
            "nothing": ZERO,
        },
    )


def first_of_month(text: str, today: date) -> date:
    """From "2026-11"; this month when nothing was asked for. Raises BadInput."""
    if not text:
        return today.replace(day=1)
    try:
        start = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise BadInput({"month": "Write the month like 2026-11."}) from None
    if start > today:
        raise BadInput({"month": "That month has not begun yet. Choose this month or an earlier one."})
    return start
