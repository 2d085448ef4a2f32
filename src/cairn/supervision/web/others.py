"""Writing down a session of peer or administrative supervision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.supervision import policy
from cairn.supervision.commands.sessions import record_other_session
from cairn.supervision.domain.sessions import Format, Topic
from cairn.supervision.queries.others import get_other
from cairn.supervision.web.session_forms import EMPTY, read_session


@page(permission=policy.RECORD_OTHER, methods=("GET", "POST"))
def other_session(request: HttpRequest, agreement_id: UUID) -> HttpResponse:
    """The kind is the agreement's; nobody's record is opened by it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    agreement = get_other(actor, agreement_id, on)
    typed: dict[str, Any] = dict(EMPTY)
    problems: dict[str, str] = {}
    if request.method == "POST":
        sent = request.POST.copy()
        sent["kind"] = agreement.supervision
        typed = {name: sent.get(name, "") for name in EMPTY} | {"topics": sent.getlist("topics")}
        try:
            draft = read_session(sent, agreement.peer_id, actor.zone)
            session_id = sent_id(sent.get("id", ""), actor.organization_id)
            is_signed = sent.get("sign") == "yes"
            record_other_session(actor=actor, session_id=session_id, draft=draft, now=clock.now(), sign=is_signed)
            messages.success(request, "Saved to the log. It stays apart from the hours owed.")
            return redirect("list_debts")
        except BadInput as error:
            problems = error.problems
    context = {
        "agreement": agreement,
        "kind": agreement.supervision.capitalize(),
        "ratio": rules_on(on, actor.place).find("supervision.ratio"),
        "formats": [(each.value, each.label) for each in Format],
        "topics": [(each.value, each.label) for each in Topic],
        "typed": typed,
        "problems": problems,
        "on": on,
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "supervision/other_session.html", context, status=400 if problems else 200)
