"""Promises that stayed behind when two parted: each is handed on, or let go with a reason."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import NotFound
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_id, sent_text
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support import policy_left_promises as policy
from cairn.support.commands.left_promises import hand_on_promise, let_go_of_promise
from cairn.support.policy import START
from cairn.support.queries.left_promises import list_left_promises
from cairn.support.web.shown import show


@page(permission=policy.SEE)
def left_promises(request: HttpRequest) -> HttpResponse:
    """All for which the actor answers."""
    return _shown(request, {}, 200)


@page(permission=policy.SETTLE, methods=("POST",))
def settle(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """One of them gets its answer; what was typed is kept when it cannot be taken."""
    actor, _ = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        return _shown(request, problems, status, promise_id)

    def act() -> HttpResponse:
        now = clock.now()
        if request.POST.get("to"):
            hand_on_promise(actor=actor, promise_id=promise_id, relationship_id=sent_id(request, "to"), now=now)
            messages.success(request, "Handed on. It stands on the card of who walks with them.")
        else:
            because = sent_text(request, "because")
            let_go_of_promise(actor=actor, promise_id=promise_id, because=because, now=now)
            messages.success(request, "Let go. The reason stands beside it.")
        return redirect("list_left_promises")

    return attempt(act, again)


def _shown(request: HttpRequest, problems: dict[str, str], status: int, sent: UUID | None = None) -> HttpResponse:
    """The list; what was sent about one of them stands beside it. Raises NotFound where that one is not there."""
    actor, on = acting(request)
    found = list_left_promises(actor, on)
    if sent is not None and sent not in {one.id for one in found}:
        raise NotFound
    context = {"promises": found, "problems": problems, "sent": sent, "may_start": may(actor, START)}
    return show(request, "left_promises", status, because=sent_text(request, "because"), **context)
