"""What a peer supporter is asked before service: whether they and a person know each other, and what follows."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import BadInput
from cairn.matching import policy
from cairn.matching.commands.choices import begin_in_emergency
from cairn.matching.commands.conflicts import answer_conflict
from cairn.matching.commands.farewells import mark_farewell_seen
from cairn.matching.domain.conflicts import NEVER, NONE, POSSIBLE, Known
from cairn.matching.domain.ties import ASKED, MAY_HAVE_ENDED, Tie
from cairn.matching.queries.asked import get_asked, list_asked, list_farewells
from cairn.matching.queries.practice import ask_practice
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_day, sent_id, sent_text
from cairn.platform.pages import page
from cairn.support.queries.apart import kept_from_supervisors

NOTHING = "none"
SAID = {
    NONE: "Thank you. Nothing stands in the way.",
    POSSIBLE: "Possible conflict. Your supervisor is told, and answers before you begin.",
    NEVER: "Possible conflict. Somebody else walks with them; your supervisor is told.",
}
UNSEEN = (
    "Possible conflict. Your supervisor is not told: this person chose who sees their record. "
    "Ask them whether your supervisor may be named."
)


@page(permission=policy.ANSWER)
def list_page(request: HttpRequest) -> HttpResponse:
    """Who chose me and waits, who was never asked about, and who walks on with somebody else."""
    actor, on = acting(request)
    context = {"rows": list_asked(actor, on), "farewells": list_farewells(actor, on)}
    return render(request, "matching/asked.html", context)


@page(permission=policy.ANSWER, methods=("GET", "POST"))
def answer(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """The questions about one person. What is answered goes to the supervisor, and to nobody else."""
    actor, on = acting(request)
    chosen = request.POST.getlist("ties")

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        asked = get_asked(actor, client_id, on)
        context = {
            "asked": asked,
            "is_unseen": bool(asked.answered_at) and kept_from_supervisors(actor, client_id, on),
            "barred": ask_practice(actor, on).of(actor.engagement_id) if asked.is_waiting else None,
            "options": [(tie.value, tie.label, tie.told) for tie in ASKED] + [(NOTHING, "None of these", "")],
            "ends": [tie for tie in ASKED if tie in MAY_HAVE_ENDED],
            "ends_open": any(_end_of(tie) in problems or request.POST.get(_end_of(tie)) for tie in MAY_HAVE_ENDED),
            "chosen": chosen,
            "typed": request.POST,
            "problems": problems,
            "id": sent_id(request, "id" if status != 409 else ""),
        }
        return render(request, "matching/answer.html", context, status=status)

    def act() -> HttpResponse:
        decision = answer_conflict(
            actor=actor,
            answer_id=sent_id(request, "id"),
            client_id=client_id,
            ties=_sent_ties(request, chosen),
            words=sent_text(request, "words"),
            now=clock.now(),
        )
        is_unseen = decision.outcome != NONE and kept_from_supervisors(actor, client_id, on)
        said = UNSEEN if is_unseen else SAID[decision.outcome]
        (messages.success if decision.outcome == NONE else messages.warning)(request, said)
        walks = decision.outcome == NONE and not get_asked(actor, client_id, on).is_waiting
        return redirect("get_client" if walks else "answer_conflict", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.ANSWER, methods=("POST",))
def emergency(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Somebody may be in danger: nothing waits, the questions come after."""
    actor, _ = acting(request)
    begin_in_emergency(actor=actor, client_id=client_id, now=clock.now())
    messages.success(request, "You walk with them from now on. Answer the questions when everybody is safe.")
    return redirect("get_client", client_id=client_id)


@page(permission=policy.SEE_FAREWELL, methods=("POST",))
def farewell_read(request: HttpRequest, farewell_id: UUID) -> HttpResponse:
    """Read, and put away."""
    actor, _ = acting(request)
    mark_farewell_seen(actor=actor, farewell_id=farewell_id, now=clock.now())
    return redirect("list_asked")


def _sent_ties(request: HttpRequest, chosen: list[str]) -> list[Known]:
    """What was ticked, each with its end where one was given; raises BadInput for nothing at all, or for both at once."""
    known = {tie.value: tie for tie in ASKED}
    if not chosen:
        raise BadInput({"ties": "Choose what fits, or “None of these”."})
    if NOTHING in chosen and len(chosen) > 1:
        raise BadInput({"ties": "You chose “None of these” and something else. Choose one or the other."})
    if not set(chosen) <= {*known, NOTHING}:
        raise BadInput({"ties": "Choose from the list."})
    return [Known(known[code], _sent_end(request, known[code])) for code in chosen if code != NOTHING]


def _sent_end(request: HttpRequest, tie: Tie) -> date | None:
    return sent_day(request, _end_of(tie)) if tie in MAY_HAVE_ENDED else None


def _end_of(tie: Tie) -> str:
    """The field in which the last day of a tie is asked."""
    return f"{tie.value}-ended_on"
