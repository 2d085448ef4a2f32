"""Speed-skills sessions: writing one down, and taking it into the own continuing education."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.credentials.queries.standing import get_holder
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import local_date
from cairn.mentoring.commands.sessions import SessionDraft, record_session_held, take_over_session
from cairn.mentoring.domain.skills import Skill, decide_counts_as_ce
from cairn.mentoring.queries.sessions import get_attended, list_sessions
from cairn.mentoring.queries.wishes import list_mentees_to_be
from cairn.mentoring.web.pairs import day_sent
from cairn.platform import clock
from cairn.platform.forms import sent_ids, sent_number
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.packs import rules_on
from cairn.platform.pages import page

LENGTHS = (30, 45, 60, 90)


@page(permission="mentoring.session.record", methods=("GET", "POST"))
def list_sessions_page(request: HttpRequest) -> HttpResponse:
    """The sessions so far and the form for one more."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    problems: dict[str, str] = {}
    if request.method == "POST":
        try:
            _record(request, actor)
        except BadInput as error:
            problems = error.problems
        else:
            messages.success(request, "Session kept. Who came can take it into their continuing education.")
            return redirect(request.path)
    context = {
        "sessions": list_sessions(actor, on),
        "people": [(str(person), name) for person, name in list_mentees_to_be(actor, "mentoring.session.record", on)],
        "skills": [(each.value, each.label) for each in Skill],
        "lengths": LENGTHS,
        "on": on,
        "typed": request.POST,
        "problems": problems,
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "mentoring/list_sessions.html", context, status=400 if problems else 200)


def _record(request: HttpRequest, actor: Actor) -> None:
    draft = SessionDraft(
        on=day_sent(request),
        minutes=sent_number(request, "minutes"),
        skill=request.POST.get("skill", ""),
        people=list(sent_ids(request, "people")),
    )
    record_session_held(
        actor=actor,
        session_id=sent_id(request.POST.get("id", ""), actor.organization_id),
        draft=draft,
        now=clock.now(),
    )


@page(permission="credentials.ce.record", methods=("GET", "POST"))
def take_over_session_page(request: HttpRequest, skills_session_id: UUID) -> HttpResponse:
    """What will be written into the own years, filled in; one tap takes it over."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    attended = get_attended(actor, skills_session_id, on)
    held = [each for each in get_holder(actor, actor.engagement_id, on).held if each.issued_on <= attended.on]
    problems: dict[str, str] = {}
    if request.method == "POST":
        chosen = read_id(request.POST.get("credential", ""))
        if chosen not in {each.id for each in held} or chosen is None:
            raise NotFound
        try:
            take_over_session(
                actor=actor,
                session_id=skills_session_id,
                course_id=sent_id(request.POST.get("id", ""), actor.organization_id),
                credential_id=chosen,
                now=clock.now(),
            )
        except BadInput as error:
            problems = error.problems
        else:
            messages.success(request, "It stands in your continuing education now.")
            return redirect(reverse("get_own_credential"))
    context = {
        "attended": attended,
        "held": held,
        "decision": decide_counts_as_ce(is_session=True, rules=rules_on(attended.on, actor.place)),
        "problems": problems,
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "mentoring/take_over_session.html", context, status=400 if problems else 200)
