"""The people one walks with, and the page of one of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.kernel.actors import Role
from cairn.kernel.instants import local_date
from cairn.platform import charts, clock
from cairn.platform.addresses import address
from cairn.platform.forms import acting, attempt, sent_text
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support import policy, policy_apart, policy_platforms
from cairn.support.commands.clients import update_goal
from cairn.support.queries.caseload import Caseload, PersonCard, list_caseload, list_peers_with_people
from cairn.support.queries.check_ins import CheckIn, check_in_told
from cairn.support.queries.clients import get_client, get_client_name
from cairn.support.queries.looks import list_looks
from cairn.support.queries.peerness import question_of_story
from cairn.support.queries.story import list_story
from cairn.support.web.shown import show

TOLD = 10  # contacts at a time: on a phone each is half a screen, and the latest are those that one comes for
BEHIND = 10  # as many more are looked at for the question how the two walk together, and are not shown
circle_of = cache(charts.phase_circle)  # three drawings, the same for everybody


@page(permission=policy.SEE)
def caseload(request: HttpRequest) -> HttpResponse:
    """Own people as cards; for those who answer for others, a list with a choice of peer supporter."""
    actor, on = acting(request)
    after, peer_id = read_id(request.GET.get("after", "")), read_id(request.GET.get("peer", ""))
    people = list_caseload(actor, on, after=after, peer_id=peer_id)
    is_own = actor.role is Role.PEER_SUPPORTER
    return show(
        request,
        "caseload",
        people=people.people,
        cards=[_card(person, on) for person in people.people] if is_own else [],
        is_own=is_own,
        peer_options=[] if is_own else [(str(peer.id), peer.name) for peer in list_peers_with_people(actor, on)],
        peer_id=str(peer_id or ""),
        is_first=after is None,
        older=_older(people, peer_id),
        may_enroll=may(actor, policy.ENROLL),
        may_platforms=not is_own and may(actor, policy_platforms.SEE),
        may_open=may(actor, policy_apart.OPEN),
        opened=[one for one in people.people if one.was_opened] if may(actor, policy_apart.TOLD) else [],
    )


@page(permission=policy.SEE)
def client(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """One person: their words, where the two are, what was promised, what may be shared, and the story of the contacts."""
    actor, on = acting(request)
    person = get_client(actor, client_id, on)
    before = read_id(request.GET.get("before", ""))
    asks = person.own is not None and before is None
    story = list_story(actor, client_id, on, before, limit=TOLD, behind=BEHIND if asks else 0)
    current = person.current
    last = next((one.started_on for one in story.contacts if not one.is_in_error), None)
    return show(
        request,
        "client",
        client=person,
        current=current,
        circle=circle_of(current.phase.value) if current else "",
        story=story,
        question=question_of_story(actor, client_id, (*story.contacts, *story.behind), on) if asks else None,
        is_first=before is None,
        check_in=check_in_told(person.own.rhythm, last) if person.own and before is None else None,
        on=on,
        local_day=lambda at: local_date(at, actor.zone),
        may_goal=may(actor, policy.UPDATE_GOAL),
        may_update=may(actor, policy.UPDATE),
        may_start=may(actor, policy.START),
        may_end=may(actor, policy.END),
        may_facts=may(actor, policy.RECORD_FACTS),
        may_apart=may(actor, policy_apart.KEEP),
        may_promise=person.own is not None and may(actor, policy.MAKE_PROMISE),
    )


@page(permission=policy.UPDATE_GOAL, methods=("GET", "POST"))
def goal(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """The goal, in the person's own words."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        person = get_client(actor, client_id, on)
        typed = request.POST.get("goal", person.goal)
        return show(request, "goal", status, client=person, typed=typed, problems=problems)

    def act() -> HttpResponse:
        typed, seen = sent_text(request, "goal"), sent_text(request, "seen")
        update_goal(actor=actor, client_id=client_id, goal=typed, seen=seen, now=clock.now())
        return redirect("get_client", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission="privacy.look.see")
def looks(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Who looked, newest first: made to be shown to the person."""
    actor, on = acting(request)
    text = request.GET.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None
    name = get_client_name(actor, client_id, on)
    found = list_looks(actor, client_id, on, before=before)
    told: dict[str, Any] = {"client_id": client_id, "name": name, "looks": found, "zone": actor.zone}
    return show(request, "looks", is_first=before is None, **told)


def _older(people: Caseload, peer_id: UUID | None) -> str:
    if people.after is None:
        return ""
    peer = f"&peer={peer_id}" if peer_id else ""
    return f"{address('list_caseload')}?after={people.after}{peer}"


def _card(person: PersonCard, on: date) -> dict[str, Any]:
    """A person as the card of the pages wants it."""
    href = address("get_client", client_id=person.client_id)
    last, check_in = person.last_contact_on, person.check_in
    return {
        "name": person.name,
        "href": href,
        "phase": person.phase or "",
        "goal": person.goal,
        "promise": person.promise.text if person.promise else "",
        "next_step": f"{check_in.told}, by {check_in.due_on:%b} {check_in.due_on.day}" if check_in else "",
        "badges": [
            *_due(check_in, on),
            (f"Last contact {last:%b} {last.day}" if last else "No contact yet", "none"),
        ],
        "actions": [("Write a contact", f"{address('write_contact')}?person={person.client_id}")],
    }


def _due(check_in: CheckIn | None, on: date) -> list[tuple[str, str]]:
    """The mark of a check-in that is due today or overdue."""
    if check_in is None or not check_in.is_due(on):
        return []
    return [("Check-in overdue", "late") if check_in.is_overdue(on) else ("Check-in due today", "soon")]
