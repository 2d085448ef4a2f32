"""One step of coming in, on one page. Kept the moment it is sent; written elsewhere meanwhile: both texts, side by side."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.intake import policy
from cairn.intake.commands.intakes import write_intake_step
from cairn.intake.domain.arrivals import State
from cairn.intake.domain.questions import NOT_YET, QUESTIONS, Step, phones_of
from cairn.intake.queries.fees import fee_to_read
from cairn.intake.queries.intakes import IntakeView, get_intake
from cairn.intake.queries.steps import EntryView, journey_for
from cairn.intake.web.phones import ask_about_phones
from cairn.kernel.errors import NotFound
from cairn.platform import clock
from cairn.platform.addresses import address
from cairn.platform.forms import acting, attempt, sent_number, sent_text
from cairn.platform.pages import page

DEFAULTS = {Step.EXPLAINED: {"heard": NOT_YET}, Step.FEE: {"agreed": NOT_YET}, Step.IDENTITY: {"looked_at": NOT_YET}}


@page(permission=policy.WRITE, methods=("GET", "POST"))
def write_step(request: HttpRequest, intake_id: UUID, step: str) -> HttpResponse:
    """The questions of one step. Each may be left out, and the whole step too."""
    actor, on = acting(request)
    asked = _step_named(step)
    sent = _answers_sent(request, asked)

    def again(problems: dict[str, str], status: int) -> HttpResponse:
        one = get_intake(actor, intake_id, on)
        if one.state is not State.OPEN and request.method != "POST":
            raise NotFound
        standing, seen = one.entry(asked), sent_number(request, "seen")
        both = status == 409 and one.state is State.OPEN and standing.number != seen
        context = {
            "back_to": (one.called or "Coming in", address("get_intake", intake_id=intake_id)),
            "is_later": False,
            "about": journey_for(actor.place).step(asked.value),
            **step_shown(asked, standing),
            "typed": sent if request.method == "POST" else first_answers(asked, standing, on),
            "seen": standing.number if both or request.method == "GET" else seen,
            "both": both,
            "notices": fee_to_read(actor, on) if asked is Step.FEE else (),
            "notice_chosen": request.POST.get("notice", ""),
            "problems": problems,
        }
        return render(request, "intake/step.html", context, status=status)

    def act() -> HttpResponse:
        if "skip" not in request.POST and phones_of(asked):
            ask_about_phones(request, phones_of(asked), get_intake(actor, intake_id, on).entry(asked).answers)
        write_intake_step(
            actor=actor,
            intake_id=intake_id,
            step=asked,
            answers={**sent, "notice": request.POST.get("notice", "")},
            seen=sent_number(request, "seen"),
            now=clock.now(),
        )
        if "stop" in request.POST:
            return redirect("get_intake", intake_id=intake_id)
        return _go_on(get_intake(actor, intake_id, on))

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def step_shown(step: Step, entry: EntryView) -> dict[str, object]:
    """What the page of a step shows on the first day and later alike: its questions, and what stands there."""
    return {
        "questions": QUESTIONS[step],
        "labels": {question.code: question.label for question in QUESTIONS[step]},
        "standing": entry,
        "told": entry.told(step),
    }


def _step_named(word: str) -> Step:
    if word not in set(Step):
        raise NotFound
    return Step(word)


def _answers_sent(request: HttpRequest, step: Step) -> dict[str, str]:
    """As they were typed; all empty where the step is skipped."""
    is_skip = "skip" in request.POST
    return {question.code: "" if is_skip else sent_text(request, question.code) for question in QUESTIONS[step]}


def first_answers(step: Step, entry: EntryView, on: date) -> dict[str, str]:
    """What the form holds when it is opened."""
    first = {question.code: "" for question in QUESTIONS[step]} | DEFAULTS.get(step, {})
    if step is Step.IDENTITY:
        first["looked_on"] = on.isoformat()
    return first | dict(entry.answers)


def _go_on(one: IntakeView) -> HttpResponse:
    """To the next step that nobody touched yet; after the last one, to the whole."""
    if one.next is None:
        return redirect("get_intake", intake_id=one.id)
    return redirect("write_intake_step", intake_id=one.id, step=one.next.step.key)
