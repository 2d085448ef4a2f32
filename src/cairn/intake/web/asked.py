"""Who asked by themselves, for the program manager: taken up, let go, or thrown away as junk; and the doors at which they can."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.intake import policy
from cairn.intake.commands.asking import let_go_asking, take_up_asking
from cairn.intake.commands.junk import empty_pile, put_back, throw_away
from cairn.intake.domain.asking import MOST_WAITING, NEARLY_FULL, PUT_BACK_WITHIN, Language, Message
from cairn.intake.domain.asking_words import told
from cairn.intake.queries.asking import count_asking, list_asking, list_doors, list_piles
from cairn.kernel.errors import BadInput, Conflict
from cairn.platform import clock
from cairn.platform.addresses import address
from cairn.platform.forms import acting, sent_id, sent_ids, sent_texts
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page

POST = ("POST",)


@page(permission=policy.SEE_ASKED)
def asked(request: HttpRequest) -> HttpResponse:
    """Who waits, the longest first; beside it, where one can ask."""
    return show_asked(request, {}, 200)


def show_asked(request: HttpRequest, problems: dict[str, str], status: int) -> HttpResponse:
    """The page, also with what is wrong with a number that was typed into it."""
    actor, on = acting(request)
    doors = [
        (door, request.build_absolute_uri(address("ask", token=door.token)) if door.token else "")
        for door in list_doors(actor, on)
    ]
    count = count_asking(actor, on)
    context = {
        "rows": list_asking(actor, on),
        "count": count,
        "most": MOST_WAITING if count >= NEARLY_FULL else 0,
        "doors": doors,
        "piles": list_piles(actor, on),
        "message_words": {one.value: told(Language.ENGLISH, f"message_{one.value}") for one in Message},
        "new_id": lambda: new_form_id(actor.organization_id),
        "problems": problems,
        "about": request.POST.get("program", ""),
        "typed": sent_texts(request, "phone", "hours"),
    }
    return render(request, "intake/asked.html", context, status=status)


@page(permission=policy.TAKE_UP, methods=POST)
def take_up(request: HttpRequest, asking_id: UUID) -> HttpResponse:
    """Their coming in begins, with what they wrote."""
    actor, _ = acting(request)
    try:
        intake_id = take_up_asking(actor=actor, asking_id=asking_id, intake_id=sent_id(request, "id"), now=clock.now())
    except Conflict as error:
        messages.warning(request, str(error))
        return redirect("list_asking")
    messages.success(request, "Begun. What they wrote stands in the steps.")
    return redirect("get_intake", intake_id=intake_id)


@page(permission=policy.TAKE_UP, methods=POST)
def let_go(request: HttpRequest, asking_id: UUID) -> HttpResponse:
    """What they wrote is dropped."""
    actor, _ = acting(request)
    try:
        let_go_asking(actor=actor, asking_id=asking_id, now=clock.now())
        messages.success(request, "Let go. What they wrote is gone; that somebody asked is counted.")
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect("list_asking")


@page(permission=policy.TAKE_UP, methods=POST)
def junk(request: HttpRequest) -> HttpResponse:
    """Those that were ticked, or all that the page showed, are thrown away together."""
    actor, _ = acting(request)
    chosen = sent_ids(request, "shown" if "all" in request.POST else "asking")
    try:
        count = throw_away(actor=actor, pile_id=sent_id(request, "id"), asking_ids=chosen, now=clock.now())
        messages.success(
            request, f"Thrown away: {count}. They can be put back for {PUT_BACK_WITHIN.days} days, below the list."
        )
    except BadInput as error:
        messages.warning(request, error.problems["asking"])
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect("list_asking")


@page(permission=policy.TAKE_UP, methods=POST)
def put_junk_back(request: HttpRequest, junk_pile_id: UUID) -> HttpResponse:
    """All of it waits for a word again."""
    actor, _ = acting(request)
    try:
        put_back(actor=actor, pile_id=junk_pile_id, now=clock.now())
        messages.success(request, "Put back. They wait for a word again, where they stood.")
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect("list_asking")


@page(permission=policy.TAKE_UP, methods=POST)
def empty_junk(request: HttpRequest, junk_pile_id: UUID) -> HttpResponse:
    """Nothing of it stays."""
    actor, _ = acting(request)
    try:
        empty_pile(actor=actor, pile_id=junk_pile_id, now=clock.now())
        messages.success(request, "Emptied. What was written there is gone.")
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect("list_asking")
