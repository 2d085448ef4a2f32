"""What needs the training coordinator: a missed block before its exam, people to decide on, a class to open, invoices that are open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.front.pages.homes.lines import Line, greeting, soonest_first
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.training.queries.desk import ClassDesk, list_desk

SHOWN = 6  # classes beside the lines


def home(request: HttpRequest) -> HttpResponse:
    """Four statements, whatever the number of classes."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    desk = list_desk(actor, on, now)
    words = {
        "greeting": greeting(now, actor.zone, actor.name),
        "on": on,
        "lines": soonest_first(line for one in desk for line in _lines(one, on)),
        "classes": [one for one in desk if one.state in ("under way", "coming", "being planned")][:SHOWN],
    }
    return render(request, "homes/training_coordinator.html", words)


def _lines(one: ClassDesk, on: date) -> Iterator[Line]:
    found = one.course_class
    href, place = reverse("show_class", kwargs={"class_id": found.id}), found.place
    exam_in, starts = (found.exam_on - on).days, found.starts_on
    if one.missed:
        who = f"{len(one.missed)} {'person has' if len(one.missed) == 1 else 'people have'} missed whole blocks"
        names = ", ".join(f"{name} ({blocks})" for name, blocks in one.missed[:3])
        text = f"{names}. Talk before the exam on {found.exam_on:%B} {found.exam_on.day}. {place}."
        yield Line(who, text, "Roster", href, max(exam_in, 0))
    if one.state == "over" and one.undecided:
        text = f"The exam is over. {place}."
        yield Line(f"{one.undecided} of {len(one.here)} are not decided yet", text, "Decide", href, exam_in)
    if one.state == "being planned":
        text = f"{place}. Nobody can register before it is open."
        yield Line(
            "A class is still being planned", text, "Plan", href, max((starts - on).days - 30, 0) if starts else 0
        )
    if one.unpaid and starts:
        text = f"{one.open_amount} to be paid. {place}, from {starts:%B} {starts.day}."
        title = f"{one.unpaid} {'invoice is' if one.unpaid == 1 else 'invoices are'} not paid yet"
        yield Line(title, text, "Roster", href, (starts - on).days)
