"""The ledger of hours: writing down, taking back, and asking the organization to confirm."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from cairn.kernel.actors import Actor
from cairn.kernel.durations import in_hours
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import read_day
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.journeys import journeys_of
from cairn.platform.lists import page_after
from cairn.platform.pages import page
from cairn.privacy.scope import scope_of
from cairn.trails.commands.hours import ask_for_hours, record_hours, take_back_hours
from cairn.trails.domain.hours import Kind
from cairn.trails.queries.hours import Ledger, get_ledger
from cairn.trails.queries.own_hats import get_keeper
from cairn.trails.queries.trails import OwnTrail, find_trail
from cairn.trails.web.handed import hand_over

FIELDS = ("kind", "on", "hours", "with_whom", "what")
ON_A_PAGE = 40
SUBJECT = "Please confirm some hours"


@page(permission="trails.hours.see")
def list_hours(request: HttpRequest) -> HttpResponse:
    """What counts and from which day; what waits, line by line; what was confirmed, by confirmation."""
    keeper = _keeper(request)
    if not journeys_of(keeper.place):
        return redirect("find_trail")
    trail, ledger = _ledger(keeper)
    shown, older = page_after(ledger.waiting, lambda line: str(line.id), request.GET.get("after", ""), ON_A_PAGE)
    context: dict[str, Any] = {
        "trail": trail,
        "ledger": ledger,
        "lines": shown,
        "older": older,
        "figures": ledger.decision.figures,
        "findings": {kind.value: ledger.decision.finding(f"hours.{kind.value}") for kind in Kind},
        "to_ask": ledger.to_ask(),
    }
    return render(request, "trails/hours.html", context)


@page(permission="trails.hours.record", methods=("GET", "POST"))
def record_hours_page(request: HttpRequest) -> HttpResponse:
    """Add a line; what cannot be taken comes back as it was typed."""
    if request.method != "POST":
        return _record(request, dict.fromkeys(FIELDS, ""), {})
    keeper = _keeper(request)
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    try:
        with scope_of(keeper):
            record_hours(
                actor=keeper,
                entry_id=sent_id(request.POST.get("id", ""), keeper.organization_id),
                kind=typed["kind"],
                on=read_day(typed["on"]),
                minutes=_minutes(typed["hours"]),
                with_whom=typed["with_whom"],
                what=typed["what"],
                now=clock.now(),
            )
    except BadInput as error:
        return _record(request, typed, error.problems)
    messages.success(request, "Written down. It counts once the organization confirms it.")
    return redirect("list_hours")


@page(permission="trails.hours.record", methods=("POST",))
def take_back_hours_page(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Take a line back."""
    keeper = _keeper(request)
    with scope_of(keeper):
        take_back_hours(actor=keeper, entry_id=entry_id, now=clock.now())
    messages.success(request, "Taken back. It does not count any more.")
    return redirect("list_hours")


@never_cache
@page(permission="trails.confirmation.ask", methods=("GET", "POST"))
def ask_for_hours_page(request: HttpRequest) -> HttpResponse:
    """Make the link and show it, this once."""
    if request.method != "POST":
        return _ask(request, {})
    keeper = _keeper(request)
    try:
        with scope_of(keeper):
            handed = ask_for_hours(
                actor=keeper,
                confirmation_id=sent_id(request.POST.get("id", ""), keeper.organization_id),
                with_whom=request.POST.get("with_whom", ""),
                asked_of=request.POST.get("asked_of", ""),
                now=clock.now(),
            )
    except BadInput as error:
        return _ask(request, error.problems)
    return hand_over(request, handed, keeper, subject=SUBJECT, back_to="list_hours")


def _keeper(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return get_keeper(actor, local_date(clock.now(), actor.zone))


def _ledger(keeper: Actor) -> tuple[OwnTrail | None, Ledger]:
    now = clock.now()
    with scope_of(keeper):
        trail = find_trail(keeper, local_date(now, keeper.zone))
        return trail, get_ledger(keeper, trail, now)


def _record(request: HttpRequest, typed: dict[str, str], problems: dict[str, str]) -> HttpResponse:
    keeper = _keeper(request)
    context = {
        "kinds": [(kind.value, kind.label) for kind in Kind],
        "typed": typed,
        "new_id": new_form_id(keeper.organization_id),
        "problems": problems,
    }
    return render(request, "trails/hours_form.html", context, status=400 if problems else 200)


def _ask(request: HttpRequest, problems: dict[str, str]) -> HttpResponse:
    keeper = _keeper(request)
    to_ask = _ledger(keeper)[1].to_ask()
    context = {
        "options": [(name, f"{name}, {in_hours(minutes)}") for name, minutes in to_ask.items()],
        "with_whom": request.POST.get("with_whom", next(iter(to_ask), "")),
        "asked_of": request.POST.get("asked_of", ""),
        "new_id": new_form_id(keeper.organization_id),
        "problems": problems,
    }
    return render(request, "trails/ask_hours.html", context, status=400 if problems else 200)


def _minutes(text: str) -> int:
    """Hours as people type them: "4", "3:30", "2.5". Nonsense is 0, which the command refuses in words."""
    whole, mark, rest = text.strip().replace(",", ".").replace(".", ":dec:", 1).partition(":")
    if not whole.isascii() or not whole.isdigit() or len(whole) > 2:
        return 0
    if not mark:
        return int(whole) * 60
    if rest.startswith("dec:"):
        tenths = rest.removeprefix("dec:")
        return int(whole) * 60 + int(tenths) * 60 // 10 ** len(tenths) if _is_number(tenths) else 0
    return int(whole) * 60 + int(rest) if _is_number(rest) and int(rest) < 60 else 0


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 2
