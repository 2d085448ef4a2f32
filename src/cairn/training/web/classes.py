"""The coordinator's pages about classes: all of them, one with its roster, one person in it, and who heard what."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.exams.queries.competencies import competencies
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.platform import clock
from cairn.platform.forms import Typed, acting, attempt, sent_day
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.training.commands.courses import PLAN
from cairn.training.commands.registrations import confirm_payment
from cairn.training.queries.attendance import list_attendance
from cairn.training.queries.classes import get_class, list_blocks, list_classes, list_courses
from cairn.training.queries.completions import decide_on, facts_for_completion, get_completion
from cairn.training.queries.prices import price_on
from cairn.training.queries.registrations import RegistrationRow, count_seats, get_registration, list_registrations


@page(permission=PLAN)
def list_classes_page(request: HttpRequest) -> HttpResponse:
    """Courses with their prices today, and all their classes. Three statements."""
    actor, on = acting(request)
    now = clock.now()
    classes = list_classes(actor, on)
    courses = [
        (course, price_on(course.price_rule, course.price_cents, "", on, actor.place))
        for course in list_courses(actor, on)
    ]
    seats = count_seats(actor, tuple(one.id for one in classes), on)
    told = [(one, one.state(now), seats[one.id]) for one in classes]
    return render(request, "training/classes.html", {"classes": told, "courses": courses})


@page(permission=PLAN)
def show_class(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """One class: its blocks, its roster with what each missed, the line for seats. Four statements."""
    actor, on = acting(request)
    now = clock.now()
    found = get_class(actor, class_id, on)
    blocks = list_blocks(actor, (class_id,), on)[class_id]
    everybody = list_registrations(actor, on, class_id=class_id)
    here = [row for row in everybody if row.is_here]
    attendance = list_attendance(actor, found, blocks, tuple(row.id for row in here), now, on)
    context = {
        "course_class": found,
        "state": found.state(now),
        "may_cancel": found.may_be_cancelled(now),
        "blocks": blocks,
        "now": now,
        "planned_minutes": sum(block.minutes for block in blocks),
        "roster": [(row, attendance[row.id]) for row in sorted(here, key=lambda row: row.name)],
        "waiting": [row for row in everybody if row.is_waiting],
        "gone": [row for row in everybody if row.withdrawn_at is not None],
        "missed": [(row.name, len(attendance[row.id].missed)) for row in here if attendance[row.id].missed],
    }
    return render(request, "training/class.html", context)


@page(permission=PLAN)
def show_coverage(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Who heard what: each person by each competency, in minutes of the blocks held until now. Four statements."""
    actor, on = acting(request)
    now = clock.now()
    found = get_class(actor, class_id, on)
    blocks = list_blocks(actor, (class_id,), on)[class_id]
    here = [row for row in list_registrations(actor, on, class_id=class_id) if row.is_here]
    attendance = list_attendance(actor, found, blocks, tuple(row.id for row in here), now, on)
    context = {
        "course_class": found,
        "names": [competencies()[code].name for code in found.course.competencies],
        "people": [(row, attendance[row.id]) for row in sorted(here, key=lambda row: row.name)],
    }
    return render(request, "training/coverage.html", context)


@page(permission="training.payment.confirm")
def show_registration(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """One person in one class: minutes by block with every mark, what is owed, the decision. Eleven statements at most."""
    return registration_page(request, registration_id, {}, 200)


@page(permission="training.payment.confirm", methods=("POST",))
def confirm_payment_page(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Write down the day on which it was paid."""
    actor, on = acting(request)
    get_registration(actor, registration_id, on)

    def again(problems: Typed, status: int) -> HttpResponse:
        return registration_page(request, registration_id, problems, status)

    def act() -> HttpResponse:
        paid_on = sent_day(request, "paid_on")
        confirm_payment(actor=actor, registration_id=registration_id, paid_on=paid_on, now=clock.now())
        messages.success(request, "Payment confirmed.")
        return redirect("show_registration", registration_id=registration_id)

    return attempt(act, again)


def registration_page(request: HttpRequest, registration_id: UUID, problems: Typed, status: int) -> HttpResponse:
    """The page about one person in one class, with what could not be taken."""
    actor, on = acting(request)
    now = clock.now()
    row = get_registration(actor, registration_id, on)
    found = get_class(actor, row.class_id, on)
    blocks = list_blocks(actor, (row.class_id,), on)[row.class_id]
    context = {
        "row": row,
        "course_class": found,
        "blocks": blocks,
        "attendance": list_attendance(actor, found, blocks, (row.id,), now, on)[row.id],
        "names": {code: one.name for code, one in competencies().items()},
        "now": now,
        "on": on,
        "problems": problems,
        **_decision(actor, row, on, now),
    }
    return render(request, "training/registration.html", context, status=status)


def _decision(actor: Actor, row: RegistrationRow, on: date, now: Instant) -> dict[str, object]:
    """What was decided; before that, how it stands by the rule today."""
    if row.outcome:
        return {"completion": get_completion(actor, row.id, on), "facts": None, "decision": None}
    if not row.is_here or row.is_called_off:
        return {"completion": None, "facts": None, "decision": None}
    facts = facts_for_completion(actor, row.id, on, now)
    return {"completion": None, "facts": facts, "decision": decide_on(facts, rules_on(on, actor.place), on)}
