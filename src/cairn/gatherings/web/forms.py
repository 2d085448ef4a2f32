"""Reading the two large forms of the room: a gathering as it begins, and a meeting as it was."""

from __future__ import annotations

from datetime import date, time, timedelta
from uuid import UUID

from django.http import HttpRequest

from cairn.gatherings.commands.gatherings import LONGEST_MINUTES, GatheringDraft
from cairn.gatherings.domain.attendance import Came, Told, marks_of
from cairn.gatherings.domain.kinds import EventKind, Kind
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, Span, from_local
from cairn.platform.forms import sent_choice, sent_day, sent_id, sent_text
from cairn.platform.ids import read_id
from cairn.support.domain.encounters import Place

MOST_BOXES = 600
TIME_WORDS = "Give a time of that day, for example 18:30."


def read_draft(request: HttpRequest) -> GatheringDraft:
    """A gathering as typed; raises BadInput at the field that cannot be read."""
    starts_on = sent_day(request, "starts_on")
    if starts_on is None:
        raise BadInput({"starts_on": "Give the first day."})
    kind = sent_choice(request, "kind", Kind, "Choose group or open event.")
    minutes = sent_number(request, "minutes")
    event_kind = EventKind(code) if (code := sent_text(request, "event_kind")) in list(EventKind) else None
    return GatheringDraft(
        sent_id(request, "id"),
        kind,
        event_kind if kind is Kind.EVENT else None,
        sent_text(request, "name"),
        sent_text(request, "about"),
        sent_text(request, "who") == "all",
        tuple(int(sign) for sign in request.POST.getlist("weekdays") if len(sign) == 1 and sign in "1234567"),
        _time(sent_text(request, "starts_at"), "starts_at"),
        minutes or 0,
        sent_choice(request, "place", Place, "Choose where it is."),
        sent_text(request, "where_words"),
        sent_number(request, "size_limit"),
        starts_on,
        sent_day(request, "ends_on"),
        read_id(request.POST.get("other_leader", "")),
    )


def read_told(request: HttpRequest, on: date, zone: str) -> Told:
    """A meeting as typed; raises BadInput at the field that cannot be read. Times before its start are those after midnight."""
    start = _moment(request, "start", on, zone)
    stop = _moment(request, "stop", on, zone, since=start)
    if start is None or stop is None:
        raise BadInput({"start" if start is None else "stop": TIME_WORDS})
    came = set(request.POST.getlist("came"))
    shown = [read_id(text) for text in request.POST.getlist("shown")[:MOST_BOXES]]
    people = tuple(_person(request, client, came, (on, zone, start)) for client in shown if client is not None)
    return Told(
        sent_number(request, "version") or 0,
        Span(start, stop),
        sent_text(request, "topic"),
        marks_of(request.POST.getlist("marks")),
        sent_number(request, "walk_ins") or 0,
        sent_text(request, "walk_in_names"),
        people,
    )


def _person(request: HttpRequest, client_id: UUID, came: set[str], held: tuple[date, str, Instant]) -> Came:
    if str(client_id) not in came:
        return Came(client_id, came=False)
    on, zone, start = held
    arrived = _moment(request, f"arrived-{client_id}", on, zone, since=start)
    left = _moment(request, f"left-{client_id}", on, zone, since=start)
    return Came(client_id, came=True, arrived_at=arrived, left_at=left)


def sent_number(request: HttpRequest, name: str) -> int | None:
    """A whole number, None for an empty field; raises BadInput for anything else."""
    text = sent_text(request, name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise BadInput({name: "Give a whole number."})
    return int(text)


def _moment(request: HttpRequest, name: str, on: date, zone: str, *, since: Instant | None = None) -> Instant | None:
    """None for an empty field. What would lie before `since` is meant after midnight, unless the meeting were too long for one so."""
    text = sent_text(request, name)
    if not text:
        return None
    try:
        moment = from_local(on, _time(text, name), zone)
        if since is None or moment >= since:
            return moment
        after_midnight = from_local(on + timedelta(days=1), _time(text, name), zone)
    except ValueError:
        raise BadInput({name: TIME_WORDS}) from None
    return after_midnight if after_midnight - since <= timedelta(minutes=LONGEST_MINUTES) else moment


def _time(text: str, name: str) -> time:
    try:
        return time.fromisoformat(text).replace(tzinfo=None, second=0, microsecond=0)
    except ValueError:
        raise BadInput({name: TIME_WORDS}) from None
