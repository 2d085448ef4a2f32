"""The coordinator's pages for planning: a course, a class, its blocks, and opening it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cairn.exams.queries.banks import banks
from cairn.exams.queries.competencies import competencies
from cairn.platform import clock
from cairn.platform.forms import Typed, acting, attempt, moment_of, read_hours, read_money, read_number, sent_texts
from cairn.platform.ids import new_form_id, sent_id
from cairn.platform.pages import page
from cairn.training.commands.cancellations import CANCEL, cancel_class
from cairn.training.commands.courses import PLAN, add_block, add_course, open_class, plan_class, remove_block
from cairn.training.domain.courses import BlockDraft, ClassDraft, CourseDraft
from cairn.training.queries.classes import get_class, get_course, list_blocks
from cairn.training.queries.prices import PRICE_RULES
from cairn.training.queries.registrations import list_registrations

COURSE = ("id", "title", "hours", "price_rule", "price", "exam_bank")
CLASS = ("id", "place", "seats", "exam_on", "exam_opens", "exam_closes", "exam_minutes", "exam_items")
BLOCK = ("id", "title", "on", "starts", "ends")


@page(permission=PLAN, methods=("GET", "POST"))
def new_course(request: HttpRequest) -> HttpResponse:
    """Add a course: what it teaches, for how long, at what price."""
    actor, _ = acting(request)
    blank = {"id": str(new_form_id(actor.organization_id)), "title": "", "hours": "40", "price_rule": "ps101.fee"}
    typed = (
        sent_texts(request, *COURSE)
        if request.method == "POST"
        else {**blank, "price": "", "exam_bank": next(iter(banks()))}
    )
    codes = tuple(request.POST.getlist("competencies")) if request.method == "POST" else tuple(competencies())

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {
            "typed": typed,
            "codes": codes,
            "problems": problems,
            "competencies": list(competencies().values()),
            "price_rules": [*PRICE_RULES.items(), ("", "A price of our own")],
            "banks": [(bank.name, f"{bank.title}, {len(bank.in_use)} items") for bank in banks().values()],
        }
        return render(request, "training/course_form.html", context, status=status)

    def act() -> HttpResponse:
        draft = CourseDraft(
            typed["title"], read_hours(typed["hours"]) or 0, codes, typed["price_rule"], _cents(typed["price"]),
            typed["exam_bank"],
        )  # fmt: skip
        add_course(actor=actor, course_id=sent_id(typed["id"], actor.organization_id), draft=draft, now=clock.now())
        messages.success(request, "Course added. Plan its first class.")
        return redirect("list_classes")

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=PLAN, methods=("GET", "POST"))
def new_class(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Plan a run of a course: where, for how many, and the exam."""
    actor, on = acting(request)
    course = get_course(actor, course_id, on)
    bank = banks()[course.exam_bank]
    blank = {"id": str(new_form_id(actor.organization_id)), "place": "", "seats": "12", "exam_on": "", "exam_opens": "13:00",
             "exam_closes": "16:00", "exam_minutes": str(bank.paper_minutes), "exam_items": str(bank.paper_items)}  # fmt: skip
    typed = sent_texts(request, *CLASS) if request.method == "POST" else blank

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {"course": course, "typed": typed, "problems": problems}
        return render(request, "training/class_form.html", context, status=status)

    def act() -> HttpResponse:
        draft = ClassDraft(
            typed["place"], read_number(typed["seats"]), moment_of(typed, "exam_on", "exam_opens", actor.zone),
            moment_of(typed, "exam_on", "exam_closes", actor.zone), read_number(typed["exam_minutes"]), read_number(typed["exam_items"]),
        )  # fmt: skip
        class_id = sent_id(typed["id"], actor.organization_id)
        plan_class(actor=actor, class_id=class_id, course_id=course_id, draft=draft, now=clock.now())
        messages.success(request, "Class planned. Add its blocks, then open it for registration.")
        return redirect("show_class", class_id=class_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=PLAN, methods=("GET", "POST"))
def new_block(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Add one stretch of instruction. The next form begins where the last block ended."""
    actor, on = acting(request)
    found = get_class(actor, class_id, on)
    blocks = list_blocks(actor, (class_id,), on)[class_id]
    last = found.ends_on.isoformat() if found.ends_on else ""
    blank = {"id": str(new_form_id(actor.organization_id)), "title": "", "on": last, "starts": "09:00", "ends": "12:00"}
    typed = sent_texts(request, *BLOCK) if request.method == "POST" else blank
    codes = tuple(request.POST.getlist("competencies"))

    def again(problems: Typed, status: int) -> HttpResponse:
        context = {
            "course_class": found, "typed": typed, "codes": codes, "problems": problems, "blocks": blocks,
            "competencies": [competencies()[code] for code in found.course.competencies],
            "planned_minutes": sum(block.minutes for block in blocks),
        }  # fmt: skip
        return render(request, "training/block_form.html", context, status=status)

    def act() -> HttpResponse:
        draft = BlockDraft(
            typed["title"],
            moment_of(typed, "on", "starts", found.zone),
            moment_of(typed, "on", "ends", found.zone),
            codes,
        )
        block_id = sent_id(typed["id"], actor.organization_id)
        add_block(actor=actor, block_id=block_id, class_id=class_id, draft=draft, now=clock.now())
        messages.success(request, "Block added.")
        return redirect("show_class", class_id=class_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=PLAN, methods=("POST",))
def remove_block_page(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Take a block out while the class is being planned."""
    actor, _ = acting(request)
    class_id = remove_block(actor=actor, block_id=block_id, now=clock.now())
    messages.success(request, "Block removed.")
    return redirect("show_class", class_id=class_id)


@page(permission=CANCEL, methods=("GET", "POST"))
def cancel_class_page(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Ask once and for the reason, saying how many are told; then call it off."""
    actor, on = acting(request)
    found = get_class(actor, class_id, on)
    typed = sent_texts(request, "reason")

    def again(problems: Typed, status: int) -> HttpResponse:
        rows = list_registrations(actor, on, class_id=class_id)
        due = [row.invoice for row in rows if row.invoice is not None and row.invoice.cancelled_on is None]
        context = {
            "course_class": found, "typed": typed, "problems": problems, "may_cancel": found.may_be_cancelled(clock.now()),
            "told": sum(row.is_here or row.is_waiting for row in rows), "invoices": len(due),
            "paid": sum(bill.paid_on is not None for bill in due),
        }  # fmt: skip
        return render(request, "training/cancel_class.html", context, status=status)

    def act() -> HttpResponse:
        cancel_class(actor=actor, class_id=class_id, reason=typed["reason"], now=clock.now())
        messages.success(request, "Cancelled. Everybody who was registered finds the reason on the page of the class.")
        return redirect("show_class", class_id=class_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


@page(permission=PLAN, methods=("POST",))
def open_class_page(request: HttpRequest, class_id: UUID) -> HttpResponse:
    """Open for registration, or say what is missing."""
    actor, _ = acting(request)

    def again(problems: Typed, status: int) -> HttpResponse:
        for sentence in problems.values():
            messages.warning(request, sentence)
        return redirect("show_class", class_id=class_id)

    def act() -> HttpResponse:
        open_class(actor=actor, class_id=class_id, now=clock.now())
        messages.success(request, "Open for registration. The plan cannot be changed from now on.")
        return redirect("show_class", class_id=class_id)

    return attempt(act, again)


def _cents(text: str) -> int:
    """A price; an empty field is 0 and nonsense −1, which the command refuses in words."""
    price = read_money(text or "0")
    return price.cents if price else -1
