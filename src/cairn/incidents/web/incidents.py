"""Incidents: the list, writing one down, reading it, and what comes after."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.incidents import policy
from cairn.incidents.commands.incidents import (
    IncidentDraft,
    acknowledge_incident,
    add_follow_up,
    close_incident,
    record_incident,
)
from cairn.incidents.domain.kinds import Kind
from cairn.incidents.queries.incidents import get_incident, list_incidents
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import acting, asked_page, attempt, sent_choice, sent_id, sent_moment, sent_text
from cairn.platform.ids import new_form_id, read_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.program.domain.policies import Subject
from cairn.program.queries.policies import find_policy_text
from cairn.support.queries.apart import kept_from_supervisors
from cairn.support.queries.caseload import list_caseload
from cairn.support.queries.clients import get_client_name

BOTH = ("GET", "POST")
UNSEEN = (
    "Written down. Your supervisor does not see it: this person chose who sees their record. Call your supervisor now, and say no more "
    "than is needed. Where somebody may be in danger, ask the person whether your supervisor may be named, or use Help now."
)
TOLD_OPTIONS = (("in_person", "In person"), ("phone", "By phone"), ("not_yet", "Not yet"))


@page(permission=policy.SEE)
def incidents(request: HttpRequest) -> HttpResponse:
    """What is open first. The list names nobody who is served."""
    actor, on = acting(request)
    number = asked_page(request)
    found = list_incidents(actor, on, page=number)
    context = {"found": found, "number": number, "may_record": may(actor, policy.RECORD)}
    return render(request, "incidents/incidents.html", context)


@page(permission=policy.RECORD, methods=BOTH)
def new_incident(request: HttpRequest) -> HttpResponse:
    """Write down what happened. The person can be named, and need not be."""
    actor, on = acting(request)
    named = read_id(request.GET.get("person", ""))  # by the page of a person: then it is about them
    person = named or read_id(request.POST.get("person", ""))
    name = get_client_name(actor, person, on) if person else ""
    names = ("kind", "happened_on", "happened_at", "what", "done", "told_how")

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        typed = {field: request.POST.get(field, "") for field in names}
        people = [] if named else [(str(one.client_id), one.name) for one in list_caseload(actor, on).people]
        context = {
            "person": named,
            "chosen": str(person or ""),
            "name": name,
            "people": people,
            "typed": {
                **typed,
                "happened_on": typed["happened_on"] or on.isoformat(),
                "told_how": typed["told_how"] or "not_yet",
            },
            "kinds": [(kind.value, kind.label, kind.told) for kind in Kind],
            "told_options": TOLD_OPTIONS,
            "problems": problems,
            "id": sent_id(request, "id" if status != 409 else ""),
        }
        return render(request, "incidents/new.html", context, status=status)

    def act() -> HttpResponse:
        draft = _incident_sent(request, person, actor.zone)
        record_incident(actor=actor, draft=draft, now=clock.now())
        if person and kept_from_supervisors(actor, person, on):
            messages.warning(request, UNSEEN)
        else:
            messages.success(request, "Written down. Your supervisor sees it on their first page.")
        return redirect("get_incident", incident_id=draft.id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _incident_sent(request: HttpRequest, person: UUID | None, zone: str) -> IncidentDraft:
    return IncidentDraft(
        sent_id(request, "id"),
        person,
        sent_choice(request, "kind", Kind, "Choose what comes closest."),
        sent_moment(request, "happened_on", "happened_at", zone),
        sent_text(request, "what"),
        sent_text(request, "done"),
        request.POST.get("told_how", ""),
    )


@page(permission=policy.SEE)
def incident(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """One incident: what happened, who knows, what was told outside, what came of it."""
    return _shown(request, incident_id, {}, 200)


@page(permission=policy.ACKNOWLEDGE, methods=("POST",))
def acknowledge(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """The supervisor has read it."""
    actor, _ = acting(request)
    acknowledge_incident(actor=actor, incident_id=incident_id, now=clock.now())
    return redirect("get_incident", incident_id=incident_id)


@page(permission=policy.FOLLOW, methods=("POST",))
def follow_up(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """A line about what came of it."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        add_follow_up(
            actor=actor,
            follow_up_id=sent_id(request, "id"),
            incident_id=incident_id,
            words=sent_text(request, "words"),
            now=clock.now(),
        )
        return redirect("get_incident", incident_id=incident_id)

    return attempt(act, lambda problems, status: _shown(request, incident_id, problems, status))


@page(permission=policy.CLOSE, methods=("POST",))
def close(request: HttpRequest, incident_id: UUID) -> HttpResponse:
    """Nothing more is to be done, and why."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        close_incident(actor=actor, incident_id=incident_id, because=sent_text(request, "because"), now=clock.now())
        messages.success(request, "Closed. It stays readable here.")
        return redirect("list_incidents")

    return attempt(act, lambda problems, status: _shown(request, incident_id, problems, status))


@page(permission=policy.STAFF_CRISIS)
def staff_crisis(request: HttpRequest) -> HttpResponse:
    """When it is about oneself or a colleague, with the program's own words. Nothing is written down anywhere: the page holds to that."""
    actor, on = acting(request)
    return render(request, "incidents/staff.html", {"own": find_policy_text(actor, Subject.STAFF_CRISIS, on)})


def _shown(request: HttpRequest, incident_id: UUID, problems: dict[str, str], status: int) -> HttpResponse:
    actor, on = acting(request)
    one = get_incident(actor, incident_id, on)
    context: dict[str, Any] = {
        "one": one,
        "happened_on": local_date(one.happened_at, actor.zone),
        "may_report": may(actor, policy.REPORT) and one.closed_at is None,
        "may_acknowledge": may(actor, policy.ACKNOWLEDGE) and one.seen_at is None,
        "may_close": may(actor, policy.CLOSE) and one.closed_at is None,
        "problems": problems,
        "typed": {"words": request.POST.get("words", ""), "because": request.POST.get("because", "")},
        "id": new_form_id(actor.organization_id),
    }
    return render(request, "incidents/incident.html", context, status=status)
