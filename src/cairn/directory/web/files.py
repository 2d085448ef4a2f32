"""The directory as a file for others, and theirs for us: first what it would do, then the yes."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.directory import policy
from cairn.directory.commands.imports import hold_import, take_import
from cairn.directory.domain.hsds_files import MOST_BYTES, MOST_ENTRIES
from cairn.directory.domain.merging import Fate
from cairn.directory.queries.files import export_json, export_zip, get_preview
from cairn.kernel.errors import BadInput
from cairn.platform import clock
from cairn.platform.downloads import download
from cairn.platform.forms import acting, attempt, sent_id
from cairn.platform.pages import page

SHOWN = 100  # of each fate; the numbers above them are of all


@page(permission=policy.IMPORT, methods=("GET", "POST"))
def import_page(request: HttpRequest) -> HttpResponse:
    """Choose a file. Nothing on the list changes before the next page was seen."""
    actor, _ = acting(request)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        context = {
            "problems": problems,
            "id": sent_id(request, "id"),
            "most": MOST_BYTES // 2**20,
            "entries": MOST_ENTRIES,
        }
        return render(request, "directory/import.html", context, status=status)

    def act() -> HttpResponse:
        sent = request.FILES.get("file")
        if sent is None:
            raise BadInput({"file": "Choose a file: a zip of HSDS tables, or HSDS as JSON."})
        import_id = hold_import(actor=actor, import_id=sent_id(request, "id"), data=sent.read(), now=clock.now())
        return redirect("preview_import", import_id=import_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=policy.IMPORT)
def preview_page(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """What is new, what would change, what is refused and why."""
    actor, _ = acting(request)
    preview = get_preview(actor, import_id, clock.now())
    titles = (
        (Fate.REFUSED, "Cannot be taken"),
        (Fate.NEW, "New"),
        (Fate.CHANGED, "Changed"),
        (Fate.SAME, "As it is here"),
    )
    groups = [(fate.value, title, preview.of(fate)) for fate, title in titles]
    return render(request, "directory/preview.html", {"preview": preview, "groups": groups, "shown": SHOWN})


@page(permission=policy.IMPORT, methods=("POST",))
def take(request: HttpRequest, import_id: UUID) -> HttpResponse:
    """The yes."""
    actor, _ = acting(request)
    take_import(actor=actor, import_id=import_id, now=clock.now())
    messages.success(request, "Taken in. What was refused is not on the list.")
    return redirect("list_listings")


@page(permission=policy.SEE)
def export_zip_file(request: HttpRequest) -> HttpResponse:
    """HSDS tables, zipped."""
    actor, on = acting(request)
    return download("places-that-help.zip", export_zip(actor, on), "application/zip")


@page(permission=policy.SEE)
def export_json_file(request: HttpRequest) -> HttpResponse:
    """HSDS services in JSON."""
    actor, on = acting(request)
    return download("places-that-help.json", export_json(actor, on), "application/json")
