"""Leaving: the list, one person's leaving, planning the goodbye, writing down that they left, taking it back, coming back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.departures import policy
from cairn.departures.commands.departures import (
    GoodbyeDraft,
    LeaveDraft,
    come_back,
    leave_program,
    plan_departure,
    take_back_departure,
)
from cairn.departures.domain.leaving import NOTICE, Reason
from cairn.departures.queries.additions import list_additions
from cairn.departures.queries.departures import (
    DepartureView,
    get_departure,
    list_departures,
    list_departures_of,
)
from cairn.departures.queries.holds import list_holds_of
from cairn.departures.queries.moves import list_sendings, list_transfers
from cairn.departures.queries.records import Asked, check_records
from cairn.departures.web.promises import promise_rows, promises_sent
from cairn.platform import clock
from cairn.platform.forms import (
    acting,
    asked_page,
    attempt,
    sent_choice,
    sent_day,
    sent_id,
    sent_number,
    sent_text,
    sent_texts,
)
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support.queries.clients import get_client, get_client_name, list_standing_promises
from cairn.support.queries.notes import list_unsigned

BOTH = ("GET", "POST")
REASONS = [(reason.value, reason.label, reason.told) for reason in Reason]
PLAN_FIELDS = ("planned_for", "reason", "reason_words", "goodbye", "their_words")


@page(permission=policy.SEE)
def departures(request: HttpRequest) -> HttpResponse:
    """Who is about to leave, who left, and what their records still lack."""
    actor, on = acting(request)
    number = asked_page(request)
    context = {"found": list_departures(actor, on, page=number), "number": number, "may_hold": may(actor, policy.HOLD)}
    return render(request, "departures/departures.html", context)


@page(permission=policy.SEE)
def leaving(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """One person's page of leaving and moving, while they are here or after."""
    actor, on = acting(request)
    person = get_client(actor, client_id, on)
    past = list_departures_of(actor, client_id, on)
    standing = next((one for one in past if one.is_standing), None)
    asked = Asked(client_id, standing.left_on, standing.summary_state) if standing else Asked(client_id)
    context = {
        "client": person,
        "standing": standing,
        "past": [one for one in past if one is not standing],
        "checked": check_records(actor, [asked], on).get(client_id),
        "transfers": list_transfers(actor, client_id, on),
        "sendings": list_sendings(actor, client_id, on),
        "holds": list_holds_of(actor, client_id, on),
        "unsigned": _unsigned(request, client_id) if standing is None or standing.left_on is None else [],
        "may": lambda permission: may(actor, permission),
        "rights": policy,
        "notice_rule": NOTICE,
    }
    return render(request, "departures/leaving.html", context)


