"""The dues of this year: who paid, who need not."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.mentoring.commands.dues import record_dues, waive_dues
from cairn.mentoring.domain.dues import Waiver
from cairn.mentoring.queries.dues import list_dues
from cairn.platform import clock
from cairn.platform.forms import read_money
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import page

WAIVERS = [(each.value, each.label) for each in Waiver]


@page(permission="mentoring.dues.record")
def list_dues_page(request: HttpRequest) -> HttpResponse:
    return _shown(request, {})


@page(permission="mentoring.dues.record", methods=("POST",))
def record_dues_page(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """A payment, or a waiver when `because` was sent."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    dues_id, now = sent_id(request.POST.get("id", ""), actor.organization_id), clock.now()
    because = request.POST.get("because", "")
    try:
        if because:
            waive_dues(actor=actor, dues_id=dues_id, person_id=engagement_id, because=because, now=now)
        else:
            cents = _cents(request.POST.get("paid", ""))
            record_dues(actor=actor, dues_id=dues_id, person_id=engagement_id, paid_cents=cents, now=now)
    except BadInput as error:
        return _shown(request, error.problems, status=400)
    messages.success(request, "Dues waived." if because else "Dues kept.")
    return redirect(reverse("list_mentoring_dues"))


def _shown(request: HttpRequest, problems: dict[str, str], status: int = 200) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    rows = [(row, new_form_id(actor.organization_id)) for row in list_dues(actor, on)]
    context = {"rows": rows, "year": on.year, "waivers": WAIVERS, "problems": problems}
    return render(request, "mentoring/list_dues.html", context, status=status)


def _cents(text: str) -> int:
    """Dollars as typed, in cents; nonsense is 0, which the command refuses in words."""
    paid = read_money(text)
    return paid.cents if paid else 0
