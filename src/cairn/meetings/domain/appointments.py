"""Appointments: where, how they stand, and what has to be right about one before it is kept."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from cairn.kernel.instants import Instant, Span
from cairn.meetings.domain.times import AHEAD_YEARS, LONGEST, SHORTEST, Series

WHERE_LENGTH, WORDS_LENGTH = 120, 200


class Where(StrEnum):
    """The kind of place; the two add their own words."""

    OFFICE = "office"
    HOME = "home"
    COMMUNITY = "community"
    PHONE = "phone"
    VIDEO = "video"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _WHERE[self]


_WHERE = {
    Where.OFFICE: "Office",
    Where.HOME: "Their home",
    Where.COMMUNITY: "Out and about",
    Where.PHONE: "By phone",
    Where.VIDEO: "By video",
    Where.OTHER: "Somewhere else",
}


class State(StrEnum):
    """How one meeting stands. Not meeting is nobody's failure, and is never said as one."""

    PLANNED = "planned"
    CALLED_OFF = "called_off"
    MET = "met"
    NOT_MET = "not_met"

    @property
    def label(self) -> str:
        return {"planned": "Planned", "called_off": "Called off", "met": "Met", "not_met": "Did not meet"}[self.value]


class By(StrEnum):
    """Who called it off."""

    CLIENT = "client"
    PEER = "peer"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class AppointmentDraft:
    """What two people agreed: when, how long, where, how often."""

    id: UUID
    relationship_id: UUID
    series: Series
    where: Where
    where_words: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """One meeting at a time and place. `version` is that of the page on which somebody saw it."""

    span: Span
    where: Where
    where_words: str
    version: int


def one_line(words: str) -> str:
    """Words on one line, without characters that steer a terminal, a mail or a calendar file."""
    plain = "".join(" " if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") else sign for sign in words)
    return " ".join(plain.split())


def problems_of_time(span: Span, now: Instant) -> dict[str, str]:
    """What is wrong with the time of a meeting that is to come."""
    problems = {}
    if span.start <= now:
        problems["at"] = "This time has passed. What already happened is written up as a contact."
    elif span.start > now + timedelta(days=366 * AHEAD_YEARS):
        problems["day"] = f"This is more than {AHEAD_YEARS} years away. Give a day that comes sooner."
    if not SHORTEST <= span.minutes <= LONGEST:
        problems["minutes"] = f"Give a length from {SHORTEST} minutes to {LONGEST // 60} hours."
    return problems


def problems_of(draft: AppointmentDraft, now: Instant) -> dict[str, str]:
    """What is wrong with a new appointment, by field; nothing when it can be made."""
    series = draft.series
    problems = problems_of_time(series.span(series.starts_on), now)
    if series.ends_on is not None and series.ends_on < series.starts_on:
        problems["until"] = "The last day comes before the first. Give a later one, or none."
    problems.update(problems_of_words(draft.where_words))
    return problems


def problems_of_words(where_words: str) -> dict[str, str]:
    if len(where_words) > WHERE_LENGTH:
        return {"where_words": f"Use at most {WHERE_LENGTH} characters; now it is {len(where_words)}."}
    return {}


def may_be_settled(span: Span, now: Instant) -> bool:
    """Whether they met can be said once it has begun."""
    return span.start <= now


def read_day(text: str) -> date | None:
    """The day in an address; None for what is none, and for one so far away that no week can be counted around it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year < 2200 else None
