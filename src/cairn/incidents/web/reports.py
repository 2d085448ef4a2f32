"""Telling somebody outside: first whether the person is named, then by which route, then what was told; and the letter."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.incidents import policy
from cairn.incidents.commands.reports import ReportDraft, record_report
from cairn.incidents.domain.kinds import Basis, Recipient
from cairn.incidents.domain.routes import ReportFacts, possible_routes
from cairn.incidents.queries.incidents import IncidentView, ReportView, get_incident
from cairn.incidents.queries.routes import routes_on
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.documents import typeset
from cairn.platform.forms import acting, attempt, sent_choice, sent_id, sent_moment, sent_text
from cairn.platform.ids import read_id
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.privacy.queries.consents import list_consents

FIELDS = ("recipient", "recipient_name", "basis", "consent", "told", "because", "reported_on", "reported_at")


@page(permission=policy.REPORT, methods=("GET", "POST"))
def report(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """What may be told, by which route, and keeping what was told. The routes that are not open say why not."""
    actor, on = acting(request)
    one = get_incident(actor, incident_id, on)
    if one.closed_at is not None:
        raise NotFound
    named = request.POST.get("named") or request.GET.get("named", "")
    is_named = named == "yes" and one.client_id is not None

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        typed = {field: request.POST.get(field, "") for field in FIELDS}
        facts = ReportFacts(one.kind, one.is_part2, is_named, has_consent=True)
        context = {
            "one": one,
            "named": named if one.client_id else "no",
            "routes": possible_routes(facts, routes_on(on, actor.place)),
            "recipients": [(who.value, who.label) for who in Recipient],
            "consents": _consents(request, one) if is_named else [],
            "typed": {**typed, "reported_on": typed["reported_on"] or on.isoformat()},
            "problems": problems,
            "duties": _duties(on, actor.place),
            "id": sent_id(request, "id"),
        }
        return render(request, "incidents/report.html", context, status=status)

    def act() -> HttpResponse:
        draft = ReportDraft(
            sent_id(request, "id"),
            incident_id,
            sent_choice(request, "recipient", Recipient, "Choose whom you told."),
            sent_text(request, "recipient_name"),
            sent_choice(request, "basis", Basis, "Choose the route."),
            is_named,
            sent_text(request, "told"),
            sent_text(request, "because"),
            sent_moment(request, "reported_on", "reported_at", actor.zone),
            read_id(request.POST.get("consent", "")),
        )
        record_report(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "Kept, with its route and source. The letter is below.")
        return redirect("get_incident", incident_id=incident_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.SEE)
def report_letter(request: HttpRequest, incident_id: UUID, report_id: UUID) -> HttpResponse:
    """The report on paper, with the same words and no more. The file's name names nobody."""
    actor, on = acting(request)
    one = get_incident(actor, incident_id, on)
    told = next((each for each in one.reports if each.id == report_id), None)
    if told is None:
        raise NotFound
    now = clock.now()
    made = typeset("incidents", "report", _document(one, told, actor.zone, actor.place), now=now)
    headers = {"Content-Disposition": 'attachment; filename="report.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


def _document(one: IncidentView, told: ReportView, zone: str, place: str) -> dict[str, object]:
    on = local_date(told.reported_at, zone)
    facts = [
        ["To", f"{told.recipient.label}: {told.recipient_name}"],
        ["Reported on", f"{on:%B} {on.day}, {on.year}"],
        ["By", told.by],
        ["What happened", one.kind.label],
    ]
    if told.names_client:
        facts.append(["Concerning", one.client_name])
    notice = rules_on(on, place).find("part2.notice_with_disclosure") if one.is_part2 and told.names_client else None
    return {
        "title": "Report",
        "sender": "Confidential report",
        "facts": facts,
        "told": told.told,
        "basis": f"{told.basis.label} ({told.basis_source}).",
        "notice": PART2_NOTICE.format(source=notice.citation.text) if notice else "",
        "role": "Signature of who reports",
    }


PART2_NOTICE = (
    "This report may hold information that 42 CFR Part 2 protects. It may not be used or passed on against the person, and no "
    "further than that law allows ({source})."
)


def _consents(request: HttpRequest, one: IncidentView) -> list[tuple[str, str]]:
    if one.client_id is None:
        return []
    actor, _ = acting(request)
    standing = [card for card in list_consents(actor, one.client_id, clock.now()) if card.is_active]
    return [(str(card.id), f"{card.who}: {card.what}") for card in standing]


def _duties(on: date, place: str) -> list[tuple[str, str]]:
    """Who must be told by a state's law, as the packs say it, with the source."""
    rules = rules_on(on, place)
    entries = [rules.find(key) for key in ("reporting.child_abuse", "reporting.vulnerable_adult", "duty_to_warn.binds")]
    titles = ("Child abuse goes to", "Abuse of a vulnerable adult goes to", "The law's duty to warn binds")
    return [
        (title, f"{entry.shown} ({entry.citation.text})") for title, entry in zip(titles, entries, strict=True) if entry
    ]
