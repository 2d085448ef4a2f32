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
from cairn.incidents.domain.minimum import How, Told, check_items, minimum_of
from cairn.incidents.domain.routes import ReportFacts, decide_report, possible_routes
from cairn.incidents.queries.agreed import is_agreed
from cairn.incidents.queries.incidents import IncidentView, get_incident
from cairn.incidents.queries.routes import routes_on
from cairn.incidents.web.letters import drafted, letter
from cairn.kernel.errors import BadInput, NotFound
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_id, sent_moment, sent_text
from cairn.platform.ids import read_id
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.privacy.queries.consents import list_consents

FIELDS = ("recipient", "recipient_name", "basis", "consent", "how", "told", "because", "reported_on", "reported_at")


@page(permission=policy.REPORT, methods=("GET", "POST"))
def report(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """What may be told, by which route, and keeping what was told. The routes that are not open say why not."""
    actor, on = acting(request)
    one = get_incident(actor, incident_id, on)
    if (
        one.closed_at is not None and request.method != "POST"
    ):  # what was told is kept, also when it was closed meanwhile
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
            "hows": [(how.value, how.label) for how in How],
            "least": [(item.value, item.label) for item in minimum_of(one.kind, names_client=is_named)],
            "items": request.POST.getlist("items"),
            "duties": _duties(on, actor.place),
            "id": sent_id(request, "id" if status != 409 else ""),
        }
        return render(request, "incidents/report.html", context, status=status)

    def act() -> HttpResponse:
        draft = _draft(request, one, is_named=is_named)
        if request.POST.get("go") == "draft":
            return _drafted_letter(request, one, draft)
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
    return letter(one, told, actor.zone, actor.place, now=clock.now())


def _draft(request: HttpRequest, one: IncidentView, *, is_named: bool) -> ReportDraft:
    actor, _ = acting(request)
    items = set(request.POST.getlist("items"))
    return ReportDraft(
        sent_id(request, "id"),
        one.id,
        sent_choice(request, "recipient", Recipient, "Choose whom you told."),
        sent_text(request, "recipient_name"),
        sent_choice(request, "basis", Basis, "Choose the route."),
        is_named,
        sent_choice(request, "how", How, "Choose how you told it."),
        tuple(item for item in Told if item.value in items),
        sent_text(request, "told"),
        sent_text(request, "because"),
        sent_moment(request, "reported_on", "reported_at", actor.zone),
        read_id(request.POST.get("consent", "")),
    )


def _drafted_letter(request: HttpRequest, one: IncidentView, draft: ReportDraft) -> HttpResponse:
    """The letter before anything is told: by the same route and the same least, and nothing is kept."""
    actor, on = acting(request)
    route = next((route for route in routes_on(on, actor.place) if route.basis is draft.basis), None)
    problems = check_items(one.kind, draft.items, names_client=draft.names_client)
    if route is None or problems:
        raise BadInput(problems or {"basis": "No rule for this route is known on that day. Choose another one."})
    has_consent = (
        draft.basis is Basis.CONSENT
        and draft.consent_id is not None
        and is_agreed(actor, draft.consent_id, one.client_id, draft.recipient, draft.recipient_name, clock.now())
    )
    facts = ReportFacts(one.kind, one.is_part2, draft.names_client, draft.recipient, has_consent, draft.because)
    decide_report(facts, route).require()
    now = clock.now()
    return letter(one, drafted(one, draft, route, actor.name), actor.zone, actor.place, now=now, is_draft=True)


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
