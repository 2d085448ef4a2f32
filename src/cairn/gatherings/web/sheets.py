"""A sheet for the door: what the group is about, when it meets, room for today's topic. Nobody signs in on it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from cairn.gatherings import policy
from cairn.gatherings.queries.gatherings import get_gathering
from cairn.platform import clock
from cairn.platform.documents import typeset
from cairn.platform.downloads import download
from cairn.platform.forms import acting
from cairn.platform.pages import page


@page(permission=policy.SEE)
def topic_sheet(request: HttpRequest, gathering_id: UUID) -> HttpResponse:
    """The sheet as an accessible PDF. No line on it asks for a name, and its file's name tells nothing."""
    actor, on = acting(request)
    one = get_gathering(actor, gathering_id, on)
    data = {
        "title": one.row.name,
        "sender": one.row.name,
        "about": one.about,
        "when": one.row.schedule.told,
        "where": one.row.place,
    }
    return download("topic-sheet.pdf", typeset("gatherings", "topic_sheet", data, now=clock.now()))
