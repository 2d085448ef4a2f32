"""My appointments, asking for another time or saying no to one; and messages with whoever walks with me."""

from __future__ import annotations

from datetime import time

from django.http import HttpResponse
from django.shortcuts import redirect

from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.meetings.commands.appointments import ask_to_move, call_off_meeting
from cairn.meetings.commands.messages import mark_messages_read, send_message
from cairn.meetings.domain.appointments import By, read_day
from cairn.meetings.domain.letters import Hours
from cairn.meetings.queries.calendar import list_own_appointments
from cairn.meetings.queries.messages import Thread, get_thread
from cairn.meetings.queries.own_record import list_written
from cairn.platform.forms import named_id, sent_id, sent_number, sent_text
from cairn.platform.ids import new_form_id, read_id
from cairn.portal.domain.choices import clock_in_words
from cairn.portal.web.visits import Visit, own_page

BOTH = ("GET", "POST")
WRITTEN = 50  # messages of earlier days on one page
SHOWN = 5  # the nearest; later ones wait behind one line


@own_page(methods=BOTH)
def meetings(visit: Visit) -> HttpResponse:
    """When we meet next. Asking for another time leaves the appointment standing; saying no calls it off at once."""
    problem, typed = "", ""
    if visit.request.method == "POST":
        typed = sent_text(visit.request, "wish")
        try:
            _change(visit, typed)
            return redirect("portal_meetings")
        except (BadInput, Conflict):
            problem = visit.told("meetings.wrong")
    found = list_own_appointments(visit.actor, visit.on)
    kept = visit.request.POST.get("appointment", ""), visit.request.POST.get("day", "")
    later = {(str(one.appointment_id), str(one.day)) for one in found[SHOWN:]}
    return visit.show(
        "meetings",
        "home.meetings",
        400 if problem else 200,
        meetings=found,
        problem=problem,
        typed=typed,
        kept=kept,
        shown=SHOWN,
        kept_later=bool(problem) and kept in later,
    )


@own_page(methods=BOTH)
def letters(visit: Visit) -> HttpResponse:
    """Messages: opening the page reads what is new. Nobody walks with them: what was written before is theirs to read still."""
    request = visit.request
    before = read_id(request.GET.get("before", ""))
    try:
        thread = get_thread(visit.actor, visit.client_id, visit.on, before=before)
    except NotFound:
        if request.method == "POST":
            raise
        return _written_before(visit)
    problem, status, form_id = "", 200, sent_id(request, "id")
    actor, pair, now = visit.actor, thread.relationship_id, visit.now
    if request.method == "POST":
        try:
            words = sent_text(request, "words")
            send_message(actor=actor, message_id=form_id, relationship_id=pair, words=words, now=now)
            return redirect("portal_letters")
        except BadInput:
            problem, status = visit.told("messages.wrong"), 400
        except Conflict:  # sent before with other words: these are a message of their own
            status, problem, form_id = 409, visit.told("messages.sent"), new_form_id(visit.actor.organization_id)
    elif thread.unread:
        mark_messages_read(actor=actor, relationship_id=pair, shown=thread.shown, now=now)
    return visit.show(
        "messages",
        "messages.title",
        status,
        thread=thread,
        hours_told=_hours_told(visit, thread),
        problem=problem,
        typed=request.POST.get("words", ""),
        form_id=form_id,
    )


def _written_before(visit: Visit) -> HttpResponse:
    """The last words with whoever walked with them, to read: all of them are in the file that they may take along."""
    written = list_written(visit.actor, visit.client_id, visit.on, limit=WRITTEN + 1)
    return visit.show(
        "messages_before", "messages.title", written=written[:WRITTEN][::-1], is_cut=len(written) > WRITTEN
    )


def _change(visit: Visit, wish: str) -> None:
    day = read_day(visit.request.POST.get("day", ""))
    if day is None:
        raise NotFound
    actor, appointment_id, now = visit.actor, named_id(visit.request, "appointment"), visit.now
    if "call_off" in visit.request.POST:
        seen = sent_number(visit.request, "seen")
        call_off_meeting(
            actor=actor, appointment_id=appointment_id, day=day, by=By.CLIENT, words=wish, seen=seen, now=now
        )
    else:
        ask_to_move(actor=actor, appointment_id=appointment_id, day=day, wish=wish, now=now)


def _hours_told(visit: Visit, thread: Thread) -> str:
    """When the peer supporter answers, in the person's language."""
    hours = thread.hours
    if hours is None:
        return visit.told("messages.no_hours", name=thread.peer_name)
    return visit.told("messages.hours", name=thread.peer_name, hours=_in_words(visit, hours))


def _in_words(visit: Visit, hours: Hours) -> str:
    names = visit.told("messages.days").split(", ")

    def clock(at: time) -> str:
        return clock_in_words(at.hour, at.minute, visit.language)

    days = ", ".join(names[number - 1] for number in hours.weekdays)
    return visit.told("messages.from_to", days=days, opens=clock(hours.opens), closes=clock(hours.closes))
