"""Mentoring from both sides: whom one walks with, what to talk about, choosing, signing, stopping."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.mentoring.commands.pairs import choose_mentor, end_pair, sign_pair, tell_wish
from cairn.mentoring.commands.talks import TalkDraft, record_talk
from cairn.mentoring.domain.rhythm import EndReason
from cairn.mentoring.domain.wishes import Topic, Way
from cairn.mentoring.queries.dues import get_own_dues
from cairn.mentoring.queries.pairs import get_pair, list_pairs, list_talks
from cairn.mentoring.queries.sessions import list_attended
from cairn.mentoring.queries.wishes import get_wish, list_mentors, list_suggestions
from cairn.platform import clock
from cairn.platform.forms import read_number, sent_day, sent_number
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import page
from cairn.privacy.policy import may

TOPICS = [(each.value, each.label) for each in Topic]
WAYS = [(each.value, each.label) for each in Way]
ENDS = [(each.value, each.label) for each in EndReason]


@page(permission="mentoring.pair.see")
def list_pairs_page(request: HttpRequest) -> HttpResponse:
    """A mentor's or the coordinator's pairs; a mentee's own mentor, or those who would suit."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    pairs = list_pairs(actor, on)
    if not may(actor, "mentoring.pair.choose"):
        words = {"pairs": pairs, "is_mentor": actor.role is Role.MENTOR}
        return render(request, "mentoring/list_pairs.html", words)
    pair, wish = next(iter(pairs), None), get_wish(actor, on)
    found = list_suggestions(actor, wish, on) if wish else ()
    context = {
        "pair": pair,
        "wish": wish,
        "suggestions": [each for each in found if pair is None or each.mentor.id != pair.mentor_id],
        "attended": list_attended(actor, on),
        "dues": get_own_dues(actor, on),
        "may_count": may(actor, "credentials.ce.record"),
    }
    return render(request, "mentoring/own_mentor.html", context)


@page(permission="mentoring.wish.tell", methods=("GET", "POST"))
def tell_wish_page(request: HttpRequest) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    problems: dict[str, str] = {}
    topics, ways = request.POST.getlist("topics"), request.POST.getlist("ways")
    places = request.POST.get("places", "").strip()
    if request.method == "POST":
        try:
            tell_wish(actor=actor, topics=topics, ways=ways, places=_places(places), now=clock.now())
        except BadInput as error:
            problems = error.problems
        else:
            messages.success(request, "Kept. You can change it at any time.")
            return redirect(reverse("list_pairs"))
    else:
        wish = get_wish(actor, local_date(clock.now(), actor.zone))
        if wish is not None:
            topics, ways, places = list(wish.topics), list(wish.ways), str(wish.places)
    context = {
        "topics": TOPICS,
        "ways": WAYS,
        "chosen_topics": topics,
        "chosen_ways": ways,
        "places": places,
        "is_mentor": actor.role is Role.MENTOR,
        "problems": problems,
    }
    return render(request, "mentoring/tell_wish.html", context, status=400 if problems else 200)


@page(permission="mentoring.pair.choose", methods=("GET", "POST"))
def choose_mentor_page(request: HttpRequest, engagement_id: UUID) -> HttpResponse:
    """Asked once, with the agreement that choosing signs."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    mentor = next((each for each in list_mentors(actor, on) if each.id == engagement_id), None)
    if mentor is None:
        raise NotFound
    if request.method == "POST":
        try:
            choose_mentor(
                actor=actor,
                pair_id=sent_id(request.POST.get("id", ""), actor.organization_id),
                mentor_id=engagement_id,
                now=clock.now(),
            )
        except BadInput as error:
            messages.warning(request, error.problems["mentor"])
        else:
            messages.success(request, f"{mentor.name} is asked. It holds once they have signed too.")
        return redirect(reverse("list_pairs"))
    context = {
        "mentor": mentor,
        "before": next(iter(list_pairs(actor, on)), None),
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "mentoring/choose_mentor.html", context)


@page(permission="mentoring.talk.see")
def get_pair_page(request: HttpRequest, mentoring_pair_id: UUID) -> HttpResponse:
    return _shown(request, mentoring_pair_id, {})


@page(permission="mentoring.pair.sign", methods=("POST",))
def sign_pair_page(request: HttpRequest, mentoring_pair_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        sign_pair(actor=actor, pair_id=mentoring_pair_id, now=clock.now())
    except BadInput as error:
        return _shown(request, mentoring_pair_id, error.problems, status=400)
    messages.success(request, "Signed.")
    return redirect(reverse("get_pair", kwargs={"mentoring_pair_id": mentoring_pair_id}))


@page(permission="mentoring.pair.end", methods=("POST",))
def end_pair_page(request: HttpRequest, mentoring_pair_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        end_pair(actor=actor, pair_id=mentoring_pair_id, because=request.POST.get("because", ""), now=clock.now())
    except BadInput as error:
        return _shown(request, mentoring_pair_id, error.problems, status=400)
    messages.success(request, "Ended. Thank you both for the way so far.")
    return redirect(reverse("list_pairs"))


@page(permission="mentoring.talk.record", methods=("POST",))
def record_talk_page(request: HttpRequest, mentoring_pair_id: UUID) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    try:
        record_talk(
            actor=actor,
            talk_id=sent_id(request.POST.get("id", ""), actor.organization_id),
            pair_id=mentoring_pair_id,
            draft=TalkDraft(
                on=day_sent(request),
                minutes=sent_number(request, "minutes"),
                way=request.POST.get("way", ""),
                topics=request.POST.getlist("topics"),
                next_step=request.POST.get("next_step", ""),
            ),
            now=clock.now(),
        )
    except BadInput as error:
        return _shown(request, mentoring_pair_id, error.problems, status=400)
    messages.success(request, "Talk kept. The rhythm holds.")
    return redirect(reverse("get_pair", kwargs={"mentoring_pair_id": mentoring_pair_id}))


def day_sent(request: HttpRequest) -> date:
    """The day of a form; raises BadInput for none."""
    day = sent_day(request, "on")
    if day is None:
        raise BadInput({"on": "Give the day, such as 2026-11-20."})
    return day


def _shown(request: HttpRequest, pair_id: UUID, problems: dict[str, str], status: int = 200) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    on = local_date(clock.now(), actor.zone)
    pair = get_pair(actor, pair_id, on)
    is_mentor = actor.engagement_id == pair.mentor_id
    context: dict[str, Any] = {
        "pair": pair,
        "talks": list_talks(actor, pair_id, on),
        "is_mentor": is_mentor,
        "other": pair.mentee_name if is_mentor else pair.mentor_name,
        "may_sign": pair.waits_for(actor.engagement_id) and pair.ended_on is None,
        "may_record": is_mentor and pair.is_agreed and pair.ended_on is None,
        "on": on,
        "typed": request.POST,
        "topics": TOPICS,
        "ways": WAYS,
        "ends": ENDS,
        "problems": problems,
        "mentor_signed_on": _signed_on(pair.mentor_signed_at, actor),
        "mentee_signed_on": _signed_on(pair.mentee_signed_at, actor),
        "new_id": new_form_id(actor.organization_id),
    }
    return render(request, "mentoring/pair.html", context, status=status)


def _signed_on(at: datetime | None, actor: Actor) -> date | None:
    return local_date(Instant(at), actor.zone) if at else None


def _places(text: str) -> int:
    """How many one can walk with; 0 is an answer, and nonsense is −1, which the command refuses in words."""
    return read_number(text) or (0 if text == "0" else -1)
