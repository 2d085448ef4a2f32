"""From what was told about the time of a contact to the exact stretch that passed.

A length alone means that it ended just now. Wall-clock readings are those of the program's zone; a reading that the spring change skipped
does not exist, and one that autumn gives twice has to be told apart: nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, Span, from_local, local_date

WHICH = ("first", "second")


@dataclass(frozen=True, slots=True)
class ToldTime:
    """What the form says. Whatever was left open is None or empty."""

    minutes: int | None = None
    day: date | None = None
    start: time | None = None
    stop: time | None = None
    past_midnight: bool = False
    which_start: str = ""  # "first" or "second" of two equal readings in autumn
    which_stop: str = ""


def is_just_now(told: ToldTime) -> bool:
    return told.start is None and told.stop is None


def span_of(told: ToldTime, now: Instant, zone: str) -> Span:
    """The stretch that was told; raises BadInput naming `minutes`, `start`, `stop`, `which_start` or `which_stop`."""
    minute = Instant(now.replace(second=0, microsecond=0))
    day = told.day or local_date(now, zone)
    if told.start is None and told.stop is None:
        if told.day is not None and told.day != local_date(now, zone):
            raise BadInput({"start": "Give the time at which it started on that day."})
        return Span(Instant(minute - _length(told)), minute)
    if told.start is None:
        assert told.stop is not None  # noqa: S101 - the branch above
        stop = _reading(day, told.stop, zone, "stop", told.which_stop)
        return Span(Instant(stop - _length(told)), stop)
    start = _reading(day, told.start, zone, "start", told.which_start)
    if told.stop is None:
        return Span(start, Instant(start + _length(told)))
    last_day = day + timedelta(days=1) if told.past_midnight else day
    stop = _reading(last_day, told.stop, zone, "stop", told.which_stop)
    if stop <= start:
        raise BadInput({"stop": "It stops before it starts. If it went past midnight, tick “It went past midnight”."})
    return Span(start, stop)


def _length(told: ToldTime) -> timedelta:
    if told.minutes is None:
        raise BadInput({"minutes": "Give a length, or a start and a stop. A contact needs one to count."})
    if told.minutes <= 0:
        raise BadInput({"minutes": "A contact lasts at least one minute."})
    return timedelta(minutes=told.minutes)


def _reading(day: date, at: time, zone: str, field: str, which: str) -> Instant:
    try:
        first, second = from_local(day, at, zone), from_local(day, at, zone, fold=1)
    except ValueError:
        skipped = f"{_said(at)} was skipped that night: the clocks went forward. Use the time that the clock showed."
        raise BadInput({field: skipped}) from None
    if first == second:
        return first
    if which not in WHICH:
        raise BadInput(
            {f"which_{field}": f"{_said(at)} came twice that night: the clocks went back. Which one was it?"}
        )
    return first if which == "first" else second


def _said(at: time) -> str:
    return f"{at.hour % 12 or 12}:{at:%M} {'am' if at.hour < 12 else 'pm'}"
