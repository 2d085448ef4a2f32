"""For those who walk with people: handing over a code, ending a sign-in, reading own words, and the wishes for somebody else."""

from __future__ import annotations

from uuid import UUID

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.kernel.errors import Conflict
from cairn.platform import clock
from cairn.platform.callers import network_of
from cairn.platform.forms import acting, attempt, sent_id, sent_text
from cairn.platform.ids import new_form_id
from cairn.platform.pages import page
from cairn.portal import policy
from cairn.portal.commands.access import choose_way_out, end_access, make_access_code, vouch_for_code
from cairn.portal.commands.wishes import settle_wish
from cairn.portal.domain.codes import shown
from cairn.portal.queries.access import NEUTRAL, find_way_out, get_standing
from cairn.portal.queries.own_words import get_own_voice
from cairn.portal.queries.wishes import get_wish, list_wishes
from cairn.portal.web.visits import unkept
from cairn.privacy.policy import may
from cairn.support.queries.clients import get_client_name

BOTH = ("GET", "POST")


@page(permission=policy.LET_IN, methods=BOTH)
def let_in(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """The code, shown once: on this screen for the person to scan or to type, or on paper."""
    actor, on = acting(request)
    context = {"client_id": client_id, "name": get_client_name(actor, client_id, on), "zone": actor.zone}
    if request.method == "POST":
        code_id = sent_id(request, "id")
        handed = make_access_code(
            actor=actor, code_id=code_id, client_id=client_id, now=clock.now(), network=network_of(request)
        )
        address = (
            request.build_absolute_uri(reverse("portal_join", kwargs={"code": handed.code})) if handed.code else ""
        )
        context |= {
            "handed": handed,
            "code": shown(handed.code) if handed.code else "",
            "picture": segno.make(address).svg_data_uri(scale=6, border=4, light="white") if address else "",
            "typed_at": request.build_absolute_uri(reverse("portal_code")),
        }
        return unkept(render(request, "portal/staff/code.html", context))
    context |= {
        "standing": get_standing(actor, client_id, clock.now(), on),
        "id": new_form_id(actor.organization_id),
    }
    return render(request, "portal/staff/let_in.html", context)


@page(permission=policy.VOUCH, methods=("POST",))
def vouch(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """A second person at work stands beside them."""
    actor, _ = acting(request)
    try:
        vouch_for_code(actor=actor, client_id=client_id, now=clock.now())
        messages.success(request, "You vouched. They send the code again now, and choose a secret word of their own.")
    except Conflict as error:
        messages.warning(request, str(error))
    return redirect("let_client_in", client_id=client_id)


@page(permission=policy.END, methods=BOTH)
def end(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """A lost phone: asked once, ended at once."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    if request.method == "POST":
        end_access(actor=actor, client_id=client_id, now=clock.now())
        messages.success(request, "Ended. Nobody can sign in there until a new code is used.")
        return redirect("let_client_in", client_id=client_id)
    return render(request, "portal/staff/end.html", {"client_id": client_id, "name": name})


@page(permission=policy.READ)
def own_words(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """What the person wrote themselves, beside the plan and beside notes."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    voice = get_own_voice(actor, client_id, on)
    context = {"client_id": client_id, "name": name, "voice": voice, "may_let_in": may(actor, policy.LET_IN)}
    return render(request, "portal/staff/own_words.html", context)


@page(permission=policy.SEE_WISHES)
def wishes(request: HttpRequest) -> HttpResponse:
    """Who would like another peer supporter, oldest wish first."""
    actor, on = acting(request)
    return render(request, "portal/staff/wishes.html", {"wishes": list_wishes(actor, on)})


@page(permission=policy.SETTLE, methods=BOTH)
def settle(request: HttpRequest, peer_wish_id: UUID) -> HttpResponse:
    """It was talked over with the person: asked once."""
    actor, on = acting(request)
    if request.method == "POST":
        settle_wish(actor=actor, wish_id=peer_wish_id, now=clock.now())
        messages.success(request, "Written down.")
        return redirect("list_peer_wishes")
    return render(request, "portal/staff/settle.html", {"wish": get_wish(actor, peer_wish_id, on)})


@page(permission=policy.WAY_OUT, methods=BOTH)
def way_out(request: HttpRequest) -> HttpResponse:
    """Where the quick way out leads."""
    actor, on = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        chosen = find_way_out(actor, on)
        context = {
            "now": chosen or NEUTRAL,
            "is_chosen": bool(chosen) and chosen != NEUTRAL,
            "neutral": NEUTRAL,
            "typed": sent_text(request, "address") if request.method == "POST" else chosen,
            "problems": problems,
            "id": sent_id(request, "id"),
        }
        return render(request, "portal/staff/way_out.html", context, status=status)

    def act() -> HttpResponse:
        address = NEUTRAL if "back" in request.POST else sent_text(request, "address")
        way_out_id = sent_id(request, "id")
        choose_way_out(actor=actor, way_out_id=way_out_id, address=address, now=clock.now())
        messages.success(request, "Saved. From now on the way out leads there.")
        return redirect("choose_way_out")

    return attempt(act, again) if request.method == "POST" else again({}, 200)
