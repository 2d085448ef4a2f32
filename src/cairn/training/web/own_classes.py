"""A candidate's pages: classes to choose from with price and exam rule, the own class, and checking in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cairn.exams.queries.competencies import competencies
from cairn.exams.queries.sittings import list_results
from cairn.kernel.errors import NotFound
from cairn.platform import clock
from cairn.platform.forms import Typed, acting, attempt, sent_texts
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.packs import rules_on
from cairn.platform.pages import page
from cairn.training.commands.attendance import check_in
from cairn.training.commands.exams import start_exam
from cairn.training.commands.registrations import register_for_class, withdraw_registration
from cairn.training.domain.registrations import Funding
from cairn.training.queries.attendance import list_attendance
from cairn.training.queries.classes import get_class, list_blocks, list_classes
from cairn.training.queries.completions import get_completion
from cairn.training.queries.prices import exam_rules_on, price_on
from cairn.training.queries.registrations import count_seats, get_registration, list_registrations, place_in_line

MAKE = "training.registration.make"  # nobody else has an own class


@page(permission=MAKE)
def list_open_classes(request: HttpRequest) -> HttpResponse:
    """The own classes, and those still to come with price and seats. Three statements."""
    actor, on = acting(request)
    now = clock.now()
    classes = {one.id: one for one in list_classes(actor, on)}
    own = [row for row in list_registrations(actor, on) if row.withdrawn_at is None or row.outcome]
    coming = [one for one in classes.values() if one.state(now) == "coming"]
    seats = count_seats(actor, tuple(one.id for one in coming), on)
    context = {
        "own": [(row, classes[row.class_id], classes[row.class_id].state(now)) for row in reversed(own)],
        "coming": [
            (one, seats[one.id], price_on(one.course.price_rule, one.course.price_cents, "", on, actor.place))
            for one in sorted(coming, key=lambda one: one.exam_opens_at)
            if one.id not in {row.class_id for row in own if row.withdrawn_at is None}
        ],
    }
    return render(request, "training/open_classes.html", context)


@page(permission=MAKE, methods=("GET", "POST"))
def show_open_class(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """One class before registering: times, price, who is paid, and the exam's rule with its source. Then register."""
    actor, on = acting(request)
    now = clock.now()
    found = get_class(actor, class_id, on)
    typed = sent_texts(request, "id", "funding")
    payee = request.worn.organization_name  # type: ignore[attr-defined]

    def again(problems: Typed, status: int) -> HttpResponse:
        seats = count_seats(actor, (class_id,), on)[class_id]
        context = {
            "course_class": found,
            "state": found.state(now),
            "blocks": list_blocks(actor, (class_id,), on)[class_id],
            "seats": seats,
            "is_full": seats.taken >= found.seats or seats.waiting > 0,
            "price": price_on(found.course.price_rule, found.course.price_cents, payee, on, actor.place),
            "rules": exam_rules_on(rules_on(found.exam_on, actor.place), found.exam_items),
            "taught": [competencies()[code] for code in found.course.competencies],
            "funding": [(one.value, one.label) for one in Funding],
            "typed": {**typed, "id": typed["id"] or str(new_form_id(actor.organization_id))},
            "problems": problems,
        }
        return render(request, "training/open_class.html", context, status=status)

    def act() -> HttpResponse:
        registration_id = sent_id(typed["id"], actor.organization_id)
        register_for_class(
            actor=actor, registration_id=registration_id, class_id=class_id, funding=typed["funding"], now=now
        )
        return redirect("show_own_class", registration_id=registration_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=MAKE)
def show_own_class(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """The own class: seat or place in line, times, minutes attended, exam, what is owed. Seven statements at most."""
    actor, on = acting(request)
    now = clock.now()
    row = get_registration(actor, registration_id, on)
    found = get_class(actor, row.class_id, on)
    blocks = list_blocks(actor, (row.class_id,), on)[row.class_id]
    context = {
        "row": row,
        "course_class": found,
        "state": found.state(now),
        "blocks": blocks,
        "running": next((block for block in blocks if block.starts_at <= now <= block.ends_at), None),
        "attendance": list_attendance(actor, found, blocks, (row.id,), now, on)[row.id],
        "names": {code: one.name for code, one in competencies().items()},
        "line": place_in_line(actor, row, on) if row.is_waiting else 0,
        "rules": exam_rules_on(rules_on(found.exam_on, actor.place), found.exam_items),
        "now": now,
        "result": list_results(actor, row.class_id, on, now).get(row.candidate_id),
        "completion": get_completion(actor, row.id, on) if row.outcome else None,
    }
    return render(request, "training/own_class.html", context)


@never_cache
@page(permission="training.exam.start", methods=("GET", "POST"))
def start_exam_page(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """The rule once more and what was missed; then begin, or go on with what was begun."""
    actor, on = acting(request)
    now = clock.now()
    row = get_registration(actor, registration_id, on)
    found = get_class(actor, row.class_id, on)
    begun = list_results(actor, row.class_id, on, now).get(row.candidate_id)
    if begun is not None:
        return redirect("take_exam", sitting_id=begun.sitting_id)

    def again(problems: Typed, status: int) -> HttpResponse:
        blocks = list_blocks(actor, (row.class_id,), on)[row.class_id]
        context = {
            "row": row,
            "course_class": found,
            "attendance": list_attendance(actor, found, blocks, (row.id,), now, on)[row.id],
            "rules": exam_rules_on(rules_on(found.exam_on, actor.place), found.exam_items),
            "problems": problems,
        }
        return render(request, "training/start_exam.html", context, status=status)

    def act() -> HttpResponse:
        return redirect("take_exam", sitting_id=start_exam(actor=actor, registration_id=registration_id, now=now))

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission="training.registration.withdraw", methods=("GET", "POST"))
def withdraw_page(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Ask once, then give the seat to whoever waits. The coordinator does it for somebody who called to say so."""
    actor, on = acting(request)
    row = get_registration(actor, registration_id, on)
    is_own = row.candidate_id == actor.engagement_id
    way = ("show_own_class", "registration_id", row.id) if is_own else ("show_class", "class_id", row.class_id)
    back_to = reverse(way[0], kwargs={way[1]: way[2]})
    if request.method == "POST":
        withdraw_registration(actor=actor, registration_id=registration_id, now=clock.now())
        messages.success(request, "The registration is withdrawn.")
        return redirect("list_open_classes") if is_own else redirect(back_to)
    if not row.may_withdraw:
        raise NotFound
    found, now = get_class(actor, row.class_id, on), clock.now()
    has_begun = row.has_seat and found.starts_at is not None and found.starts_at <= now
    context = {"row": row, "course_class": found, "is_own": is_own, "back_to": back_to, "has_begun": has_begun}
    return render(request, "training/withdraw.html", context)


@never_cache
@page(permission="training.attendance.check_in", methods=("GET", "POST"))
def check_in_page(request: HttpRequest) -> HttpResponse:
    """Six letters from the wall, typed or scanned. Opening the page checks nobody in: sending it does."""
    actor, _ = acting(request)
    typed = request.POST.get("code", request.GET.get("code", ""))[:12]

    def again(problems: Typed, status: int) -> HttpResponse:
        return render(request, "training/check_in.html", {"typed": typed, "problems": problems}, status=status)

    def act() -> HttpResponse:
        registration_id = check_in(actor=actor, code=typed, now=clock.now())
        messages.success(request, "You are checked in.")
        return redirect("show_own_class", registration_id=registration_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)
