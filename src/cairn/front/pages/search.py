"""One field for everything that the person may see: clients, people at work, pages, rules. What is typed never stands in an address."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from cairn.front import policy
from cairn.front.pages.rules import find_rules
from cairn.front.pages.ways import find_ways
from cairn.identity.queries.find_staff import FoundStaff, find_staff
from cairn.kernel.actors import Actor, Role
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support.policy import FIND, SEE
from cairn.support.queries.search import find_clients

RULES_SHOWN = 12
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Colleague:
    """One person at work; `href` is "" when there is no page about them for this role."""

    name: str
    words: str
    href: str


@page(permission=policy.SEARCH, methods=("GET", "POST"))
def search(request: HttpRequest) -> HttpResponse:
    """At most two statements."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    text = " ".join(request.POST.get("q", "").split())[:LONGEST]
    found = find_clients(actor, text, on) if text and may(actor, FIND) else None
    rules = find_rules(actor.place, on, text)
    return render(
        request,
        "search.html",
        {
            "text": text,
            "clients": found.people if found else (),
            "has_more": bool(found and found.has_more),
            "opens": may(actor, SEE),
            "staff": [_colleague(actor, one) for one in find_staff(actor, text, on)],
            "ways": find_ways(actor, text),
            "rules": rules[:RULES_SHOWN],
            "more_rules": max(0, len(rules) - RULES_SHOWN),
            "place": actor.place,
        },
    )


def _colleague(actor: Actor, one: FoundStaff) -> Colleague:
    """Whoever answers for a peer supporter gets to their papers."""
    opens = one.role is Role.PEER_SUPPORTER and may(actor, "credentials.compliance.see")
    href = reverse("get_credential", kwargs={"engagement_id": one.id}) if opens else ""
    return Colleague(one.name, one.title or one.role.label, href)
