"""The recovery window before an application: no imprisonment, no long admission, two full years.

Years are counted forward from the first day that is clear, so the answer comes with the day of its turn.
29 February plus years without one is 1 March.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cairn.kernel.decisions import Finding, Verdict
from cairn.kernel.durations import in_hours
from cairn.kernel.instants import Instant, local_date, minutes_between, years_after
from cairn.rulebook.checks import check
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules


class StayKind(StrEnum):
    INPATIENT = "inpatient"
    INCARCERATION = "incarceration"


@dataclass(frozen=True, slots=True)
class Stay:
    """One admission or one imprisonment, in real time. Admissions are never added up."""

    kind: StayKind
    started_at: Instant
    ended_at: Instant | None = None  # none: it still goes on
    for_behavioral_health: bool = True  # admissions for other reasons do not count

    def minutes(self, until: Instant) -> int:
        return minutes_between(self.started_at, self.ended_at or until)


def clear_from(last_day: date, years: int) -> date:
    """The first day on which what last touched `last_day` lies outside a window of so many full years."""
    return years_after(last_day + timedelta(days=1), years)


def check_recovery(recovery_since: date | None, rules: Rules, on: date) -> Finding:
    window = rules.entry("recovery.window")
    ready_on = years_after(recovery_since, window.years) if recovery_since else None
    verdict = Verdict.UNKNOWN if ready_on is None else Verdict.MET if ready_on <= on else Verdict.NOT_MET
    return check(
        "apply.recovery",
        "Time in recovery",
        verdict=verdict,
        required=f"{window.years} full years before the application",
        found=f"since {recovery_since.isoformat()}" if recovery_since else "not stated",
        remedy=f"Apply on or after {ready_on.isoformat()}." if ready_on else "State since when.",
        by=(window,),
    )


def check_stays(stays: tuple[Stay, ...], zone: str, on: date, now: Instant, rules: Rules) -> tuple[Finding, Finding]:
    """Any part of a stay inside the window brings the whole stay in: its full length is what is measured."""
    window = rules.entry("recovery.window")
    longest = rules.entry("recovery.max_inpatient")
    jail = rules.entry("recovery.max_incarceration")
    past = [stay for stay in stays if stay.started_at < now]
    inside = [stay for stay in past if clear_from(_last_day(stay, zone, on), window.years) > on]
    admissions = [
        stay
        for stay in inside
        if stay.kind is StayKind.INPATIENT and stay.for_behavioral_health and stay.minutes(now) > longest.minutes
    ]
    jailings = [stay for stay in inside if stay.kind is StayKind.INCARCERATION and stay.minutes(now) > jail.minutes]
    at = (zone, on, now)
    return (
        _stays(
            "apply.inpatient",
            "Inpatient stays",
            f"none longer than {in_hours(longest.minutes)} for a behavioral health disorder",
            admissions,
            (longest, window),
            at,
        ),
        _stays("apply.incarceration", "Incarceration", "none of any length", jailings, (jail, window), at),
    )


def _stays(
    code: str,
    title: str,
    limit: str,
    against: list[Stay],
    by: tuple[Entry, Entry],
    at: tuple[str, date, Instant],
) -> Finding:
    (zone, on, now), years = at, by[1].years
    ready_on = max((clear_from(_last_day(stay, zone, on), years) for stay in against), default=on)
    return check(
        code,
        title,
        verdict=not against,
        required=f"{limit} in the {years} years before the application",
        found="; ".join(
            f"{in_hours(stay.minutes(now))} until {_last_day(stay, zone, on).isoformat()}" for stay in against
        )
        or "none",
        remedy=f"Apply on or after {ready_on.isoformat()}.",
        by=by,
    )


def _last_day(stay: Stay, zone: str, on: date) -> date:
    return min(on, local_date(stay.ended_at, zone)) if stay.ended_at else on
