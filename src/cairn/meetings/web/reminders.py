"""What a person chose about being reminded, with every text that could leave shown as it will be read."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.kernel.instants import Instant
from cairn.meetings import policy
from cairn.meetings.commands.reminders import ChoiceDraft, choose_reminders
from cairn.meetings.domain.reminders import Choice, How, Language, Lead, Wording, body_of
from cairn.meetings.domain.times import span_at
from cairn.meetings.queries.reminders import Chosen, get_choice
from cairn.platform import clock
from cairn.platform.forms import acting, attempt, sent_choice, sent_text
from cairn.platform.pages import page
from cairn.support.queries.clients import get_client_name

FIELDS = ("how", "address", "wording", "lead", "language")
TEN = time(10)


@page(permission=policy.CHOOSE, methods=("GET", "POST"))
def choose(request: HttpRequest, client_id: UUID) -> HttpResponse:
    """Whether, how, how neutral. The examples are what would really be sent."""
    actor, on = acting(request)
    name = get_client_name(actor, client_id, on)
    standing = get_choice(actor, client_id, on)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        sent = {field: request.POST.get(field, "") for field in FIELDS}
        tomorrow = span_at(on + timedelta(days=1), TEN, 0, actor.zone).start
        context: dict[str, Any] = {
            "client_id": client_id,
            "name": name,
            "typed": sent if request.method == "POST" else _as_typed(standing),
            "problems": problems,
            "is_sent": bool(settings.CAIRN_MAIL),
            "hows": [(one.value, one.label) for one in How],
            "wordings": [(one.value, _example(one, tomorrow, actor.zone)) for one in Wording],
            "leads": [(one.value, one.label) for one in Lead],
            "languages": [(one.value, one.label) for one in Language],
        }
        return render(request, "meetings/reminders.html", context, status=status)

    def act() -> HttpResponse:
        choice = Choice(
            sent_choice(request, "how", How, "Choose whether."),
            sent_choice(request, "wording", Wording, "Choose what it says."),
            sent_choice(request, "lead", Lead, "Choose how long before."),
            sent_choice(request, "language", Language, "Choose a language."),
        )
        draft = ChoiceDraft(client_id, choice, sent_text(request, "address"))
        choose_reminders(actor=actor, draft=draft, now=clock.now())
        messages.success(request, "Saved. They can change it at any time.")
        return redirect("get_client", client_id=client_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _example(wording: Wording, start: Instant, zone: str) -> str:
    return body_of(Choice(How.EMAIL, wording), start, clock.now(), zone)


def _as_typed(standing: Chosen) -> dict[str, str]:
    choice = standing.choice
    return {
        "how": choice.how.value,
        "address": standing.address,
        "wording": choice.wording.value,
        "lead": choice.lead.value,
        "language": choice.language.value,
    }
