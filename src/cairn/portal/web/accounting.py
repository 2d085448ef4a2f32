"""What was sent about a person: their own page in two languages, and the page of whoever answers for privacy."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.platform import clock
from cairn.platform.forms import acting
from cairn.platform.pages import page
from cairn.portal.domain.words.names_of_the_accounting import said_name
from cairn.portal.queries.accounting import get_accounting
from cairn.portal.web.visits import Visit, own_page
from cairn.privacy.queries.accounting import SEE
from cairn.support.queries.clients import get_client_name


@own_page()
def own(visit: Visit) -> HttpResponse:
    """Everything that left the program about them."""
    found = get_accounting(visit.actor, visit.client_id, visit.now)
    return visit.show("sent", "sent.title", found=found, said=lambda one: said_name(one, visit.language))


@page(permission=SEE)
def of_client(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """The same of one person, for the paper that they may ask for."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    found = get_accounting(actor, client_id, clock.now())
    return render(
        request, "portal/staff/sent.html", {"client_id": client_id, "name": name, "found": found, "zone": actor.zone}
    )
