"""The board's log of one peer supporter: to look at, and as a paper."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.identity.queries.peers import get_peer
from cairn.kernel.actors import Actor
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.documents import typeset
from cairn.platform.downloads import download
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.supervision import policy
from cairn.supervision.domain.log import COLUMNS
from cairn.supervision.queries.log import as_document, get_log, list_kept


@page(permission=policy.LOG)
def log_page(request: HttpRequest, peer_id: UUID) -> HttpResponse:
    """The log of a period (this year unless asked otherwise), and until when it is kept."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    first, last = _period(request, on)
    context = {
        "peer_id": peer_id,
        "log": get_log(actor, peer_id, first, last, on),
        "columns": COLUMNS,
        "kept": list_kept(get_peer(actor, peer_id, on), on, actor.place),
        "retention": rules_on(on, actor.place).find("supervision.record_retention"),
    }
    return render(request, "supervision/log.html", context)


@page(permission=policy.LOG)
def log_paper(request: HttpRequest, peer_id: UUID) -> HttpResponse:
    """The same as an accessible PDF. The file's name names nobody."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    first, last = _period(request, on)
    made = typeset("supervision", "log", as_document(get_log(actor, peer_id, first, last, on), actor.name, on), now=now)
    return download("supervision-log.pdf", made)


def _period(request: HttpRequest, on: date) -> tuple[date, date]:
    """The days asked for; this year where they are missing, damaged or the wrong way round."""
    try:
        first, last = (date.fromisoformat(request.GET.get(name, "")) for name in ("from", "to"))
    except ValueError:
        first, last = on.replace(month=1, day=1), on
    return (first, min(last, on)) if first <= last else (last, min(first, on))
