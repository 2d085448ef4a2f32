"""What lies on the board's desk: the files that were there longest first, reviews among them, and the book in figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.board.domain.states import State
from cairn.board.queries.book import count_book
from cairn.board.queries.queue import Queued, count_queue, list_queue
from cairn.front.pages.homes.lines import Line, greeting
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.platform import clock

READ = 30  # files looked at for the home; the queue has them all


def home(request: HttpRequest) -> HttpResponse:
    """Six statements, whatever the number of files."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    queue, has_more = list_queue(actor, on, size=READ)
    counts = count_queue(actor, on)
    return render(
        request,
        "homes/board_clerk.html",
        {
            "greeting": greeting(now, actor.zone, actor.name),
            "on": on,
            "lines": list(_files(queue, on)),
            "has_more": has_more,
            "counts": counts,
            "at_desk": sum(count for state, count in counts.items() if state.is_at_desk),
            "book": count_book(actor, on),
        },
    )


def _files(queue: list[Queued], on: date) -> Iterator[Line]:
    """The files in the desk's hands, the longest there first. Without a target there is no overdue, only how long."""
    at_desk = [one for one in queue if one.state.is_at_desk]
    for one in sorted(at_desk, key=lambda each: -each.clock.days):
        what = "Rehabilitation review" if one.state is State.REHABILITATION else "Application"
        again = f", sent {one.sendings} times" if one.sendings > 1 else ""
        days = "since today" if not one.clock.days else f"{one.clock.days} days at the desk"
        left = one.clock.days_left
        href = reverse("get_file", kwargs={"application_id": one.id})
        yield Line(f"{what} of {one.name}", f"{days}{again}.", "The file", href, days=0 if left is None else left)
