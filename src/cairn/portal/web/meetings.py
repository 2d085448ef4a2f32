"""My appointments: what is to come, asking for another time, and not coming."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.meetings.commands.appointments import ask_to_move, call_off_meeting
from cairn.meetings.domain.appointments import By, State, read_day
from cairn.meetings.queries.calendar import get_meeting, list_own_appointments
from cairn.platform.forms import sent_number, sent_text
from cairn.portal.domain.words.names import place_name
from cairn.portal.web.visits import Visit, own_page


@own_page()
def meetings(visit: Visit) -> HttpResponse:
    """The next three months, soonest first; those that were called off say so."""
    found = [one for one in list_own_appointments(visit.themself, visit.on) if one.span.end > visit.now]
    return visit.show("meetings", "home.meetings", meetings=found, State=State, place_name=_place(visit))


@own_page(methods=("GET", "POST"))
def meeting(visit: Visit, appointment_id: UUID, day: str) -> HttpResponse:
    """One appointment: it stands until the two agree on another time; not coming needs no reason."""
    request, actor, problem = visit.request, visit.themself, ""
    on = read_day(day)
    if on is None:
        raise NotFound
    if request.method == "POST":
        try:
            if "call_off" in request.POST:
                call_off_meeting(
                    actor=actor,
                    appointment_id=appointment_id,
                    day=on,
                    by=By.CLIENT,
                    words=sent_text(request, "words"),
                    seen=sent_number(request, "seen"),
                    now=visit.now,
                )
            else:
                wish = sent_text(request, "wish")
                ask_to_move(actor=actor, appointment_id=appointment_id, day=on, wish=wish, now=visit.now)
            messages.success(request, visit.told("frame.saved"))
            return redirect("portal_meetings")
        except (BadInput, Conflict):
            problem = visit.told("meeting.problem")
    return visit.show(
        "meeting",
        "meeting.title",
        400 if problem else 200,
        meeting=get_meeting(actor, appointment_id, on, visit.on),
        problem=problem,
        wish=sent_text(request, "wish"),
        words=sent_text(request, "words"),
        State=State,
        place_name=_place(visit),
    )


def _place(visit: Visit) -> object:
    return lambda where: place_name(where, visit.language)
