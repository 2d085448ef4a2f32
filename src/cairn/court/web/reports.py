"""The report to a court: seen before it goes, decided when it goes, and the paper as it went."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.court import policy
from cairn.court.commands.reports import ReportDraft, send_court_report
from cairn.court.queries.mentors import ReportRow, get_court_relationship, get_report, list_attendance
from cairn.court.queries.wall import show_report_rows
from cairn.identity.queries.organizations import name_of_organization
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import in_words, local_date
from cairn.platform import clock
from cairn.platform.documents import typeset
from cairn.platform.downloads import download
from cairn.platform.forms import acting, attempt, sent_day, sent_id, sent_text
from cairn.platform.pages import page

PART2_NOTICE = (
    "Federal rules (42 CFR Part 2) protect what stands here. It may not be used or passed on in any civil, criminal, administrative "
    "or legislative proceeding against the person without their consent for that or an order of a court under those rules, nor "
    "shared further than those rules allow ({source})."
)


@page(permission=policy.REPORT, methods=("GET", "POST"))
def preview(request: HttpRequest, court_relationship_id: UUID) -> HttpResponse:
    """First the days, then exactly what would go out, then it goes. Asked of the consents again at each step."""
    actor, on = acting(request)
    one = get_court_relationship(actor, court_relationship_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        since, until = _day(request, "since"), _day(request, "until")
        attendance, progress = show_report_rows(actor, one.client_id, one.court, clock.now())
        context = {
            "one": one,
            "attendance": attendance,
            "progress": progress,
            "typed": {
                "since": request.POST.get("since", on.replace(day=1).isoformat()),
                "until": request.POST.get("until", on.isoformat()),
                "progress": request.POST.get("progress", ""),
            },
            "period": f"{in_words(since)} to {in_words(until)}" if since and until else "",
            "is_previewed": since is not None and until is not None,
            "days": list_attendance(actor, one.id, on, since=since, until=until) if since and until else (),
            "notice_text": PART2_NOTICE.format(source="42 CFR 2.32"),
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "court/report.html", context, status=status)

    def act() -> HttpResponse:
        since, until = sent_day(request, "since"), sent_day(request, "until")
        if request.POST.get("go") != "yes":
            return again({}, 200)
        progress = sent_text(request, "progress")
        draft = ReportDraft(sent_id(request, "id"), court_relationship_id, since, until, progress)
        send_court_report(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "Kept as a disclosure. Print the paper below, and give it to the court.")
        return redirect("get_court_relationship", court_relationship_id=court_relationship_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.SEE)
def paper(request: HttpRequest, court_report_id: UUID) -> HttpResponse:
    """The report as it went out. The file's name names nobody."""
    actor, on = acting(request)
    told = get_report(actor, court_report_id, on)
    made = typeset("court", "report", _document(told, name_of_organization(actor), actor.zone), now=clock.now())
    return download("report.pdf", made)


def _document(told: ReportRow, sender: str, zone: str) -> dict[str, object]:
    return {
        "title": "Attendance report",
        "sender": sender,
        "on": in_words(local_date(told.sent_at, zone)),
        "facts": [
            ["To", told.court],
            ["Concerning", told.client_name],
            ["From the mentor", told.mentor_name],
            ["Days", f"{in_words(told.since)} to {in_words(told.until)}"],
        ],
        "days": [[in_words(day), occasion.label, "Yes" if came else "No"] for day, occasion, came in told.told],
        "progress": told.progress,
        "consent": told.consent_words,
        "notice": PART2_NOTICE.format(source=told.notice_source or "42 CFR 2.32"),
    }


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return sent_day(request, name)
    except BadInput:
        return None
