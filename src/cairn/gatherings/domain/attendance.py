"""Who came to a meeting, from when to when, and what has to be right about it before it can be kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cairn.kernel.instants import Instant, Span
from cairn.support.domain.encounters import MARKED, Mark
from cairn.support.domain.frameworks import DIMENSIONS, SUPPORT_TYPES

# Product limits against slips of the thumb; no rule of any payer.
MOST_WALK_INS = 2000
TOPIC_LENGTH, NAMES_LENGTH = 200, 300
MARKS = (SUPPORT_TYPES, DIMENSIONS)
POSSIBLE_CONFLICT = "Possible conflict: talk with your supervisor."


@dataclass(frozen=True, slots=True)
class Came:
    """One person of the roster. Without an own minute they were there from the beginning, or to the end."""

    client_id: UUID
    came: bool
    arrived_at: Instant | None = None
    left_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting as its leader tells it. `version` is that of the page which it was typed into."""

    version: int
    span: Span
    topic: str
    marks: frozenset[Mark]
    walk_ins: int
    walk_in_names: str
    people: tuple[Came, ...]


def span_of(meeting: Span, arrived_at: Instant | None, left_at: Instant | None) -> Span:
    """How long one person was there."""
    return Span(arrived_at or meeting.start, left_at or meeting.end)


def problems_of(told: Told) -> dict[str, str]:
    """What is wrong, by field; nothing when it can be kept."""
    problems = {}
    if told.span.end <= told.span.start:
        problems["stop"] = "The end must be later than the start."
    if len(told.topic) > TOPIC_LENGTH:
        problems["topic"] = f"Use at most {TOPIC_LENGTH} characters; now it is {len(told.topic)}."
    if len(told.walk_in_names) > NAMES_LENGTH:
        problems["walk_in_names"] = f"Use at most {NAMES_LENGTH} characters. First names only."
    if not 0 <= told.walk_ins <= MOST_WALK_INS:
        problems["walk_ins"] = f"Give a number from 0 to {MOST_WALK_INS:,}."
    for one in told.people:
        if one.came and not _is_within(told.span, span_of(told.span, one.arrived_at, one.left_at)):
            problems[f"arrived-{one.client_id}"] = "Coming and leaving must lie within the meeting, coming first."
    return problems


def _is_within(meeting: Span, own: Span) -> bool:
    return meeting.start <= own.start < own.end <= meeting.end


def marks_as_kept(marks: Iterable[Mark]) -> list[str]:
    return [f"{mark.family}:{mark.code}" for mark in sorted(marks)]


def marks_of(kept: Iterable[str]) -> frozenset[Mark]:
    """The marks that there are among these; what is none is left out."""
    found = (Mark(*text.split(":", 1)) for text in kept if ":" in text)
    families = {framework.family for framework in MARKS}
    return frozenset(mark for mark in found if mark.family in families and mark.code in MARKED[mark.family].codes)
