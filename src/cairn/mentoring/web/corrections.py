"""Taking back a talk, a session or dues: asked once, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import local_date
from cairn.mentoring.commands.corrections import take_back_dues, take_back_session, take_back_talk
from cairn.mentoring.domain.corrections import Wrong
from cairn.mentoring.queries.corrections import get_wrong
from cairn.platform import clock
from cairn.platform.pages import page

BOTH = ("GET", "POST")


@page(permission="mentoring.talk.take_back", methods=BOTH)
def take_back_talk_page(request: HttpRequest, mentoring_talk_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]

    def act(because: str) -> None:
        take_back_talk(actor=actor, talk_id=mentoring_talk_id, because=because, now=clock.now())

    return _asked(request, Wrong.TALK, mentoring_talk_id, act)


@page(permission="mentoring.session.take_back", methods=BOTH)
def take_back_session_page(request: HttpRequest, skills_session_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]

    def act(because: str) -> None:
        take_back_session(actor=actor, session_id=skills_session_id, because=because, now=clock.now())

    return _asked(request, Wrong.SESSION, skills_session_id, act)


@page(permission="mentoring.dues.take_back", methods=BOTH)
def take_back_dues_page(request: HttpRequest, dues_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]

    def act(because: str) -> None:
        take_back_dues(actor=actor, dues_id=dues_id, because=because, now=clock.now())

    return _asked(request, Wrong.DUES, dues_id, act)


def _asked(request: HttpRequest, kind: Wrong, row_id: UUID, act: Callable[[str], None]) -> HttpResponse:
    """Show what is about to be taken back, or take it back."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    entry = get_wrong(actor, kind, row_id, local_date(clock.now(), actor.zone))
    back = (
        reverse("get_pair", kwargs={"mentoring_pair_id": entry.pair_id})
        if entry.pair_id
        else reverse({Wrong.SESSION: "list_skills_sessions", Wrong.DUES: "list_mentoring_dues"}[kind])
    )
    because, problems = request.POST.get("because", ""), dict[str, str]()
    if request.method == "POST":
        try:
            act(because)
            messages.success(request, "Taken back. It counts no more, and stays to be read.")
            return redirect(back)
        except BadInput as error:
            problems = error.problems
    context = {"entry": entry, "kind": kind.value, "back": back, "because": because, "problems": problems}
    return render(request, "mentoring/take_back.html", context, status=400 if problems else 200)
