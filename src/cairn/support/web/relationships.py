"""Choosing, the phase, promises, and saying goodbye."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import Conflict, NotFound
from cairn.platform import charts, clock
from cairn.platform.forms import acting, attempt, named_id, sent_choice, sent_day, sent_id, sent_text, sent_texts
from cairn.platform.pages import page
from cairn.support import policy
from cairn.support.commands.promises import PromiseDraft, make_promise, settle_promise
from cairn.support.commands.relationships import change_phase, end_relationship
from cairn.support.domain.phases import CIRCLE, Phase, way_back
from cairn.support.domain.relationships import Outcome
from cairn.support.queries.clients import ClientView, Together, get_client, get_client_name, list_steps
from cairn.support.web.shown import show

BOTH = ("GET", "POST")


@page(permission=policy.START, methods=BOTH)
def choose(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """The old address of the choice: it leads on to the page where people choose each other, which asks about ties first."""
    actor, on = acting(request)
    get_client_name(actor, client_id, on)  # one out of reach is answered here, as everywhere
    return redirect("choose_peer", client_id=client_id)


@page(permission=policy.CHANGE_PHASE, methods=BOTH)
def phase(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Where the two are now, with what the guide says of each phase, and the way so far."""
    actor, on = acting(request)
    change_id = sent_id(request, "id")

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        person = get_client(actor, client_id, on)
        own = _own(person)
        steps = [step for step in list_steps(actor, client_id, on) if step.relationship_id == own.id]
        circle = charts.phase_circle(own.phase.value)
        options = [(guide.phase.value, guide.phase.label, guide.told) for guide in CIRCLE]
        back = way_back(own.phase) if request.GET.get("pulled-away") == "yes" else ()
        told = {
            "client": person,
            "way_back": back,
            "own": own,
            "guides": CIRCLE,
            "phase_options": options,
            "circle": circle,
            "steps": steps,
            "id": change_id,
        }
        return show(request, "phase", status, problems=problems, **told)

    def act() -> HttpResponse:
        wanted = sent_choice(request, "phase", Phase, "Choose one of the three phases.")
        decision = change_phase(
            actor=actor,
            change_id=change_id,
            relationship_id=named_id(request, "relationship"),
            phase=wanted,
            now=clock.now(),
        )
        for finding in decision.warnings:
            messages.warning(request, finding.remedy)
        return redirect("get_client", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.END, methods=BOTH)
def goodbye(request: HttpRequest, client_id: UUID, relationship_id: UUID) -> HttpResponse:
    """Saying goodbye. Asks once, and says what it closes."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        person = get_client(actor, client_id, on)
        one = next((one for one in person.relationships if one.id == relationship_id and one.is_going_on), None)
        if one is None:
            raise NotFound
        typed = {"ended_on": request.POST.get("ended_on", on.isoformat()), "because": sent_text(request, "because")}
        return show(request, "goodbye", status, client=person, one=one, typed=typed, problems=problems)

    def act() -> HttpResponse:
        end_relationship(
            actor=actor,
            relationship_id=relationship_id,
            ended_on=sent_day(request, "ended_on") or on,
            because=sent_text(request, "because"),
            now=clock.now(),
        )
        messages.success(request, "Written down. Thank you for walking along.")
        return redirect("list_caseload")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.MAKE_PROMISE, methods=BOTH)
def promise(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """A promise, in a few words."""
    actor, on = acting(request)
    typed = sent_texts(request, "text", "due_on")
    promise_id = sent_id(request, "id")

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        person = get_client(actor, client_id, on)
        told = {"client": person, "own": _own(person), "typed": typed, "id": promise_id}
        return show(request, "promise", status, problems=problems, **told)

    def act() -> HttpResponse:
        draft = PromiseDraft(promise_id, named_id(request, "relationship"), typed["text"], sent_day(request, "due_on"))
        make_promise(actor=actor, draft=draft, now=clock.now())
        return redirect("get_client", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.SETTLE_PROMISE, methods=("POST",))
def settle(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Kept, or let go: one tap on the person's page."""
    actor, _ = acting(request)
    text = request.POST.get("outcome", "")
    outcome = Outcome.KEPT if text == Outcome.KEPT.value else Outcome.LET_GO
    try:
        client_id = settle_promise(actor=actor, promise_id=promise_id, outcome=outcome, now=clock.now())
    except Conflict as error:
        messages.warning(request, str(error))
        return redirect("list_caseload")
    return redirect("get_client", client_id=client_id)


def _own(person: ClientView) -> Together:
    """The actor's own relationship with the person; there is nothing here without one."""
    if person.own is None:
        raise NotFound
    return person.own
