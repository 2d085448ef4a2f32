"""Taking somebody in at the end, and what they told, kept with the person."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.identity.queries.names import list_programs
from cairn.intake import policy
from cairn.intake.commands.finishing import Finish, finish_intake
from cairn.intake.domain.arrivals import State
from cairn.intake.domain.questions import Step
from cairn.intake.queries.checks import get_check
from cairn.intake.queries.intakes import IntakeView, get_intake
from cairn.intake.queries.kept import get_kept
from cairn.intake.queries.later import list_later
from cairn.journeys import steps as journeys
from cairn.kernel.errors import NotFound
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_id
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support.policy import START
from cairn.support.queries.clients import get_client_name


@page(permission=policy.FINISH, methods=("GET", "POST"))
def finish(request: HttpRequest, intake_id: UUID) -> HttpResponse:
    """Everything that was told, once more, and the button that takes them in."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        one = get_intake(actor, intake_id, on)
        if one.state is not State.OPEN and request.method != "POST":
            raise NotFound
        context = {
            "one": one,
            "told": [(about, one.entry(step).told(step)) for about, step in _questioned(one)],
            "programs": [(str(each.id), each.name) for each in list_programs(actor, on)],
            "program": request.POST.get("program", ""),
            "seen_by": request.POST.get("seen_by", "all"),
            "check": get_check(actor, intake_id, on)
            if may(actor, policy.COMPARE) and one.state is State.OPEN
            else None,
            "problems": problems,
            "client_id": sent_id(request, "client"),
            "relationship_id": sent_id(request, "relationship"),
        }
        return render(request, "intake/finish.html", context, status=status)

    def act() -> HttpResponse:
        draft = Finish(
            sent_id(request, "client"),
            sent_id(request, "relationship"),
            read_id(request.POST.get("program", "")),
            by_few=request.POST.get("seen_by") == "few",
        )
        client_id = finish_intake(actor=actor, intake_id=intake_id, finish=draft, now=clock.now())
        messages.success(request, "Taken in. What they told is kept with them.")
        if draft.by_few and may(actor, START):
            return redirect("keep_apart", client_id=client_id)
        # Nobody begins before the one who walks along is asked about ties: a peer supporter who takes somebody in, at once.
        return redirect("choose_peer" if may(actor, START) else "answer_conflict", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _questioned(one: IntakeView) -> list[tuple[journeys.Step, Step]]:
    """The steps on the way that ask something, in their order."""
    steps = [stand.step for stand in one.walk.stands]
    return [(about, Step(about.key)) for about in steps if about.key in set(Step)]


@page(permission=policy.KEPT)
def kept(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """What somebody told when they came in."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    later = list_later(actor, client_id, on) if may(actor, policy.TELL_LATER) else ()
    context = {"client_id": client_id, "name": name, "found": get_kept(actor, client_id, on), "later": later}
    return render(request, "intake/kept.html", context)
