"""Choosing: what matters to the person, who might suit, whom they chose, and where choices stand."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.errors import BadInput, Conflict, Refused
from cairn.matching import policy
from cairn.matching.commands.choices import choose_peer, start_chosen, withdraw_choice
from cairn.matching.commands.wishes import write_wishes
from cairn.matching.domain.facets import ANY_GENDER, GENDERS, LIVED, STRENGTHS
from cairn.matching.domain.suggestions import ORDER_SAID
from cairn.matching.domain.wishes import rows_of, rows_sent, wishes_in
from cairn.matching.queries.brought import ask_brought
from cairn.matching.queries.choices import get_open_choice, list_alone, list_choices
from cairn.matching.queries.suggestions import get_wishes, list_suggestions
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_id, sent_number, sent_text
from cairn.platform.ids import new_form_id, read_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support.policy_left_promises import SEE as SEE_LEFT
from cairn.support.queries.clients import get_client_name
from cairn.support.queries.left_promises import by_client, list_left_promises

BOTH = ("GET", "POST")


@page(permission=policy.WRITE_WISHES, methods=BOTH)
def wishes(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """What matters, in their words and by simple choices. "Does not matter" is fine."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    is_sent = request.method == "POST"
    sent = rows_sent(dict(request.POST.lists()))

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        standing = get_wishes(actor, client_id, on)
        context = {
            "client_id": client_id,
            "name": name,
            "standing": standing,
            "both": status == 409,
            "seen": standing.number if not is_sent or status == 409 else sent_number(request, "seen"),
            "rows": sent if is_sent else rows_of(standing.wishes),
            "words": sent_text(request, "words") if is_sent else standing.words,
            "strengths": STRENGTHS,
            "values": {"gender": (ANY_GENDER, *GENDERS), "lived": LIVED},
            "problems": problems,
            "may_choose": may(actor, policy.CHOOSE),
            "id": new_form_id(actor.organization_id) if status == 409 else sent_id(request, "id"),
        }
        return render(request, "matching/wishes.html", context, status=status)

    def act() -> HttpResponse:
        write_wishes(
            actor=actor,
            wishes_id=sent_id(request, "id"),
            client_id=client_id,
            wishes=wishes_in(sent),
            words=sent_text(request, "words"),
            seen=sent_number(request, "seen"),
            now=clock.now(),
        )
        messages.success(request, "Written down. It can change at any time.")
        return redirect("choose_peer" if may(actor, policy.CHOOSE) else "get_client", client_id=client_id)

    return attempt(act, again) if is_sent else again({}, 200)


@page(permission=policy.CHOOSE, methods=BOTH)
def choose(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """The peer supporter whom the person chooses. The choice is theirs; nobody asks why, also not for a change."""
    actor, on = acting(request)
    typed = {name: request.POST.get(name, "") for name in ("peer", "instead_of")}

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        choosing = list_suggestions(actor, client_id, on)
        if request.method == "GET" and choosing.with_now:
            asked = read_id(request.GET.get("instead_of", ""))
            known = [one.relationship_id for one in choosing.with_now]
            typed["instead_of"] = str(asked if asked in known else known[0])
        context = {
            "choosing": choosing,
            "open": get_open_choice(actor, client_id, on, choosing.practice),
            "brought": ask_brought(actor, client_id, on),
            "order_said": ORDER_SAID,
            "typed": typed,
            "problems": problems,
            "id": sent_id(request, "id" if status != 409 else ""),
        }
        return render(request, "matching/choose.html", context, status=status)

    def act() -> HttpResponse:
        peer_id = read_id(typed["peer"])
        if peer_id is None:
            list_suggestions(actor, client_id, on)  # an id out of reach is answered as everywhere
            raise BadInput({"peer": "Choose one of the peer supporters."})
        choose_peer(
            actor=actor,
            choice_id=sent_id(request, "id"),
            client_id=client_id,
            peer_id=peer_id,
            instead_of=read_id(typed["instead_of"]),
            now=clock.now(),
        )
        messages.success(request, "Written down. The peer supporter is asked whether the two know each other.")
        return redirect("choose_peer", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.SEE_CHOICES)
def choices(request: HttpRequest) -> HttpResponse:
    """Who chose, and what each choice waits for; and with whom nobody walks. Never which tie there is."""
    actor, on = acting(request)
    left = by_client(list_left_promises(actor, on)) if may(actor, SEE_LEFT) else {}
    context = {"rows": list_choices(actor, on), "alone": list_alone(actor, on), "left": left}
    return render(request, "matching/choices.html", context)


@page(permission=policy.START, methods=("POST",))
def start(request: HttpRequest, choice_id: UUID) -> HttpResponse:
    """Begin to walk together, once nothing stands in the way."""
    actor, _ = acting(request)
    try:
        start_chosen(actor=actor, choice_id=choice_id, now=clock.now())
        messages.success(request, "They walk together from today.")
    except Refused as error:
        messages.warning(request, error.decision.why_not)
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect("list_choices")


@page(permission=policy.CHOOSE, methods=("POST",))
def withdraw(request: HttpRequest, choice_id: UUID) -> HttpResponse:
    """Take a choice back. No reason is asked."""
    actor, _ = acting(request)
    try:
        withdraw_choice(actor=actor, choice_id=choice_id, now=clock.now())
        messages.success(request, "Taken back. They can choose again whenever they like.")
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect("list_choices")
