"""The calendar of a day or a week: as a list on the phone, with a picture beside it where there is room."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.kernel.actors import Actor, Role
from cairn.meetings import policy
from cairn.meetings.domain.appointments import read_day
from cairn.meetings.domain.times import week_of
from cairn.meetings.queries.calendar import Meeting, list_meetings
from cairn.meetings.web.picture import week_picture
from cairn.platform.forms import acting
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.privacy.policy import may
from cairn.support.queries.caseload import list_peers_with_people


@page(permission=policy.SEE)
def calendar(request: HttpRequest) -> HttpResponse:
    """A peer supporter's own week; for who answers for them, whose week they choose, without names."""
    actor, today = acting(request)
    asked = read_day(request.GET.get("day", "")) or today
    is_day = request.GET.get("view") == "day"
    first, last = (asked, asked) if is_day else week_of(asked)
    peer_id = read_id(request.GET.get("peer", ""))
    peers = [] if actor.role is Role.PEER_SUPPORTER else list_peers_with_people(actor, today)
    found = list_meetings(actor, first, last, today, peer_id=peer_id)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    context = {
        "first": first,
        "last": last,
        "asked": asked,
        "today": today,
        "is_day": is_day,
        "days": [(each, [one for one in found if one.on(actor.zone) == each]) for each in days],
        "crossing": _crossing(found),
        "count": sum(one.is_standing for one in found),
        "picture": week_picture(found, days, actor.zone) if found else "",
        "earlier": _away(first, -1 if is_day else -7),
        "later": _away(first, 1 if is_day else 7),
        "peers": [(str(peer.id), peer.name) for peer in peers],
        "chosen": str(peer_id or ""),
        "may_make": may(actor, policy.MAKE),
        "shows_names": _shows_names(actor),
    }
    return render(request, "meetings/calendar.html", context)


def _shows_names(actor: Actor) -> bool:
    return may(actor, policy.NAMES)


def _crossing(found: tuple[Meeting, ...]) -> set[tuple[UUID, date]]:
    """The meetings that share time with another one of the same peer supporter."""
    pairs = combinations([one for one in found if one.is_standing], 2)
    met = [pair for pair in pairs if pair[0].peer_id == pair[1].peer_id and pair[0].span.overlaps(pair[1].span)]
    return {one.key for pair in met for one in pair}


def _away(day: date, days: int) -> str:
    """A day so far away as an address has it; empty where the calendar ends."""
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError:
        return ""
