"""Which hours of volunteering and of further training count, and from which day on.

Only what somebody confirmed counts. The further training comes after the volunteering: its first counting day is the day on which the
confirmed volunteering was full. Whether volunteering has a first day of its own is the training body's rule.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.kernel.decisions import Decision, Finding
from cairn.kernel.durations import in_hours
from cairn.kernel.instants import in_words
from cairn.rulebook.checks import check
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules


class Kind(StrEnum):
    VOLUNTEERING = "volunteering"
    TRAINING = "training"

    @property
    def label(self) -> str:
        return {Kind.VOLUNTEERING: "Volunteering", Kind.TRAINING: "Further training"}[self]


class CountsFrom(StrEnum):
    """From when volunteering counts, as the pack says it."""

    ANY_DAY = "any_day"
    TRAIL_CHOSEN = "trail_chosen"


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes of one day. What was not confirmed waits."""

    id: str
    kind: Kind
    on: date
    minutes: int
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class HoursFacts:
    """The whole ledger, and the day on which the trail was first chosen."""

    hours: tuple[Hours, ...] = ()
    trail_chosen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """One line of the ledger with its answer; `why` says why it does not count, or not yet. `is_early`: before its first day, for good."""

    hours: Hours
    counts: bool
    why: str = ""
    is_early: bool = False


def decide_hours(facts: HoursFacts, rules: Rules, on: date) -> Decision:
    """Both parts, line by line. `first_day` is where volunteering starts to count, `training_first_day` where training does."""
    asked, training = rules.entry("trail4.volunteer_hours"), rules.entry("trail4.extra_training")
    start, order = rules.entry("trail4.volunteer_from"), rules.entry("trail4.training_from")
    past = sorted((each for each in facts.hours if each.on <= on), key=lambda each: (each.on, each.kind.value, each.id))
    first_day = facts.trail_chosen_on if start.value == CountsFrom.TRAIL_CHOSEN else None
    volunteering = [_volunteering(each, first_day) for each in past if each.kind is Kind.VOLUNTEERING]
    full_on = _full_on(volunteering, asked.minutes)
    trained = [_training(each, full_on, asked) for each in past if each.kind is Kind.TRAINING]
    findings = (
        _finding("volunteering", "Volunteering", volunteering, asked, (asked, start)),
        _finding("training", "Further training", trained, training, (training, order)),
    )
    lines = tuple(sorted((*volunteering, *trained), key=lambda line: (line.hours.on, line.hours.id)))
    return Decision.all_of(
        "Hours of the fourth trail",
        findings,
        lines=lines,
        first_day=first_day,
        volunteer_full_on=full_on,
        training_first_day=full_on,
        training_full_on=_full_on(trained, training.minutes),
        volunteer_minutes=_minutes(volunteering),
        training_minutes=_minutes(trained),
        waiting_minutes=sum(line.hours.minutes for line in lines if not line.hours.is_confirmed),
    )


def _volunteering(hours: Hours, first_day: date | None) -> Counted:
    if first_day is not None and hours.on < first_day:
        return Counted(hours, False, f"Before {in_words(first_day)}, when the trail was chosen.", is_early=True)
    return _if_confirmed(hours)


def _training(hours: Hours, full_on: date | None, asked: Entry) -> Counted:
    if full_on is None:
        return Counted(hours, False, f"Counts only after {in_hours(asked.minutes)} of volunteering are confirmed.")
    if hours.on < full_on:
        why = f"Before {in_words(full_on)}, when {in_hours(asked.minutes)} of volunteering were full."
        return Counted(hours, False, why, is_early=True)
    return _if_confirmed(hours)


def _if_confirmed(hours: Hours) -> Counted:
    return Counted(hours, hours.is_confirmed, "" if hours.is_confirmed else "Waits for a confirmation.")


def _full_on(lines: Iterable[Counted], needed: int) -> date | None:
    """The day on which what counts reached what is needed."""
    minutes = 0
    for line in lines:
        minutes += line.hours.minutes if line.counts else 0
        if minutes >= needed:
            return line.hours.on
    return None


def _finding(code: str, title: str, lines: list[Counted], needed: Entry, by: tuple[Entry, ...]) -> Finding:
    done = _minutes(lines)
    return check(
        f"hours.{code}",
        title,
        verdict=done >= needed.minutes,
        required=f"at least {in_hours(needed.minutes)}, confirmed",
        found=in_hours(done),
        remedy=f"{in_hours(needed.minutes - done)} more." if done < needed.minutes else "",
        by=by,
    )


def _minutes(lines: Iterable[Counted]) -> int:
    return sum(line.hours.minutes for line in lines if line.counts)
