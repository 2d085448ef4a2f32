"""For whoever works here: what somebody asked of their own record, until when it is answered, and what came of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.instants import in_words
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_day, sent_id, sent_text, sent_texts
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.privacy import policy_requests as policy
from cairn.privacy.commands.record_requests import (
    RequestDraft,
    answer_record_request,
    extend_record_request,
    take_record_request,
)
from cairn.privacy.domain.record_requests import Answer, Asked, Way
from cairn.privacy.policy import may
from cairn.privacy.queries.record_requests import (
    RequestView,
    decide_more_time,
    get_request,
    list_requests,
    list_requests_of,
    term_of,
)
from cairn.support.queries.apart import kept_from_managers
from cairn.support.queries.clients import get_client_name, names_of_clients

BOTH = ("GET", "POST")
UNSEEN = (
    "Written down. No program manager sees it: this person chose who sees their record, and only a manager answers. Ask them today "
    "whether a manager may be named; the days count from the day on which they asked."
)


@page(permission=policy.SEE)
def requests(request: HttpRequest) -> HttpResponse:
    """All that wait, soonest due first, and those that were answered."""
    actor, on = acting(request)
    found = list_requests(actor, on)
    context = {
        "requests": found,
        "clients": names_of_clients(actor, {one.client_id for one in found}, on),
        "names": _names(actor, found, on),
        "on": on,
        "may_answer": may(actor, policy.ANSWER),
    }
    return render(request, "portal/staff/requests.html", context)


@page(permission=policy.TAKE, methods=BOTH)
def take(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Writing down what somebody asked, and what they asked before."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        before = list_requests_of(actor, client_id, on)
        context = {
            "client_id": client_id,
            "name": name,
            "typed": sent_texts(request, "asked", "way", "asked_on", "words", "asked_of"),
            "today": on.isoformat(),
            "kinds": [(one.value, one.label) for one in Asked],
            "ways": [(one.value, one.label) for one in Way],
            "terms": [(one.label, term_of(one, on, actor.place)) for one in Asked],
            "before": before,
            "names": _names(actor, before, on),
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "portal/staff/take_request.html", context, status=status)

    def act() -> HttpResponse:
        draft = RequestDraft(
            sent_id(request, "id"),
            client_id,
            sent_choice(request, "asked", Asked, "Choose what they ask for."),
            sent_choice(request, "way", Way, "Choose how they asked."),
            sent_day(request, "asked_on"),
            sent_text(request, "words"),
            sent_text(request, "asked_of"),
        )
        take_record_request(actor=actor, draft=draft, now=clock.now())
        if kept_from_managers(actor, client_id, on):
            messages.warning(request, UNSEEN)
        else:
            messages.success(request, "Written down. It waits until it is answered, with its day.")
        return redirect("take_record_request", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.ANSWER, methods=BOTH)
def answer(request: HttpRequest, record_request_id: UUID) -> HttpResponse:
    """One request: the answer, or once more time."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        one = get_request(actor, record_request_id, on)
        denial = rules_on(on, actor.place).find("hipaa.access.denial")
        context = {
            "one": one,
            "name": get_client_name(actor, one.client_id, on),
            "names": _names(actor, (one,), on),
            "more": decide_more_time(one, on, actor.place),
            "term": term_of(one.asked, one.asked_on, actor.place),
            "denial": denial,
            "answers": [(each.value, each.label) for each in Answer],
            "typed": sent_texts(request, "answer", "because", "answered_on", "do"),
            "today": on.isoformat(),
            "problems": problems,
        }
        return render(request, "portal/staff/answer_request.html", context, status=status)

    def act() -> HttpResponse:
        because = sent_text(request, "because")
        if sent_text(request, "do") == "longer":
            due = extend_record_request(actor=actor, request_id=record_request_id, because=because, now=clock.now())
            messages.success(request, f"The new day is {in_words(due)}. Tell them in writing, with the reason.")
            return redirect("answer_record_request", record_request_id=record_request_id)
        answer_record_request(
            actor=actor,
            request_id=record_request_id,
            answer=sent_choice(request, "answer", Answer, "Choose what came of it."),
            because=because,
            answered_on=sent_day(request, "answered_on"),
            now=clock.now(),
        )
        messages.success(request, "Written down.")
        return redirect("list_record_requests")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _names(actor: Actor, found: tuple[RequestView, ...], on: date) -> dict[UUID, str]:
    by = {one.taken_by_id for one in found} | {one.answered_by_id for one in found if one.answered_by_id}
    return names_of(actor, by, on)