@page(permission=policy.PLAN, methods=BOTH)
def plan(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Planning the goodbye, with the person."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        past = list_departures_of(actor, client_id, on)
        standing = next((one for one in past if one.is_standing and one.left_on is None), None)
        is_sent = request.method == "POST"
        context = {
            "client_id": client_id,
            "name": name,
            "standing": standing,
            "both": status == 409 and standing is not None,
            "typed": sent_texts(request, *PLAN_FIELDS) if is_sent else _planned(standing),
            "seen": sent_number(request, "seen") if is_sent and status != 409 else standing.version if standing else 0,
            "reasons": REASONS,
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "departures/plan.html", context, status=status)

    def act() -> HttpResponse:
        draft = GoodbyeDraft(
            sent_id(request, "id"),
            client_id,
            sent_day(request, "planned_for"),
            sent_choice(request, "reason", Reason, "Choose one, or leave it open.")
            if sent_text(request, "reason")
            else None,
            sent_text(request, "reason_words"),
            sent_text(request, "goodbye"),
            sent_text(request, "their_words"),
        )
        plan_departure(actor=actor, draft=draft, seen=sent_number(request, "seen"), now=clock.now())
        messages.success(request, "The goodbye is planned. Nothing ends before you write it down.")
        return redirect("leaving", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.LEAVE, methods=BOTH)
def leave(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """They left: last day, why, and what becomes of what was promised. What is open is listed first and holds nobody."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        past = list_departures_of(actor, client_id, on)
        standing = next((one for one in past if one.is_standing), None)
        if standing is not None and standing.left_on is not None:
            return _left_already(request, standing, problems)
        person = get_client(actor, client_id, on)
        planned = _planned(standing)
        first = {"left_on": on.isoformat(), "reason": planned["reason"], "reason_words": planned["reason_words"]}
        context = {
            "client": person,
            "typed": sent_texts(request, *first) if request.method == "POST" else first,
            "reasons": REASONS,
            "rows": promise_rows(request, list_standing_promises(actor, policy.LEAVE, client_id, on)),
            "outcomes": [("let_go", "Let go"), ("kept", "Kept")],
            "unsigned": _unsigned(request, client_id),
            "checked": check_records(actor, [Asked(client_id)], on).get(client_id),
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "departures/leave.html", context, status=status)

    def act() -> HttpResponse:
        draft = LeaveDraft(
            sent_id(request, "id"),
            client_id,
            sent_day(request, "left_on"),
            sent_choice(request, "reason", Reason, "Choose what comes closest."),
            sent_text(request, "reason_words"),
            promises_sent(request),
        )
        departure_id = leave_program(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "Written down. The summary can be finished here, today or later.")
        return redirect("get_departure", departure_id=departure_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.SEE)
def departure(request: HttpRequest, departure_id: UUID) -> HttpResponse:
    """One leaving: why, the summary, what the record lacks, how long it is kept."""
    return _shown(request, departure_id, {}, 200)


@page(permission=policy.TAKE_BACK, methods=BOTH)
def take_back(request: HttpRequest, departure_id: UUID) -> HttpResponse:
    """Entered in error, or they stay after all: taken back with a reason, never erased."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        one = get_departure(actor, departure_id, on)
        context = {"one": one, "because": sent_text(request, "because"), "problems": problems}
        return render(request, "departures/take_back.html", context, status=status)

    def act() -> HttpResponse:
        because = sent_text(request, "because")
        take_back_departure(actor=actor, departure_id=departure_id, because=because, now=clock.now())
        messages.success(request, "Taken back. It stays readable, with your reason.")
        return redirect("list_departures")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.RETURN, methods=("POST",))
def back_again(request: HttpRequest, departure_id: UUID) -> HttpResponse:
    """They are back: a new stretch begins today."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        client_id = come_back(actor=actor, departure_id=departure_id, now=clock.now())
        messages.success(request, "Welcome back. What was before is kept. Write down whom they choose.")
        return redirect("get_client", client_id=client_id)

    return attempt(act, lambda problems, status: _shown(request, departure_id, problems, status))


def _shown(request: HttpRequest, departure_id: UUID, problems: Mapping[str, str], status: int) -> HttpResponse:
    actor, on = acting(request)
    one = get_departure(actor, departure_id, on)
    checked = check_records(actor, [Asked(one.client_id, one.left_on, one.summary_state)], on).get(one.client_id)
    context = {
        "one": one,
        "added": list_additions(actor, [one.id], on).get(one.id, ()) if one.summary_state == "signed" else (),
        "checked": checked,
        "may": lambda permission: may(actor, permission),
        "rights": policy,
        "problems": problems,
    }
    return render(request, "departures/departure.html", context, status=status)


def _left_already(request: HttpRequest, standing: DepartureView, problems: dict[str, str]) -> HttpResponse:
    """Somebody wrote it down before: their entry, and what this page wanted to say about it."""
    return _shown(request, standing.id, problems or {"": "This was written down already."}, 409)


def _planned(standing: DepartureView | None) -> dict[str, str]:
    if standing is None:
        return dict.fromkeys(PLAN_FIELDS, "")
    return {
        "planned_for": standing.planned_for.isoformat() if standing.planned_for else "",
        "reason": standing.reason.value if standing.reason else "",
        "reason_words": standing.reason_words,
        "goodbye": standing.goodbye,
        "their_words": standing.their_words,
    }


def _unsigned(request: HttpRequest, client_id: UUID) -> list[UUID]:
    """The contacts of this person whose notes wait for a signature, as far as the reader may know them."""
    actor, on = acting(request)
    if not may(actor, "support.note.see"):
        return []
    return [one.encounter_id for one in list_unsigned(actor, on) if one.client_id == client_id]
