"""Deciding on a registration, its certificate and letter, and the report to the board."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from cairn.platform import clock
from cairn.platform.downloads import download
from cairn.platform.forms import Typed, acting, asked_day, attempt
from cairn.platform.pages import page
from cairn.training.commands.completions import DECIDE, complete_registration
from cairn.training.queries.completions import CompletionRow, list_completions
from cairn.training.queries.registrations import get_registration
from cairn.training.web.classes import registration_page

REPORT = "training.report.see"
BACK_DAYS = 90  # shown without a range; a habit, not a rule
HEADS = (
    "Name", "Class", "Place", "First day", "Last day", "Minutes attended", "Minutes scheduled", "Result", "Decided on",
)  # fmt: skip


@page(permission=DECIDE, methods=("POST",))
def complete_registration_page(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Decide by the rule, or say what is still open."""
    actor, on = acting(request)
    get_registration(actor, registration_id, on)

    def again(problems: Typed, status: int) -> HttpResponse:
        return registration_page(request, registration_id, problems, status)

    def act() -> HttpResponse:
        complete_registration(actor=actor, registration_id=registration_id, now=clock.now())
        messages.success(request, "Decided. The facts and rules are kept with it.")
        return redirect("show_registration", registration_id=registration_id)

    return attempt(act, again)


@page(permission=REPORT)
def report_completions(request: HttpRequest) -> HttpResponse:
    """Completions in a range of days: name, class, days, minutes, result, and nothing else. One statement."""
    actor, on = acting(request)
    start, end = _range(request, on)
    rows = list_completions(actor, start, end)
    context = {"rows": rows, "start": start, "end": end, "passed": sum(row.outcome == "yes" for row in rows)}
    return render(request, "training/report.html", context)


@never_cache
@page(permission=REPORT)
def export_completions(request: HttpRequest) -> HttpResponse:
    """The same as a table for the board's own tools."""
    actor, on = acting(request)
    start, end = _range(request, on)
    table = _csv(list_completions(actor, start, end))
    return download(f"completions-{start}-{end}.csv", table, "text/csv; charset=utf-8")


def _csv(rows: list[CompletionRow]) -> str:
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(HEADS)
    for row in rows:
        cells = (
            row.name, row.course_title, row.place, row.starts_on, row.ends_on, row.attended_minutes, row.scheduled_minutes,
            row.result, row.decided_on,
        )  # fmt: skip
        table.writerow([_plain(str(cell)) for cell in cells])
    return written.getvalue()


def _plain(cell: str) -> str:
    """A cell that a spreadsheet takes as words: one that begins like a formula gets an apostrophe."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def _range(request: HttpRequest, on: date) -> tuple[date, date]:
    """The days asked for; the last three months without any."""
    start, end = asked_day(request, "from"), asked_day(request, "to")
    end = end or on
    return start or end - timedelta(days=BACK_DAYS), end
