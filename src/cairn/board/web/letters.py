"""Writing a letter about what is missing, sending it, and the paper of it."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.badges.queries.issuers import public
from cairn.board.commands.letters import edit_letter, send_letter, write_letter
from cairn.board.queries.approvals import get_approval
from cairn.board.queries.letters import LetterView, address_letter, get_letter
from cairn.board.web.desk import seen_version, show_file
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import from_local, in_words, local_date
from cairn.platform import clock
from cairn.platform.documents import typeset
from cairn.platform.downloads import download
from cairn.platform.ids import sent_id
from cairn.platform.pages import page


@page(permission="board.letter.write", methods=("POST",))
def write_letter_page(request: HttpRequest, application_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        letter_id = write_letter(
            actor=actor,
            letter_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            application_id=application_id,
            seen_version=seen_version(request.POST),
            now=clock.now(),
        )
    except BadInput as error:
        return show_file(request, application_id, "letter", error.problems)
    except Conflict as error:
        return show_file(request, application_id, "letter", {}, str(error))
    return redirect("edit_letter", letter_id=letter_id)


@page(permission="board.letter.write", methods=("GET", "POST"))
def edit_letter_page(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The draft, to be edited; saved with "save", saved and shown to the candidate with "send"."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    letter = get_letter(actor, letter_id, local_date(now, actor.zone))
    problems: dict[str, str] = {}
    status = 400
    if request.method == "POST":
        try:
            text, seen = request.POST.get("text", ""), seen_version(request.POST)
            edit_letter(actor=actor, letter_id=letter_id, text=text, seen_version=seen, now=now)
            return _saved(request, letter, send=request.POST.get("then") == "send")
        except BadInput as error:
            problems = error.problems
        except Conflict as error:
            problems, status = {"text": f"{error} Yours stands below; theirs is in the letter."}, 409
    context = {"letter": letter, "text": request.POST.get("text", letter.text), "problems": problems}
    return render(request, "board/letter.html", context, status=status if problems else 200)


@page(permission="board.letter.see")
def get_letter_paper(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """The letter as a paper."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    addressed = address_letter(actor, letter_id, local_date(now, actor.zone))
    letter = addressed.letter
    dated = letter.sent_on or local_date(now, actor.zone)
    data = {
        "title": "What is missing in your application",
        "sender": request.worn.organization_name,  # type: ignore[attr-defined]
        "dated": in_words(dated),
        "is_draft": letter.sent_on is None,
        "name": addressed.name,
        "mailing": addressed.mailing,
        "reference": addressed.reference,
        "paragraphs": letter.paragraphs,
    }
    return _paper("letter", data, dated, actor)


@page(permission="board.credential.see")
def get_approval_letter(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    """The letter that goes with a new certificate, dated on the day of issue."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    approval = get_approval(actor, credential_id, local_date(clock.now(), actor.zone))
    one, badge = approval.held.registered, approval.held.badge
    facts = [
        ("Certificate", one.kind_label),
        ("Certificate number", one.number),
        ("In force until", in_words(approval.holds_until)),
    ]
    if badge is not None:
        facts.append(("Anybody can check it", f"{badge.number} at {public('check_badge')}"))
    data = {
        "title": "Your certificate",
        "sender": request.worn.organization_name,  # type: ignore[attr-defined]
        "dated": in_words(one.issued_on),
        "name": one.name,
        "mailing": approval.mailing,
        "reference": approval.reference,
        "issued": in_words(one.issued_on),
        "facts": facts,
        "next": approval.next_steps,
    }
    return _paper("approval", data, one.issued_on, actor)


def _paper(template: str, data: dict[str, Any], dated: date, actor: Actor) -> HttpResponse:
    """The PDF to be saved under a name that says nothing of anybody, dated so that it is the same file every time."""
    made_at = from_local(dated, time(0), actor.zone)
    return download("letter.pdf", typeset("board", template, data, now=made_at))


def _saved(request: HttpRequest, letter: LetterView, *, send: bool) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    if not send:
        messages.success(request, "Saved. The candidate does not see it yet.")
        return redirect("edit_letter", letter_id=letter.id)
    saved = get_letter(actor, letter.id, local_date(now, actor.zone))
    if saved.text != request.POST.get("text", "").replace("\r\n", "\n").strip():
        raise Conflict("Somebody else changed this letter just now. It was not sent.")
    send_letter(actor=actor, letter_id=letter.id, seen_version=saved.version, now=now)
    messages.success(request, "Sent. It is the candidate’s turn, and the clock stands still.")
    return redirect("get_file", application_id=letter.application_id)
