"""The whole record of one person as it was entered, and taking an entry back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.credentials import policy
from cairn.credentials.commands.entries import take_back_entry
from cairn.credentials.domain.entries import EntryKind
from cairn.credentials.queries.entries import TAKE_BACK, get_entry, list_entries
from cairn.credentials.queries.standing import get_holder
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.pages import page
from cairn.privacy.policy import may


@page(permission=policy.SEE)
def list_record(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Every entry, newest first; those taken back with their reason. Six statements."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    context = {
        "holder": get_holder(actor, engagement_id, on),
        "entries": list_entries(actor, engagement_id, on),
        "may": {kind for kind in EntryKind if may(actor, TAKE_BACK[kind])},
        "is_own": engagement_id == actor.engagement_id,
    }
    return render(request, "credentials/entries.html", context)


@page(permission=policy.TAKE_BACK, methods=("GET", "POST"))
def take_back(request: HttpRequest, engagement_id: UUID, kind: str, entry_id: UUID) -> HttpResponse:
    """Asks once, with a reason."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    if kind not in set(EntryKind):
        raise NotFound
    entry = get_entry(actor, engagement_id, EntryKind(kind), entry_id, local_date(now, actor.zone))
    because, problems = request.POST.get("because", ""), {}
    if request.method == "POST":
        try:
            take_back_entry(
                actor=actor, holder_id=engagement_id, kind=entry.kind, entry_id=entry_id, because=because, now=now
            )
            messages.success(request, "Taken back. It counts no more, and stays here to be read.")
            return redirect("list_record", engagement_id=engagement_id)
        except BadInput as bad:
            problems = bad.problems
    context = {"entry": entry, "holder_id": engagement_id, "because": because, "problems": problems}
    return render(request, "credentials/take_back.html", context, status=400 if problems else 200)
