"""Signing a session, and taking back one that was recorded by mistake."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.platform import clock
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.supervision.commands.signatures import cancel_session, sign_session
from cairn.supervision.queries.sessions import get_session


@page(permission="supervision.session.sign", methods=("GET", "POST"))
def sign_session_page(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The session as the log has it, with both signatures; sending the page signs it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    if request.method == "POST":
        sign_session(actor=actor, session_id=session_id, now=now)
        messages.success(request, "Signed.")
        return redirect("list_debts")
    session = get_session(actor, session_id, local_date(now, actor.zone))
    own = {session.peer_id: session.peer_signed_at, session.supervisor_id: session.supervisor_signed_at}
    return render(
        request,
        "supervision/sign_session.html",
        {
            "session": session,
            "signed_on": [
                local_date(Instant(at), session.zone) if at else None
                for at in (session.supervisor_signed_at, session.peer_signed_at)
            ],
            "is_peer": session.peer_id == actor.engagement_id,
            "may_sign": session.cancelled_at is None and own.get(actor.engagement_id, now) is None,
            "may_cancel": may(actor, "supervision.session.cancel")
            and session.supervisor_id == actor.engagement_id
            and session.cancelled_at is None
            and not session.is_signed,
        },
    )


@page(permission="supervision.session.cancel", methods=("GET", "POST"))
def cancel_session_page(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Asks once, then takes the record back."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    if request.method == "POST":
        cancel_session(actor=actor, session_id=session_id, now=now)
        messages.success(request, "Taken back. The session does not count.")
        return redirect("list_debts")
    session = get_session(actor, session_id, local_date(now, actor.zone))
    return render(request, "supervision/cancel_session.html", {"session": session})
