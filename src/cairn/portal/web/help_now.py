"""Help now, for the person themself: whom to call, what to do first, and what their own plan says about hard days."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from cairn.directory.queries.crisis import list_crisis_places
from cairn.kernel.actors import Role
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import local_date
from cairn.plans.domain.parts import Part
from cairn.plans.queries.plans import get_plan
from cairn.platform import clock
from cairn.platform.packs import rules_on, zone_of
from cairn.portal.domain.choices import Tab
from cairn.portal.domain.words.names import note_name, question_name
from cairn.portal.web.visits import Visit, language_here, show, unkept, visit_of

EVERYWHERE = "us-federal"  # whose numbers hold for somebody who is not signed in
NUMBERS = ("emergency", "line")


def help_page(request: HttpRequest) -> HttpResponse:
    """Open to everybody, signed in or not: whoever needs it must never meet a door."""
    visit = _find_visit(request)
    if visit is not None:
        nearby, plan = list_crisis_places(visit.actor, visit.now), _own_plan(visit)
        context: dict[str, Any] = {
            "numbers": _numbers(visit.actor.place, visit.actor.zone),
            "nearby": nearby,
            "plan": plan,
            "visit": visit,
            "note_name": lambda note: note_name(note, visit.language),
        }
        return unkept(show(request, "help_now", "help.title", visit.language, visit.tab, **context))
    context = {"numbers": _numbers(EVERYWHERE, zone_of(EVERYWHERE)), "nearby": (), "plan": (), "visit": None}
    return unkept(show(request, "help_now", "help.title", language_here(request), Tab.NOTES, **context))


def _find_visit(request: HttpRequest) -> Visit | None:
    actor = getattr(request, "actor", None)
    if actor is None or actor.role is not Role.CLIENT:
        return None
    try:
        return visit_of(request)
    except NotFound:  # their pages were closed; the numbers are still theirs
        return None


def _numbers(place: str, zone: str) -> dict[str, str]:
    rules = rules_on(local_date(clock.now(), zone), place)
    found = {name: rules.find(f"crisis.{name}") for name in NUMBERS}
    return {name: entry.shown if entry else "" for name, entry in found.items()}


def _own_plan(visit: Visit) -> tuple[tuple[str, str], ...]:
    """What they wrote about hard days, question by question."""
    plan = get_plan(visit.actor, visit.client_id, visit.on)
    return tuple(
        (question_name(part.guide.part, code, visit.language), part.answers[code])
        for part in plan.parts
        if part.guide.part is Part.CRISIS
        for code in part.guide.codes
        if part.answers.get(code)
    )
