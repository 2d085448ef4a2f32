"""Finding one's trail. Open to everybody; what is answered is computed with and forgotten: no row, no log, no address holds it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.journeys import journeys_of, the_journeys
from cairn.platform.packs import certifying_places, place_names, rules_on, zone_of
from cairn.platform.pages import page, public
from cairn.privacy.policy import may
from cairn.privacy.scope import scope_of
from cairn.trails.commands.trails import choose_trail
from cairn.trails.domain.finder import decide_trail
from cairn.trails.queries.own_hats import get_keeper
from cairn.trails.queries.trails import find_trail
from cairn.trails.web.questions import questions, read_answers


@never_cache
@public
def find_trail_page(request: HttpRequest) -> HttpResponse:
    """The questions, and after sending them the trail above them."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    return _finder(request, {})


@page(permission="trails.trail.choose", methods=("POST",))
def choose_trail_page(request: HttpRequest) -> HttpResponse:
    """Take the trail that was found, or another one."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    keeper = get_keeper(actor, local_date(clock.now(), actor.zone))
    try:
        with scope_of(keeper):
            choose_trail(
                actor=keeper,
                choice_id=sent_id(request.POST.get("id", ""), keeper.organization_id),
                trail=request.POST.get("trail", ""),
                now=clock.now(),
            )
    except BadInput as error:
        return _finder(request, error.problems)
    messages.success(request, "This is your trail now. You can change it at any time.")
    return redirect("show_trail")


def _first_place() -> str:
    """The first state with trails, for whoever is of none: a training body's journeys are no way to a certificate."""
    return next(place for place, _ in the_journeys() if place in certifying_places())


def _finder(request: HttpRequest, problems: dict[str, str]) -> HttpResponse:
    actor: Actor | None = getattr(request, "actor", None)
    place = actor.place if actor and journeys_of(actor.place) else _first_place()
    on = local_date(clock.now(), actor.zone if actor else zone_of(place))
    rules = rules_on(on, place)
    sent = {name: request.POST.get(name, "") for name in request.POST}
    asked = request.method == "POST" and "trail" not in sent
    is_candidate = actor is not None and actor.place == place and may(actor, "trails.trail.choose")
    keeper = get_keeper(actor, on) if actor and is_candidate else None
    chosen = None
    if keeper:
        with scope_of(keeper):
            chosen = find_trail(keeper, on)
    context = {
        "frame_of": "base.html" if actor else "plain.html",
        "place_name": place_names()[place],
        "questions": questions(rules),
        "sent": sent,
        "found": decide_trail(read_answers(sent), rules, on) if asked else None,
        "journeys": journeys_of(place),
        "chosen": chosen.journey.key if chosen else "",
        "new_id": new_form_id(keeper.organization_id) if keeper else None,
        "problems": problems,
    }
    return render(request, "trails/finder.html", context, status=400 if problems else 200)
