"""Attendance to the minute: from marks to stays within a block, from stays to minutes, from minutes to competencies.

Somebody who checked in and not out was there until the block's end (until now, while it runs): leaving early is what gets written
down. A correction says what was so and sets aside every mark before it; marks after it count again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from cairn.credentials.domain.courses import attended_minutes
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, Span

REASON_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of attendance, in the order of recording. `kind`: "in", "out", "correction"."""

    kind: str
    at: Instant | None
    until: Instant | None = None
    by: str = "roster"
    reason: str = ""
    recorded_at: Instant | None = None


def stays(marks: Sequence[Mark], block: Span, now: Instant) -> tuple[Span, ...]:
    """When the person was there, as the marks (in the order of recording) say, cut to the block; stays may overlap."""
    last = max((place for place, mark in enumerate(marks) if mark.kind == "correction"), default=-1)
    found = [Span(marks[last].at, marks[last].until)] if last >= 0 and marks[last].at and marks[last].until else []  # type: ignore[arg-type]
    since: Instant | None = None
    for mark in marks[last + 1 :]:
        if mark.kind == "in":
            since = since or mark.at
        elif since is not None:
            found.append(Span(since, mark.at))  # type: ignore[arg-type]
            since = None
    if since is not None:
        found.append(Span(since, block.end))
    end = Instant(min(block.end, now))
    cut = (Span(Instant(max(stay.start, block.start)), Instant(min(stay.end, end))) for stay in found)
    return tuple(stay for stay in cut if stay.start < stay.end)


def is_inside(marks: Sequence[Mark]) -> bool:
    """Whether the last word of the marks is that the person is in."""
    return bool(marks) and marks[-1].kind == "in"


def minutes_in(marks: Sequence[Mark], block: Span, now: Instant) -> int:
    """Minutes of the block in which the person was there, no minute twice."""
    return attended_minutes([block], stays(marks, block, now))


def check_mark(kind: str, at: Instant, block: Span, marks: Sequence[Mark], zone: str, now: Instant) -> bool:
    """Whether this mark says something new. Raises BadInput for a time beyond the block, or an out without an in."""
    problem = _beyond(at, block, zone, now)
    if problem:
        raise BadInput({"at": problem})
    if kind == "in":
        return not is_inside(marks)
    if kind != "out":
        raise BadInput({"kind": "Say whether the person came or left."})
    if not is_inside(marks):
        if any(mark.kind == "out" and mark.at == at for mark in marks):
            return False
        raise BadInput({"at": "This person is not checked in. Check them in first, or correct the block."})
    came = marks[-1].at
    if came is not None and at < came:
        raise BadInput({"at": f"They came at {clock_words(came, zone)}. Give a later time."})
    return True


def check_correction(
    at: Instant | None, until: Instant | None, reason: str, block: Span, zone: str, now: Instant
) -> None:
    """Raise BadInput with a sentence for each field. Neither time: the person was not there."""
    problems: dict[str, str] = {}
    for field, moment in (("at", at), ("until", until)):
        if moment is not None and (problem := _beyond(moment, block, zone, now)):
            problems[field] = problem
    if (at is None) != (until is None):
        problems["until" if at else "at"] = "Give both times, or neither if the person was not there."
    elif at is not None and until is not None and until <= at:
        problems.setdefault("until", "The end must be after the start.")
    if not 0 < len(reason.strip()) <= REASON_LENGTH:
        problems["reason"] = f"Say why it is corrected, in up to {REASON_LENGTH} letters."
    if problems:
        raise BadInput(problems)


def _beyond(at: Instant, block: Span, zone: str, now: Instant) -> str:
    """What is wrong with a time, in a sentence; "" when nothing is."""
    if not block.start <= at <= block.end:
        words = f"{clock_words(block.start, zone)} to {clock_words(block.end, zone)}"
        return f"This block runs from {words}. A time outside it cannot be attendance."
    return "This time is still to come." if at > now else ""


def clock_words(moment: datetime, zone: str) -> str:
    """ "2:05 pm" where the class meets."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"


@dataclass(frozen=True, slots=True)
class Covered:
    """One competency of one person: minutes taught in this class so far, and minutes of them attended."""

    code: str
    attended: int
    taught: int


def coverage(codes: Iterable[str], blocks: Iterable[tuple[tuple[str, ...], int, int]]) -> tuple[Covered, ...]:
    """Each competency over the blocks that teach it: (its competencies, minutes, minutes attended) for each block that is over."""
    attended: dict[str, int] = {}
    taught: dict[str, int] = {}
    for of_block, minutes, there in blocks:
        for code in of_block:
            taught[code] = taught.get(code, 0) + minutes
            attended[code] = attended.get(code, 0) + there
    return tuple(Covered(code, attended.get(code, 0), taught.get(code, 0)) for code in codes)
