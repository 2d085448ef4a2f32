"""Who looked: one's own looks for everybody; for the manager and the system owner what all at work did. Never a client's name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.front.pages.look_words import in_words
from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.instants import as_instant, local_date
from cairn.platform import clock
from cairn.platform.pages import page
from cairn.privacy import policy_looks
from cairn.privacy.policy import may
from cairn.privacy.queries.staff_looks import StaffLook, list_own_looks, list_staff_looks

PAGE = 50
LONGEST = 16


@dataclass(frozen=True, slots=True)
class LookRow:
    """One entry as it is shown."""

    n: int
    at: datetime
    on: date
    who: str
    role: str
    what: tuple[str, ...]
    clients: int


@page(permission=policy_looks.OWN)
def who_looked(request: HttpRequest) -> HttpResponse:
    """`?all=yes` for everybody's, where the role answers for it. At most two statements."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    may_see_all = may(actor, policy_looks.EVERYBODY)
    is_all = may_see_all and request.GET.get("all") == "yes"
    text = request.GET.get("before", "")
    before = int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST else None
    found = (list_staff_looks if is_all else list_own_looks)(actor, on, before=before, limit=PAGE + 1)
    names = names_of(actor, {look.engagement_id for look in found if look.engagement_id}, on) if is_all else {}
    return render(
        request,
        "who_looked.html",
        {
            "rows": [_row(look, names, actor) for look in found[:PAGE]],
            "older": found[PAGE - 1].n if len(found) > PAGE else None,
            "is_first": before is None,
            "is_all": is_all,
            "may_see_all": may_see_all,
            "zone": actor.zone,
        },
    )


def _row(look: StaffLook, names: dict[UUID, str], actor: Actor) -> LookRow:
    if look.engagement_id is None:
        who = "Cairn itself"
    elif look.engagement_id == actor.engagement_id:
        who = "You"
    else:
        who = names.get(look.engagement_id, "Someone no longer here")
    role = look.role.label if look.role else ""
    return LookRow(
        look.n,
        look.at,
        local_date(as_instant(look.at), actor.zone),
        who,
        role,
        tuple(in_words(action, look.gave) for action in look.actions),
        look.clients,
    )
