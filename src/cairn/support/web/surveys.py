"""Handing the one-minute survey to the client, and the page in the client's hand.

The page is public: whoever holds the one-time link speaks for the client, for this one survey. It shows questions or thanks, never
answers, is never kept by the browser, and leads nowhere else: the phone may be the peer supporter's.
"""

from __future__ import annotations

import base64
import io
import secrets
from uuid import UUID

import qrcode
import qrcode.image.svg
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cairn.instruments.answers import form_of
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.instruments import instrument
from cairn.platform.pages import page, public
from cairn.privacy.scope import scope_of
from cairn.support.commands.surveys import answer_survey, decline_survey, offer_survey
from cairn.support.queries.encounters import get_contact
from cairn.support.queries.surveys import get_held, token_digest

INSTRUMENT = "one-minute-survey"


@never_cache
@page(permission="support.survey.offer", methods=("GET", "POST"))
def hand_over_survey(request: HttpRequest, encounter_id: UUID) -> HttpResponse:
    """Hand over this phone, show a code for theirs, or take a no."""
    actor, now = request.actor, clock.now()  # type: ignore[attr-defined]
    act = request.POST.get("act", "")
    if act == "decline":
        decline_survey(actor=actor, encounter_id=encounter_id, instrument=instrument(INSTRUMENT), now=now)
        messages.success(request, "Noted. Nobody will ask again about this contact.")
        return redirect("contact", encounter_id=encounter_id)
    link = ""
    if act in ("handed_phone", "link"):
        token = secrets.token_urlsafe(18)
        offer_survey(
            actor=actor,
            encounter_id=encounter_id,
            instrument=instrument(INSTRUMENT),
            channel=act,
            token_digest=token_digest(token),
            now=now,
        )
        if act == "handed_phone":
            return redirect("survey", token=token)
        link = request.build_absolute_uri(reverse("survey", kwargs={"token": token}))
    seen = get_contact(actor, encounter_id, local_date(now, actor.zone))
    if seen.peer_id != actor.engagement_id:
        raise NotFound
    code = qr_code(link) if link else ""
    return render(request, "support/hand_over_survey.html", {"contact": seen, "link": link, "code": code})


@never_cache
@public
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """The survey in the client's hand. The same answer for a link that never was and one that is too old."""
    if request.method not in ("GET", "HEAD", "POST"):
        return HttpResponseNotAllowed(["GET", "POST"])
    now = clock.now()
    held = get_held(token, now)
    asked = instrument(held.instrument)
    problems: dict[str, str] = {}
    given = {question.link_id: request.POST.get(question.link_id, "") for question in asked.questions}
    if request.method == "POST" and held.state == "offered":
        try:
            with scope_of(held.actor):
                answer_survey(actor=held.actor, instrument=asked, given=given, now=now)
        except BadInput as error:
            problems = error.problems
        else:
            return redirect("survey", token=token)
    if held.state != "offered":
        return render(request, "support/survey_thanks.html")
    context = {"asked": asked, "questions": form_of(asked, given, problems), "problems": problems}
    return render(request, "support/survey.html", context, status=400 if problems else 200)


def qr_code(link: str) -> str:
    """The link as a picture to scan, in an address that needs no request."""
    drawn = io.BytesIO()
    qrcode.make(link, image_factory=qrcode.image.svg.SvgPathFillImage).save(drawn)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()
