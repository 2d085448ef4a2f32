"""The list, one group or event, beginning and ending one, and its roster."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.gatherings import policy
from cairn.gatherings.commands.gatherings import (
    begin_gathering,
    change_leaders,
    end_gathering,
    invite_client,
    take_off_roster,
)
from cairn.gatherings.domain.kinds import EventKind, Kind
from cairn.gatherings.domain.schedule import WEEKDAYS
from cairn.gatherings.queries.figures import list_months
from cairn.gatherings.queries.gatherings import get_gathering, list_gatherings
from cairn.gatherings.web.forms import read_draft
from cairn.identity.queries.names import list_peer_supporters
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, named_id, sent_day, sent_id, sent_ids
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support.domain.encounters import Place
from cairn.support.queries.caseload import list_caseload

BOTH = ("GET", "POST")
FIELDS = ("kind", "event_kind", "name", "about", "who", "starts_at", "minutes", "place", "where_words", "size_limit",
          "starts_on", "ends_on", "other_leader")  # fmt: skip
FIRST = {"kind": Kind.GROUP.value, "who": "invited", "starts_at": "18:00", "minutes": "90", "place": "office"}
WHO = (("invited", "Whoever was invited"), ("all", "Everybody"))


@page(permission=policy.SEE)
def gatherings(request: HttpRequest) -> HttpResponse:
    """What is on today, then every group and event that goes on. The list names nobody who is served."""
    actor, on = acting(request)
    after = read_id(request.GET.get("after", ""))
    context = {
        "found": list_gatherings(actor, on, after=after),
        "after": after,
        "today": on,
        "may_make": may(actor, policy.MAKE),
        "may_count": may(actor, policy.COUNT),
    }
    return render(request, "gatherings/gatherings.html", context)


@page(permission=policy.COUNT)
def figures(request: HttpRequest) -> HttpResponse:
    """How many came, month by month."""
    actor, on = acting(request)
    return render(request, "gatherings/figures.html", {"months": list_months(actor, on)})


@page(permission=policy.MAKE, methods=BOTH)
def new_gathering(request: HttpRequest) -> HttpResponse:
    """Begin a series, a single group or an open event."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        is_sent = request.method == "POST"
        typed = {name: request.POST.get(name, "") if is_sent else FIRST.get(name, "") for name in FIELDS}
        context = {
            "typed": {**typed, "starts_on": typed["starts_on"] or on.isoformat()},
            "days": request.POST.getlist("weekdays"),
            "weekdays": [(str(n), name) for n, name in enumerate(WEEKDAYS, 1)],
            "kinds": [(kind.value, kind.label) for kind in Kind],
            "event_kinds": [(kind.value, kind.label) for kind in EventKind],
            "who_options": WHO,
            "places": [(place.value, place.label) for place in Place],
            "leaders": [
                (str(one.id), one.name) for one in list_peer_supporters(actor, on) if one.id != actor.engagement_id
            ],
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "gatherings/new.html", context, status=status)

    def act() -> HttpResponse:
        draft = read_draft(request)
        begin_gathering(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "It is begun. Begin a day when it is time.")
        return redirect("get_gathering", gathering_id=draft.id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.SEE)
def gathering(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """One group or event: its days, its roster."""
    return _shown(request, gathering_id, {}, 200)


@page(permission=policy.INVITE, methods=("POST",))
def invite(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Put one of one's own people on the roster."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        client_id = named_id(request, "person")
        invite_client(actor=actor, gathering_id=gathering_id, client_id=client_id, now=clock.now())
        return redirect("get_gathering", gathering_id=gathering_id)

    return attempt(act, lambda problems, status: _shown(request, gathering_id, problems, status))


@page(permission=policy.INVITE, methods=("POST",))
def take_off(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Somebody no longer wants to come."""
    actor, _ = acting(request)
    take_off_roster(actor=actor, gathering_id=gathering_id, client_id=named_id(request, "person"), now=clock.now())
    messages.success(request, "Taken off the roster. What they came to stays written.")
    return redirect("get_gathering", gathering_id=gathering_id)


@page(permission=policy.MAKE, methods=("POST",))
def end(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """It meets for the last time."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        last_day = sent_day(request, "last_day")
        if last_day is None:
            raise BadInput({"last_day": "Give the last day."})
        end_gathering(actor=actor, gathering_id=gathering_id, last_day=last_day, now=clock.now())
        messages.success(request, "Its last day is written down.")
        return redirect("get_gathering", gathering_id=gathering_id)

    return attempt(act, lambda problems, status: _shown(request, gathering_id, problems, status))


@page(permission=policy.LEAD, methods=("POST",))
def lead(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """Say who leads it from now on. Who takes themselves off goes back to the list: the group is no longer theirs to see."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        leaders = frozenset((*sent_ids(request, "leader"), *sent_ids(request, "other_leader")))
        change_leaders(actor=actor, gathering_id=gathering_id, leader_ids=leaders, now=clock.now())
        messages.success(request, "Who leads it is changed.")
        sees_it = may(actor, policy.COUNT) or actor.engagement_id in leaders
        return redirect("get_gathering", gathering_id=gathering_id) if sees_it else redirect("list_gatherings")

    return attempt(act, lambda problems, status: _shown(request, gathering_id, problems, status))


def _shown(request: HttpRequest, gathering_id: UUID, problems: dict[str, str], status: int) -> HttpResponse:
    actor, on = acting(request)
    one = get_gathering(actor, gathering_id, on, before=_day(request.GET.get("before", "")))
    is_leader = may(actor, policy.HOLD)
    people: list[Any] = []
    if is_leader and one.row.kind is Kind.GROUP:
        there = {each.client_id for each in one.roster}
        mine = list_caseload(actor, on, peer_id=actor.engagement_id, limit=100).people
        people = [(str(each.client_id), each.name) for each in mine if each.client_id not in there]
    context = {
        "one": one,
        "today": on,
        "is_leader": is_leader,
        "may_lead": [(str(each.id), each.name) for each in list_peer_supporters(actor, on)]
        if may(actor, policy.LEAD)
        else [],
        "people": people,
        "problems": problems,
        "last_day": request.POST.get("last_day", ""),
    }
    return render(request, "gatherings/gathering.html", context, status=status)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
