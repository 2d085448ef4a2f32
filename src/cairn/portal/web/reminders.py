"""How the person wants to be reminded, and their own times in another calendar by a secret address."""

from __future__ import annotations

import secrets
from datetime import time, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from cairn.kernel.errors import BadInput
from cairn.meetings.commands.feeds import close_feed, open_feed
from cairn.meetings.commands.reminders import ChoiceDraft, choose_reminders
from cairn.meetings.domain.feeds import TOKEN_BYTES
from cairn.meetings.domain.reminders import Choice, How, Language, Lead, Wording, body_of, subject_of
from cairn.meetings.domain.times import span_at
from cairn.meetings.queries.feeds import find_own_feed, token_digest
from cairn.meetings.queries.reminders import Chosen, get_choice
from cairn.platform.forms import sent_choice, sent_text
from cairn.portal.domain.choices import FeedWord
from cairn.portal.domain.words.names_of_choosing import how_name, lead_name
from cairn.portal.web.visits import Visit, own_page

BOTH = ("GET", "POST")
FIELDS = ("how", "address", "wording", "lead", "language")
TEN = time(10)


@own_page(methods=BOTH)
def reminders(visit: Visit) -> HttpResponse:
    """Whether, by what, how neutral. The examples are what would really be sent; what leaves in the other language stands beside."""
    request, problems = visit.request, {}
    if request.method == "POST":
        try:
            choose_reminders(actor=visit.actor, draft=_draft(visit), now=visit.now)
            messages.success(request, visit.told("frame.saved"))
            return redirect("portal_meetings")
        except BadInput as error:
            problems = {field: visit.told(f"reminders.wrong.{field}") for field in error.problems}
    standing = get_choice(visit.actor, visit.client_id, visit.on)
    typed = {field: request.POST.get(field, "") for field in FIELDS} if problems else _as_typed(visit, standing)
    shown_in = Language(typed["language"]) if typed["language"] in set(Language) else Language(visit.language.value)
    return visit.show(
        "reminders",
        "reminders.title",
        400 if problems else 200,
        typed=typed,
        problems=problems,
        is_sent=bool(settings.CAIRN_MAIL),
        hows=[(one.value, how_name(one, visit.language)) for one in How],
        wordings=[(one.value, _example(visit, one, Language(visit.language.value))) for one in Wording],
        as_sent=[_example(visit, one, shown_in) for one in Wording] if shown_in.value != visit.language.value else [],
        sent_in=shown_in.value,
        subject_as_sent=subject_of(Choice(language=shown_in)),
        leads=[(one.value, lead_name(one, visit.language)) for one in Lead],
        languages=[(one.value, one.label) for one in Language],
        subject=subject_of(Choice(language=Language(visit.language.value))),
    )


@own_page(methods=BOTH)
def calendar(visit: Visit) -> HttpResponse:
    """Make, renew, stop. The address stands on one page, once; what its events say is one of a few plain words."""
    request, address, problem = visit.request, "", ""
    if request.method == "POST" and "stop" in request.POST:
        if find_own_feed(visit.actor, visit.on):
            close_feed(actor=visit.actor, now=visit.now)
        messages.success(request, visit.told("feed.closed"))
        return redirect("portal_calendar")
    if request.method == "POST":
        try:
            address = _open(visit)
        except BadInput:
            problem = visit.told("feed.wrong")
    words = [(one.value, visit.told(f"feed.word.{one.value}")) for one in FeedWord]
    standing = find_own_feed(visit.actor, visit.on)
    return visit.show(
        "calendar",
        "feed.title",
        400 if problem else 200,
        standing=standing,
        address=address,
        problem=problem,
        words=words,
        chosen=next((code for code, word in words if standing and word == standing.word), FeedWord.BUSY.value),
    )


def _open(visit: Visit) -> str:
    word = visit.told(f"feed.word.{sent_choice(visit.request, 'word', FeedWord, '').value}")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    open_feed(actor=visit.actor, token_digest=token_digest(token), word=word, now=visit.now)
    return visit.request.build_absolute_uri(reverse("calendar_feed", kwargs={"token": token}))


def _draft(visit: Visit) -> ChoiceDraft:
    request = visit.request
    choice = Choice(
        sent_choice(request, "how", How, ""),
        sent_choice(request, "wording", Wording, ""),
        sent_choice(request, "lead", Lead, ""),
        sent_choice(request, "language", Language, ""),
    )
    return ChoiceDraft(visit.client_id, choice, sent_text(request, "address"))


def _example(visit: Visit, wording: Wording, language: Language) -> str:
    tomorrow = span_at(visit.on + timedelta(days=1), TEN, 0, visit.actor.zone).start
    return body_of(Choice(How.EMAIL, wording, language=language), tomorrow, visit.now, visit.actor.zone)


def _as_typed(visit: Visit, standing: Chosen) -> dict[str, str]:
    """What stands; whoever never chose finds the most neutral words, in the language of their pages."""
    choice = standing.choice
    language = choice.language.value if standing.chosen_at else visit.language.value
    return {
        "how": choice.how.value,
        "address": standing.address,
        "wording": choice.wording.value,
        "lead": choice.lead.value,
        "language": language,
    }
