"""Who may see a record: what the person said, and the way in when somebody may be in danger."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_ids, sent_line, sent_text, sent_texts
from cairn.platform.pages import page
from cairn.support import policy_apart as policy
from cairn.support.commands.apart import keep_apart, open_in_emergency, say_told
from cairn.support.domain.apart import Named
from cairn.support.queries.apart import get_apart
from cairn.support.queries.clients import get_client_name
from cairn.support.web.shown import show

OPENED = "If a record under this name is kept apart, you can find it now, for one hour. The person will read that you opened it, and why."


@page(permission=policy.KEEP, methods=("GET", "POST"))
def who_sees(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """The person says who may see their record; somebody whom they trust writes it down."""
    actor, on = acting(request)
    is_sent = request.method == "POST"
    named = Named(
        request.POST.get("seen_by") == "few",
        frozenset(sent_ids(request, "keepers")),
        frozenset(sent_ids(request, "out")),
    )

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        name = get_client_name(actor, client_id, on)
        one = get_apart(actor, client_id, on)
        stands = named if is_sent else Named(one.is_apart, one.keepers, one.out)
        others = [each for each in one.at_work if each.id != actor.engagement_id]
        return show(
            request,
            "who_sees",
            status,
            client_id=client_id,
            name=name,
            one=one,
            problems=problems,
            seen_by="few" if stands.is_apart else "all",
            walking=[each.name for each in others if each.walks],
            options=[(str(each.id), each.name, each.role.label) for each in others if not each.walks],
            may_out=[(str(each.id), each.name, each.role.label) for each in others if not each.walks],
            keepers=[str(each) for each in stands.keepers],
            out=[str(each) for each in stands.out],
        )

    def act() -> HttpResponse:
        keep_apart(actor=actor, client_id=client_id, named=named, now=clock.now())
        messages.success(request, "Written down. It holds from this moment, on every page.")
        return redirect("keep_apart", client_id=client_id)

    return attempt(act, again) if is_sent else again({}, 200)


@page(permission=policy.OPEN, methods=("GET", "POST"))
def emergency(request: HttpRequest) -> HttpResponse:
    """Somebody may be in danger and cannot be found. What is answered does not say whether there is a record."""
    actor, _ = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        typed = sent_texts(request, "given", "family", "because")
        return show(request, "open_in_emergency", status, problems=problems, typed=typed)

    def act() -> HttpResponse:
        told = {"given": sent_line(request, "given"), "family": sent_line(request, "family")}
        open_in_emergency(actor=actor, because=sent_text(request, "because"), now=clock.now(), **told)
        messages.info(request, OPENED)
        return redirect("list_caseload")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.TOLD, methods=("POST",))
def told(request: HttpRequest, keeper_id: UUID) -> HttpResponse:
    """The person was told that their record was opened."""
    actor, _ = acting(request)
    client_id = say_told(actor=actor, opening_id=keeper_id, now=clock.now())
    messages.success(request, "Written down that they were told.")
    return redirect("keep_apart", client_id=client_id)
