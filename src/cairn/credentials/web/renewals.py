"""The December page: what to send for the renewal, what not, and what being late means. Made to be printed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.credentials.domain.missing import say_missing
from cairn.credentials.domain.renewals import RenewalFacts, decide_renewal
from cairn.credentials.queries.standing import get_holder
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.kernel.money import Money
from cairn.platform import clock
from cairn.platform.packs import rules_on
from cairn.platform.pages import page


@page(permission="credentials.credential.see")
def show_renewal(request: HttpRequest) -> HttpResponse:
    """The own certificates, each with its checklist."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    holder = get_holder(actor, actor.engagement_id, on)
    lists = []
    for held in holder.held:
        facts = RenewalFacts(held.issued_on, held.renewals, held.ce.figures["short_minutes"])
        decision = decide_renewal(facts, rules_on(on, held.place), on)
        lists.append((held, decision, Money(decision.figures["fee_cents"]), say_missing(held.ce)))
    return render(request, "credentials/renewal.html", {"lists": lists, "on": on, "holder": holder})
