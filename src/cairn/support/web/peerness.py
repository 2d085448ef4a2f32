"""How two people walk together: the question with its reasons, what the thresholds stand on, and how often it is wrong."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from cairn.kernel.actors import Role
from cairn.platform.forms import acting
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.support import policy, policy_peerness
from cairn.support.queries.peerness import find_question
from cairn.support.queries.peerness_packs import SETS, histories, peerness_rates
from cairn.support.web.shown import show


@page(permission=policy.SEE)
def walking_together(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """What is asked about one relationship. For everybody who is not asked, the same answer as for no such page."""
    actor, on = acting(request)
    name, question = find_question(actor, client_id, on)
    return show(
        request,
        "walking_together",
        client_id=client_id,
        name=name,
        question=question,
        is_own=actor.role is Role.PEER_SUPPORTER,
        own_days=rules_on(on, actor.place).days("peerness.own_days"),
        held_out=peerness_rates("held-out"),
    )


@page(permission=policy_peerness.ASK)
def peerness_rates_page(request: HttpRequest) -> HttpResponse:
    """How often the question is wrong, on both sets, and every threshold with its source."""
    actor, on = acting(request)
    sets = [(name, len(histories(name)), peerness_rates(name)) for name in SETS]
    return show(request, "peerness_rates", sets=sets, entries=rules_on(on, actor.place).all("peerness."))
