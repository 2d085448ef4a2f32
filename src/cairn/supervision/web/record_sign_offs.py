"""The queue of referrals and plans that wait for the supervisor's signature."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, attempt
from cairn.platform.pages import page
from cairn.supervision import policy
from cairn.supervision.commands.record_sign_offs import sign_off_records
from cairn.supervision.domain.records import RecordMark
from cairn.supervision.queries.record_sign_offs import list_record_queue


@page(permission=policy.SIGN_RECORD, methods=("GET", "POST"))
def sign_off_records_page(request: HttpRequest) -> HttpResponse:
    """Each with the way to read it; what is ticked is signed together."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {"queue": list_record_queue(actor, on), "problems": problems}
        return render(request, "supervision/sign_off_records.html", context, status=status)

    def act() -> HttpResponse:
        signed = sign_off_records(actor=actor, read=_read(request.POST.getlist("records")), now=clock.now())
        messages.success(request, f"Signed: {signed}.")
        return redirect("sign_off_records")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _read(sent: list[str]) -> frozenset[RecordMark]:
    try:
        return frozenset(map(RecordMark.read, sent))
    except ValueError:
        raise BadInput({"records": "Choose what you have read."}) from None
