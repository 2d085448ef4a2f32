"""Which of the four trails is a person's, from a few answers; or a plain "not yet", with what would change it.

What stands in the way of every trail comes first: the board's window of recovery. An answer that was skipped never stands in the way; it
is said that the application will ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cairn.credentials.domain.applications import Trail
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.durations import in_hours
from cairn.rulebook.checks import check
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules
from cairn.trails.domain.answers import Answers, Said, Volunteered
from cairn.trails.domain.ways import Way, way_of

NOT_YET = "not yet"
SKIPPED = "not said; the application will ask"


def decide_trail(answers: Answers, rules: Rules, on: date) -> Decision:
    """The trail to take, or "not yet". `ways` holds all four; `way` is the one, or the one that it would be."""
    gates = tuple(_gates(answers, rules))
    ways = tuple(way_of(trail, answers, rules) for trail in Trail)
    best = next(iter(sorted((way for way in ways if way.is_open), key=lambda way: _order(way, answers))), None)
    allowed = best is not None and all(gate.is_met for gate in gates)
    reasons = (best.finding,) if best else tuple(way.finding for way in ways)
    return Decision(
        "Way to a certificate",
        best.trail.value if best and allowed else NOT_YET,
        allowed,
        (*gates, *reasons),
        {
            "way": best,
            "ways": ways,
            "trail": best.trail.value if best else "",
            "cost": best.cost if best else None,
            "minutes": best.minutes if best else None,
            "renewal": rules.money("fee.renewal"),
        },
    )


def _order(way: Way, answers: Answers) -> int:
    """What is at hand before what must be paid, and what is paid before what must still be done."""
    first = [Trail.OTHER_STATE, Trail.EMPLOYMENT, Trail.SELF_PAY, Trail.VOLUNTEER]
    if answers.volunteered is Volunteered.DONE:
        first = [Trail.OTHER_STATE, Trail.EMPLOYMENT, Trail.VOLUNTEER, Trail.SELF_PAY]
    return first.index(way.trail)


def _gates(answers: Answers, rules: Rules) -> Iterator[Finding]:
    window = rules.entry("recovery.window")
    longest, jail = rules.entry("recovery.max_inpatient"), rules.entry("recovery.max_incarceration")
    lookback = rules.entry("ethics.dui_lookback")
    years = f"the {window.years} years before the application"
    yield _gate("recovery", "Time in recovery", answers.two_years, Said.YES, f"{window.years} full years before the application",
                f"Come back when {window.years} years are full.", (window,))  # fmt: skip
    yield _gate("inpatient", "Inpatient stays", answers.long_stay, Said.NO,
                f"none longer than {in_hours(longest.minutes)} for a behavioral health disorder in {years}",
                f"Possible once {window.years} full years lie behind the stay.", (longest, window))  # fmt: skip
    yield _gate("incarceration", "Incarceration", answers.jailed, Said.NO, f"none of any length in {years}",
                f"Possible once {window.years} full years lie behind it.", (jail, window))  # fmt: skip
    yield _gate("driving_and_drugs", "Driving under the influence, drug possession", answers.convicted, Said.NO,
                f"no conviction in the {lookback.years} years before the application",
                f"Possible once {lookback.years} full years lie behind it.", (lookback,))  # fmt: skip


def _gate(
    code: str, title: str, said: Said | None, good: Said, required: str, remedy: str, by: tuple[Entry, ...]
) -> Finding:
    verdict = Verdict.WARNING if said is None else Verdict.MET if said is good else Verdict.NOT_MET
    found = SKIPPED if said is None else "as needed" if said is good else "not as needed yet"
    return check(
        f"finder.{code}", title, verdict=verdict, required=required, found=found, remedy=remedy if said else "", by=by
    )
