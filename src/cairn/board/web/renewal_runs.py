"""The year's renewals: how far they are, the December run in stretches, its exceptions, and the new certificates on paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.badges.commands.batches import MOST, print_badges
from cairn.board.commands.renewal_runs import continue_renewal_run
from cairn.board.queries.book import Counts, Volume, count_book, open_book
from cairn.board.queries.renewal_runs import find_run, list_exceptions, list_to_print
from cairn.credentials.domain.standing import Standing
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.downloads import download
from cairn.platform.ids import read_id
from cairn.platform.pages import page

KEEP = "board.credential.keep"
SIZE = 50
AT_ONCE = 2_000  # certificates that one press of the button tells


@page(permission=KEEP)
def show_renewal_run(request: HttpRequest) -> HttpResponse:
    """The renewals for next year: how many are due and done, what the run told, and the due ones by number."""
    return _shown(request, {}, 200)


@page(permission=KEEP, methods=("POST",))
def continue_renewal_run_page(request: HttpRequest, year: int) -> HttpResponse:
    """Tell the next certificates. `cairn renewals` does the whole book in one go."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        stretch = continue_renewal_run(actor=actor, year=year, now=clock.now(), count=AT_ONCE)
    except BadInput as error:
        return _shown(request, error.problems, 400)
    words = "The whole book was told." if stretch.is_last else "The run goes on: press again for the next."
    messages.success(request, f"{stretch.written:,} certificates told. {words}")
    return redirect("renewal_run")


@page(permission=KEEP)
def list_exceptions_page(request: HttpRequest, year: int) -> HttpResponse:
    """What the run could not settle by itself, a page at a time."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    run = find_run(actor, year, on)
    if run is None:
        raise NotFound
    after = read_id(request.GET.get("after", ""))
    shown, older = list_exceptions(actor, run.id, on, after=after, size=SIZE)
    return render(request, "board/renewal_exceptions.html", {"run": run, "shown": shown, "older": older})


@page(permission=KEEP, methods=("GET", "POST"))
def print_certificates_page(request: HttpRequest, year: int) -> HttpResponse:
    """The certificates of those renewed for a year, by number, in one file a batch."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    after = read_id(request.POST.get("after", "") or request.GET.get("after", ""))
    ids, older = list_to_print(actor, year, local_date(now, actor.zone), after=after, size=MOST)
    problem = ""
    if request.method == "POST" and ids:
        try:
            printed = print_badges(actor=actor, badge_ids=tuple(ids), now=now)
        except Conflict as error:
            problem = str(error)
        else:
            return download(printed.name, printed.pdf)
    context = {"year": year, "count": len(ids), "after": after, "older": older, "problem": problem, "most": MOST}
    return render(request, "board/print_certificates.html", context, status=409 if problem else 200)


def _shown(request: HttpRequest, problems: dict[str, str], status: int) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    after = read_id(request.GET.get("after", ""))
    counts = count_book(actor, on)
    context = {
        "on": on,
        "year": on.year + 1,
        "run": find_run(actor, on.year + 1, on),
        "due": open_book(actor, on, lambda one: _is_due(one, on), after=after, size=SIZE),
        "problems": problems,
        **_figures(counts, on),
    }
    return render(request, "board/renewal_run.html", context, status=status)


def _is_due(one: Volume, on: date) -> bool:
    return one.outcome == Standing.ACTIVE.value and one.covered_until is not None and one.covered_until.year == on.year


def _figures(counts: Counts | None, on: date) -> dict[str, Any]:
    if counts is None:
        return {"to_renew": None, "renewed": None}
    beyond = sum(count for year, count in counts.active_until.items() if year > on.year)
    return {"to_renew": counts.active_until[on.year], "renewed": beyond}
