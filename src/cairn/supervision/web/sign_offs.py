"""The queue of notes that wait for the supervisor's signature, and what came back to the author."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.ids import read_id
from cairn.platform.pages import page
from cairn.supervision import policy
from cairn.supervision.commands.sign_offs import return_note, sign_off_notes
from cairn.supervision.queries.sign_offs import get_waiting, list_queue, list_returned


@page(permission=policy.SIGN_OFF, methods=("GET", "POST"))
def sign_off_page(request: HttpRequest) -> HttpResponse:
    """The oldest notes with their words; what is ticked is signed together."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method != "POST":
        return _queue(request, {})
    try:
        count = sign_off_notes(actor=actor, read=_read(request.POST.getlist("notes")), now=clock.now())
    except BadInput as error:
        return _queue(request, error.problems, 400)
    except Conflict as error:
        return _queue(request, {"notes": str(error)}, 409)
    messages.success(request, f"Signed: {count} {'note' if count == 1 else 'notes'}.")
    return redirect("sign_off_notes")


@page(permission=policy.SIGN_OFF, methods=("GET", "POST"))
def return_note_page(request: HttpRequest, note_id: UUID) -> HttpResponse:
    """The note once more, and a word to its author."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    problems: dict[str, str] = {}
    word = request.POST.get("word", "")
    if request.method == "POST":
        n = request.POST.get("n", "")
        try:
            return_note(actor=actor, note_id=note_id, n=int(n) if n.isdecimal() else -1, word=word, now=clock.now())
            messages.success(request, "Sent back. It comes to you again once its author has added to it.")
            return redirect("sign_off_notes")
        except BadInput as error:
            problems = error.problems
        except Conflict as error:
            problems = {"": str(error)}
    waiting = get_waiting(actor, note_id, local_date(clock.now(), actor.zone))
    context = {"one": waiting, "word": word, "problems": problems}
    return render(request, "supervision/return_note.html", context, status=400 if problems else 200)


@page(permission=policy.RETURNED)
def returned_notes_page(request: HttpRequest) -> HttpResponse:
    """What a supervisor sent back to the author, with their word."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    returned = list_returned(actor, local_date(clock.now(), actor.zone))
    return render(request, "supervision/returned_notes.html", {"returned": returned})


def _queue(request: HttpRequest, problems: dict[str, str], status: int = 200) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    after = read_id(request.GET.get("after", ""))
    waiting, count = list_queue(actor, local_date(clock.now(), actor.zone), after=after)
    context = {"waiting": waiting, "count": count, "after": after, "problems": problems}
    return render(request, "supervision/sign_off_notes.html", context, status=status)


def _read(sent: list[str]) -> dict[UUID, int]:
    """What was ticked: each a note's id and the number of amendments that were on the page, as `id.n`."""
    read: dict[UUID, int] = {}
    for each in sent:
        note_id, _, n = each.partition(".")
        found = read_id(note_id)
        if found is None or not n.isdecimal():
            raise BadInput({"notes": "Choose the notes that you have read."})
        read[found] = int(n)
    return read
