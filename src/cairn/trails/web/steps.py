"""Noting one's own part of a step, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.forms import read_day
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.privacy.scope import scope_of
from cairn.trails.commands.trails import note_step, take_back_step
from cairn.trails.domain.waymarks import entries_of, who_words
from cairn.trails.queries.own_hats import get_keeper
from cairn.trails.queries.trails import get_trail, list_noted_facts


@page(permission="trails.step.note", methods=("GET", "POST"))
def note_step_page(request: HttpRequest, step: str) -> HttpResponse:
    """One step: what it asks for, who says so, and the day on which one's own part was done."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    keeper = get_keeper(actor, local_date(now, actor.zone))
    with scope_of(keeper):
        if request.method != "POST":
            return _form(request, keeper, step, {})
        try:
            if request.POST.get("act") == "take_back":
                take_back_step(actor=keeper, step=step, now=now)
                messages.success(request, "Taken back.")
            else:
                note_step(
                    actor=keeper,
                    note_id=sent_id(request.POST.get("id", ""), keeper.organization_id),
                    step=step,
                    done_on=read_day(request.POST.get("done_on", "")),
                    now=now,
                )
                messages.success(request, "Noted.")
        except BadInput as error:
            return _form(request, keeper, step, error.problems)
    return redirect("show_trail")


def _form(request: HttpRequest, keeper: Actor, key: str, problems: dict[str, str]) -> HttpResponse:
    today = local_date(clock.now(), keeper.zone)
    step = get_trail(keeper, today).journey.step(key)
    if step is None:
        raise NotFound
    noted = next((fact for fact in list_noted_facts(keeper, today) if fact.step == key), None)
    context = {
        "step": step,
        "who": who_words(step.who),
        "entries": entries_of(step, rules_on(today, keeper.place)),
        "noted": noted,
        "done_on": request.POST.get("done_on", (noted.on if noted else today).isoformat()),
        "new_id": new_form_id(keeper.organization_id),
        "problems": problems,
    }
    return render(request, "trails/step.html", context, status=400 if problems else 200)
