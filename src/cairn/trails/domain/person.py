"""What a person has in hand, measured against what one entry of a pack asks for.

Each `weigh` says what the person has and what is missing, in words; None where the person did not say. Nothing here knows a place:
every number comes with the entry.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

from cairn.kernel.durations import in_hours
from cairn.kernel.instants import in_words, months_after
from cairn.rulebook.entries import Entry

MONTHS_IN_YEAR = 12
ETHICS = "ethics"


@dataclass(frozen=True, slots=True)
class Learned:
    """Continuing education: when, how long, and on what ("" for anything)."""

    on: date
    minutes: int
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One person's facts. None is what nobody said, which is neither a yes nor a no."""

    age: int | None = None
    schooling: bool | None = None
    lived_experience: bool | None = None
    recovery_since: date | None = None
    longest_stay_minutes: int | None = None
    jail_minutes: int | None = None
    references: int | None = None
    work_months: int | None = None
    credits: int | None = None
    training_minutes: int | None = None
    training_ended_on: date | None = None
    further_minutes: int | None = None
    training_in: Mapping[str, int] = field(default_factory=dict)
    exam_passed: bool | None = None
    exam_share: Fraction | None = None
    practice_minutes: int | None = None
    practice_months: int | None = None
    supervised_minutes: int | None = None
    fingerprints_on: date | None = None
    learned: tuple[Learned, ...] | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the person has, and what is missing of what is asked; "" for nothing."""

    has: str
    missing: str = ""


def said(words: str, *, value: bool | None) -> Weighed | None:
    """A yes or a no, with what a no lacks."""
    if value is None:
        return None
    return Weighed("yes" if value else "no", "" if value else words)


def minutes_weighed(minutes: int | None, entry: Entry) -> Weighed | None:
    if minutes is None:
        return None
    short = entry.minutes - minutes
    return Weighed(in_hours(minutes), f"{in_hours(short)} short" if short > 0 else "")


def minutes_at_most(minutes: int | None, entry: Entry) -> Weighed | None:
    """Less is better: exactly what is allowed is allowed."""
    if minutes is None:
        return None
    over = minutes - entry.minutes
    return Weighed(in_hours(minutes), f"{in_hours(over)} too long" if over > 0 else "")


def months_weighed(months: int | None, entry: Entry) -> Weighed | None:
    if months is None:
        return None
    short = entry.months - months
    return Weighed(_months(months), f"{_months(short)} short" if short > 0 else "")


def count_weighed(count: int | None, entry: Entry) -> Weighed | None:
    if count is None:
        return None
    short = entry.count - count
    return Weighed(str(count), f"{short} short" if short > 0 else "")


def share_weighed(share: Fraction | None, entry: Entry) -> Weighed | None:
    """A mark in points of a hundred, never rounded up."""
    if share is None:
        return None
    short = (entry.ratio - share) * 100
    return Weighed(_points(share * 100) + " %", f"{_points(short)} points short" if short > 0 else "")


def time_full(since: date | None, entry: Entry, on: date) -> Weighed | None:
    """Time that must be full by a day; the day on which it will be is named."""
    if since is None:
        return None
    full_on = _after(since, entry.months)
    return Weighed(f"since {in_words(since)}", f"full on {in_words(full_on)}" if full_on > on else "")


def still_fresh(day: date | None, entry: Entry, on: date) -> Weighed | None:
    """Something that runs out: the last day on which it counted is named."""
    if day is None:
        return None
    last = day + timedelta(days=entry.days) if entry.unit.endswith("days") else months_after(day, entry.months)
    return Weighed(f"of {in_words(day)}", f"too old since {in_words(last)}" if last < on else "")


def learned_in(person: Person, entry: Entry, term: Entry | int, on: date, subject: str = "") -> Weighed | None:
    """Continuing education of the term that ends on a day; with a subject, of that subject alone."""
    if person.learned is None:
        return None
    months = term if isinstance(term, int) else term.months
    since = months_after(on, -months)
    minutes = sum(
        each.minutes for each in person.learned if since < each.on <= on and (not subject or each.subject == subject)
    )
    weighed = minutes_weighed(minutes, entry)
    return weighed and Weighed(f"{weighed.has} in {_months(months)}", weighed.missing)


def _after(since: date, months: int) -> date:
    """The day on which months are full: 28 February does not fill the two years of a 29 February."""
    full = months_after(since, months)
    return full if full.day == since.day else full + timedelta(days=1)


def _months(months: int) -> str:
    years, rest = divmod(months, MONTHS_IN_YEAR)
    if years and not rest:
        return f"{years} {'year' if years == 1 else 'years'}"
    return f"{months} {'month' if months == 1 else 'months'}"


def _points(points: Fraction) -> str:
    """Two places at most, cut and not rounded."""
    hundredths = int(points * 100)
    return f"{hundredths / 100:g}"
