"""A step of coming in that is told after somebody was taken in, when they are ready."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.intake import policy
from cairn.intake.commands.later import write_kept_step
from cairn.intake.domain.questions import LATER, QUESTIONS, Step, phones_of
from cairn.intake.queries.fees import fee_to_read
from cairn.intake.queries.later import LaterStep, list_later
from cairn.intake.web.phones import ask_about_phones
from cairn.intake.web.steps import first_answers, step_shown
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.platform import clock
from cairn.platform.addresses import address
from cairn.platform.forms import acting, attempt, sent_id, sent_number, sent_text
from cairn.platform.pages import page
from cairn.support.queries.clients import get_client_name
from cairn.support.queries.known_as import get_known_as


@page(permission=policy.TELL_LATER, methods=("GET", "POST"))
def write_later(request: HttpRequest, client_id: UUID, step: str) -> HttpResponse:
    """The same questions as on the first day; what was told before stays as it was."""
    actor, on = acting(request)
    if step not in LATER:
        raise NotFound
    asked, is_sent = Step(step), request.method == "POST"
    sent = {question.code: sent_text(request, question.code) for question in QUESTIONS[asked]}

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        one = next(each for each in list_later(actor, client_id, on) if each.step is asked)
        both = status == 409 and one.entry.number != sent_number(request, "seen")
        context = {
            "back_to": (get_client_name(actor, client_id, on), address("kept_intake", client_id=client_id)),
            "is_later": True,
            "about": one.about,
            **step_shown(asked, one.entry),
            "typed": sent if is_sent else _first(actor, client_id, one, on),
            "seen": one.entry.number if both or not is_sent else sent_number(request, "seen"),
            "both": both,
            "notices": fee_to_read(actor, on) if asked is Step.FEE else (),
            "notice_chosen": request.POST.get("notice", ""),
            "problems": problems,
            "new_id": sent_id(request, "id"),
        }
        return render(request, "intake/step.html", context, status=status)

    def act() -> HttpResponse:
        if phones_of(asked):
            one = next(each for each in list_later(actor, client_id, on) if each.step is asked)
            ask_about_phones(request, phones_of(asked), _first(actor, client_id, one, on))
        write_kept_step(
            actor=actor,
            client_id=client_id,
            intake_id=sent_id(request, "id"),
            step=asked,
            answers={**sent, "notice": sent_text(request, "notice")},
            seen=sent_number(request, "seen"),
            now=clock.now(),
        )
        messages.success(request, "Kept.")
        return redirect("kept_intake", client_id=client_id)

    return attempt(act, again) if is_sent else again({}, 200)


def _first(actor: Actor, client_id: UUID, one: LaterStep, on: date) -> dict[str, str]:
    """As it stands; the phone as it is on their page now, so that an older one is never written over it."""
    first = first_answers(one.step, one.entry, on)
    if one.step is Step.REACH:
        first["phone"] = get_known_as(actor, client_id, on).phone
    return first
