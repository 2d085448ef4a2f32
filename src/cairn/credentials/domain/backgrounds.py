"""The background of a candidate: fingerprints that age, convictions that bar for a time or are weighed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cairn.credentials.domain.recovery import clear_from
from cairn.kernel.decisions import Finding, Verdict
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules


def check_fingerprints(results_on: date | None, rules: Rules, on: date) -> Finding:
    """Results age. Where no term is known for the day, having them is enough and their age is a warning."""
    if results_on is None or results_on > on:
        return _fingerprints(False, "results received", "none by that day", "Have fingerprints taken.")
    term = rules.find("app.fingerprint_validity")
    if term is None:
        found = f"results of {results_on.isoformat()}"
        return _fingerprints(Verdict.WARNING, "no term known", found, "Ask the board how old results may be.")
    age = (on - results_on).days
    return check(
        "apply.fingerprints",
        "Fingerprint background check",
        verdict=age <= term.days,
        required=f"results at most {term.days} days old at application",
        found=f"results of {results_on.isoformat()}, {age} days old",
        remedy="New fingerprints, then the application.",
        by=(term,),
        note=term.note,
    )


def _fingerprints(verdict: Verdict | bool, required: str, found: str, remedy: str) -> Finding:  # noqa: FBT001
    return check(
        "apply.fingerprints",
        "Fingerprint background check",
        verdict=verdict,
        required=required,
        found=found,
        remedy=remedy,
    )


def check_driving_and_drugs(convicted_on: Iterable[date], rules: Rules, on: date) -> Finding:
    """Convictions for driving under the influence or possession, in the look-back before the application."""
    lookback = rules.entry("ethics.dui_lookback")
    recent = [day for day in convicted_on if day <= on and clear_from(day, lookback.years) > on]
    ready_on = max((clear_from(day, lookback.years) for day in recent), default=on)
    return check(
        "apply.driving_and_drugs",
        "Driving under the influence, drug possession",
        verdict=not recent,
        required=f"no conviction in the {lookback.years} years before the application",
        found=", ".join(day.isoformat() for day in sorted(recent)) or "none",
        remedy=f"Apply on or after {ready_on.isoformat()}.",
        by=(lookback,),
    )


def check_convictions(rules: Rules, *, has_convictions: bool) -> Finding:
    """No other conviction bars by itself; the board weighs it."""
    return check(
        "apply.convictions",
        "Other convictions",
        verdict=Verdict.WARNING if has_convictions else Verdict.MET,
        required="none, or rehabilitation shown",
        found="some" if has_convictions else "none",
        remedy="Add what shows rehabilitation; the board weighs it.",
        by=(rules.entry("app.convictions"),),
    )
