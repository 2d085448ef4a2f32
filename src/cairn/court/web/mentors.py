"""Mentors of a court: who with whom, the wall, who came."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.court import policy
from cairn.court.commands.mentors import (
    end_court_relationship,
    record_court_attendance,
    start_court_relationship,
    take_back_court_attendance,
)
from cairn.court.domain.attendance import Occasion
from cairn.court.queries.mentors import (
    get_court_relationship,
    list_attendance,
    list_court_relationships,
    list_reports,
)
from cairn.court.queries.wall import on_revocation, show_wall
from cairn.identity.queries.names import list_peer_supporters
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, named_id, sent_choice, sent_day, sent_id, sent_text
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support.queries.caseload import list_caseload

MOST_PEOPLE = 1000  # who may be chosen in a list: everybody of a large program


@page(permission=policy.SEE)
def relationships(request: HttpRequest) -> HttpResponse:
    """Those going on first."""
    actor, on = acting(request)
    context = {
        "rows": list_court_relationships(actor, on),
        "may_start": may(actor, policy.START),
        "may_study": may(actor, policy.STUDY),
    }
    return render(request, "court/relationships.html", context)


@page(permission=policy.START, methods=("GET", "POST"))
def start(request: HttpRequest) -> HttpResponse:
    """A mentor for somebody before a court."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "people": [(str(one.client_id), one.name) for one in list_caseload(actor, on, limit=MOST_PEOPLE).people],
            "mentors": [(str(one.id), one.name) for one in list_peer_supporters(actor, on)],
            "typed": {name: request.POST.get(name, "") for name in ("person", "mentor", "court")},
            "problems": problems,
            "id": sent_id(request, "id" if status != 409 else ""),
        }
        return render(request, "court/start.html", context, status=status)

    def act() -> HttpResponse:
        found = start_court_relationship(
            actor=actor,
            relationship_id=sent_id(request, "id"),
            client_id=named_id(request, "person", "Choose who is before the court."),
            mentor_id=named_id(request, "mentor", "Choose who walks with them."),
            court=sent_text(request, "court"),
            now=clock.now(),
        )
        return redirect("get_court_relationship", court_relationship_id=found)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.SEE)
def relationship(request: HttpRequest, court_relationship_id: UUID) -> HttpResponse:
    """What the court may be told, who came when, what it was told."""
    return show_one(request, court_relationship_id, {}, 200)


@page(permission=policy.END, methods=("POST",))
def end(request: HttpRequest, court_relationship_id: UUID) -> HttpResponse:
    """The court is told nothing more."""
    actor, _ = acting(request)
    end_court_relationship(actor=actor, relationship_id=court_relationship_id, now=clock.now())
    messages.success(request, "Ended. The court is told nothing more.")
    return redirect("list_court_relationships")


@page(permission=policy.RECORD, methods=("POST",))
def record(request: HttpRequest, court_relationship_id: UUID) -> HttpResponse:
    """Came, or did not."""
    actor, _ = acting(request)

    def act() -> HttpResponse:
        came = request.POST.get("came", "")
        if came not in ("yes", "no"):
            raise BadInput({"came": "Choose yes or no."})
        record_court_attendance(
            actor=actor,
            attendance_id=sent_id(request, "id"),
            relationship_id=court_relationship_id,
            on=sent_day(request, "on"),
            occasion=sent_choice(request, "occasion", Occasion, "Choose what it was."),
            came=came == "yes",
            now=clock.now(),
        )
        messages.success(request, "Written down.")
        return redirect("get_court_relationship", court_relationship_id=court_relationship_id)

    return attempt(act, lambda problems, status: show_one(request, court_relationship_id, problems, status))


@page(permission=policy.RECORD, methods=("POST",))
def take_back(request: HttpRequest, court_attendance_id: UUID) -> HttpResponse:
    """The entry was wrong."""
    actor, _ = acting(request)
    found = take_back_court_attendance(
        actor=actor, attendance_id=court_attendance_id, because="Written down wrongly", now=clock.now()
    )
    messages.success(request, "Taken back. What went out before stays as it went.")
    return redirect("get_court_relationship", court_relationship_id=found)


def show_one(request: HttpRequest, relationship_id: UUID, problems: dict[str, str], status: int) -> HttpResponse:
    """The page of one mentor and person, with what is wrong beside what was typed."""
    actor, on = acting(request)
    one, now = get_court_relationship(actor, relationship_id, on), clock.now()
    typed = {name: request.POST.get(name, "") for name in ("on", "occasion", "came")}
    context: dict[str, Any] = {
        "one": one,
        "wall": show_wall(actor, one.client_id, one.court, now),
        "revocation": on_revocation(actor, now),
        "days": list_attendance(actor, one.id, on),
        "reports": list_reports(actor, one.id, on),
        "occasions": [(each.value, each.label) for each in Occasion],
        "typed": {**typed, "on": typed["on"] or on.isoformat(), "occasion": typed["occasion"] or Occasion.MENTOR.value},
        "may_record": may(actor, policy.RECORD) and one.ended_on is None,
        "may_report": may(actor, policy.REPORT) and one.ended_on is None,
        "may_end": may(actor, policy.END) and one.ended_on is None,
        "problems": problems,
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "court/relationship.html", context, status=status)
