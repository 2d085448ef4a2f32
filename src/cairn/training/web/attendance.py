"""The coordinator's pages for attendance: one block with everybody in it, the code for checking in, and corrections."""

from __future__ import annotations

import io
from uuid import UUID

import segno
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.platform import clock
from cairn.platform.forms import Typed, acting, attempt, moment_of, sent_texts
from cairn.platform.ids import new_form_id, read_id, sent_id
from cairn.platform.pages import page
from cairn.training.commands.attendance import RECORD, correct_attendance, record_attendance
from cairn.training.domain.codes import code_at
from cairn.training.queries.attendance import list_attendance
from cairn.training.queries.classes import BlockRow, get_block, get_class
from cairn.training.queries.registrations import get_registration, list_registrations

MARK = ("id", "registration", "kind", "time")


@never_cache
@page(permission=RECORD, methods=("GET", "POST"))
def show_block(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Everybody in one block: in or out with one tap, at this minute or at a time given. Three statements to show."""
    actor, on = acting(request)
    class_id, block = get_block(actor, block_id, on)
    found = get_class(actor, class_id, on)
    typed = sent_texts(request, *MARK)

    def again(problems: Typed, status: int) -> HttpResponse:
        now = clock.now()
        here = [row for row in list_registrations(actor, on, class_id=class_id) if row.is_here]
        attendance = list_attendance(actor, found, [block], tuple(row.id for row in here), now, on)
        here.sort(key=lambda row: row.name)
        context = {
            "course_class": found,
            "block": block,
            "people": [(row, attendance[row.id], str(new_form_id(actor.organization_id))) for row in here],
            "is_running": block.starts_at <= now <= block.ends_at and found.cancelled_at is None,
            "is_to_come": now < block.starts_at,
            "letters": code_at(settings.CAIRN_FORM_KEY, block_id, now),
            "typed": typed,
            "problems": problems,
        }  # fmt: skip
        return render(request, "training/block.html", context, status=status)

    def act() -> HttpResponse:
        now = clock.now()
        this_minute = as_instant(now.replace(second=0, microsecond=0))
        at = _time_on(block, typed, "time", found.zone) or this_minute
        registration_id = read_id(typed["registration"])
        if registration_id is None:
            raise NotFound
        record_attendance(
            actor=actor, mark_id=sent_id(typed["id"], actor.organization_id), registration_id=registration_id,
            block_id=block_id, kind=typed["kind"], at=at, now=now,
        )  # fmt: skip
        return redirect("show_block", block_id=block_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)


def _time_on(block: BlockRow, typed: Typed, field: str, zone: str) -> Instant | None:
    """A time of the block's own day; None where none was typed."""
    on_day = {**typed, "on": local_date(block.starts_at, zone).isoformat()}
    return moment_of(on_day, "on", field, zone) if typed[field] else None


@never_cache
@page(permission=RECORD)
def draw_code(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """The code of this moment as a picture to scan: it opens the check-in page with the letters filled in."""
    actor, on = acting(request)
    get_block(actor, block_id, on)
    letters = code_at(settings.CAIRN_FORM_KEY, block_id, clock.now())
    link = request.build_absolute_uri(f"{reverse('check_in')}?code={letters}")
    drawn = io.BytesIO()
    segno.make(link, error="m").save(drawn, kind="svg", scale=6, border=3, light="#ffffff", xmldecl=False)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@page(permission=RECORD, methods=("GET", "POST"))
def correct_attendance_page(request: HttpRequest, registration_id: UUID, block_id: UUID) -> HttpResponse:
    """Say what was so in one block, and why. Nothing that was written before is lost."""
    actor, on = acting(request)
    row = get_registration(actor, registration_id, on)
    class_id, block = get_block(actor, block_id, on)
    if class_id != row.class_id:
        raise NotFound
    found = get_class(actor, class_id, on)
    typed = sent_texts(request, "id", "came", "left", "reason")

    def again(problems: Typed, status: int) -> HttpResponse:
        typed["id"] = typed["id"] or str(new_form_id(actor.organization_id))
        attendance = list_attendance(actor, found, [block], (row.id,), clock.now(), on)[row.id]
        shown = {{"at": "came", "until": "left"}.get(name, name): words for name, words in problems.items()}
        context = {
            "row": row, "course_class": found, "block": block, "attendance": attendance, "typed": typed, "problems": shown,
        }  # fmt: skip
        return render(request, "training/correction_form.html", context, status=status)

    def act() -> HttpResponse:
        correct_attendance(
            actor=actor, mark_id=sent_id(typed["id"], actor.organization_id), registration_id=registration_id,
            block_id=block_id, at=_time_on(block, typed, "came", found.zone), until=_time_on(block, typed, "left", found.zone),
            reason=typed["reason"], now=clock.now(),
        )  # fmt: skip
        messages.success(request, "Corrected. What was written before is kept beside it.")
        return redirect("show_registration", registration_id=registration_id)

    return attempt(act, again) if request.method == "POST" else again({}, 200)
