"""Supervision owed: what was worked, what was supervised, and how far the next stop is.

Two measures, never mixed. The ratio is cumulative and can be made up. The gap is the longest stretch of work
without a session; once it was too long it stays so, and hours supervised early do not move it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from fractions import Fraction
from typing import Any

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.durations import in_hours, rounded_up
from cairn.kernel.instants import from_local, in_words
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules
from cairn.supervision.domain.accounts import (
    Account,
    Breach,
    NotCounted,
    Session,
    SessionKind,
    Stretch,
    reason_against,
    walk,
)

__all__ = [
    "Breach",
    "DebtFacts",
    "NotCounted",
    "Session",
    "SessionKind",
    "Stretch",
    "decide_supervision_debt",
]


@dataclass(frozen=True, slots=True)
class DebtFacts:
    """One peer supporter's whole history; what lies after the day asked about is left out by the decision.

    `supervision_is_worked`: whether supervision is itself work; none takes the pack's reading. `judged_from`: the first day for which
    every rule is known; how many sessions and minutes of work lie before it is told, and neither is in `sessions` and `stretches`.
    """

    stretches: tuple[Stretch, ...] = ()
    sessions: tuple[Session, ...] = ()
    zone: str = "UTC"
    supervision_is_worked: bool | None = None
    judged_from: date | None = None
    unjudged_sessions: int = 0
    unjudged_minutes: int = 0


@dataclass(frozen=True, slots=True)
class _Owed:
    """Minutes that follow from an account and the ratio; `most` is what the longest gap may leave owed."""

    required: Fraction
    minutes: int
    most: int


def decide_supervision_debt(facts: DebtFacts, rules: Rules, on: date) -> Decision:
    """Whether both rules are kept up to `on`, what is owed by then, and every gap that was ever too long.

    Only the outcome "stop" (the gap) bars from work. "Behind" (the ratio) is a rule that is not kept: it is made up while work goes on.
    """
    end = from_local(on + timedelta(days=1), time(0), facts.zone)
    sessions = [session for session in facts.sessions if session.started_at < end]
    held, not_counted = _sorted_out(sessions, rules.minutes("supervision.min_session"))
    account = walk(
        (stretch for stretch in facts.stretches if stretch.started_at < end),
        held,
        not_counted,
        gap=rules.minutes("supervision.max_gap"),
        supervision_is_worked=_supervision_is_worked(facts, rules),
    )
    owed = _owed(account, rules)
    is_stopped = account.since_last > account.gap
    behind = owed.minutes > owed.most
    return Decision(
        subject="Supervision in step with hours worked",
        outcome="stop" if is_stopped else "behind" if behind else "owed" if owed.minutes else "in step",
        allowed=not is_stopped and not behind,
        findings=(
            _ratio(account, owed, rules),
            _gap(account, rules),
            _past_gaps([breach for breach in account.breaches if breach.until], rules),
            _counted(not_counted, rules),
            *_unjudged(facts),
        ),
        figures={**_figures(account, owed, sessions, held, not_counted), **_unjudged_figures(facts)},
    )


def _sorted_out(sessions: Sequence[Session], shortest: int) -> tuple[list[Session], list[NotCounted]]:
    held: list[Session] = []
    not_counted: list[NotCounted] = []
    for session in sessions:
        reason = reason_against(session, shortest)
        if reason:
            not_counted.append(NotCounted(session.started_at, session.minutes, reason))
        else:
            held.append(session)
    return held, sorted(not_counted, key=lambda each: (each.started_at, each.minutes, each.reason))


def _supervision_is_worked(facts: DebtFacts, rules: Rules) -> bool:
    switch = facts.supervision_is_worked
    return bool(rules.value("supervision.counts_as_worked")) if switch is None else switch


def _owed(account: Account, rules: Rules) -> _Owed:
    ratio = rules.ratio("supervision.ratio")
    required = account.worked * ratio
    return _Owed(required, max(0, rounded_up(required - account.supervised)), rounded_up(account.gap * ratio))


def _figures(
    account: Account,
    owed: _Owed,
    sessions: Sequence[Session],
    held: Sequence[Session],
    not_counted: Sequence[NotCounted],
) -> dict[str, Any]:
    kinds: Counter[SessionKind] = Counter()
    for session in sessions:
        kinds[session.kind] += session.minutes
    return {
        "worked_minutes": account.worked,
        "supervised_minutes": account.supervised,
        "required_exact": owed.required,
        "owed_minutes": owed.minutes,
        "banked_minutes": max(0, int(account.supervised - owed.required)),
        "since_last_minutes": account.since_last,
        "until_stop_minutes": max(0, account.gap - account.since_last),
        "last_session_at": account.last_session_at,
        "breaches": tuple(account.breaches),
        "gap_count": len(account.breaches),
        "is_made_up": bool(account.breaches) and owed.minutes == 0,
        "clinical_minutes": kinds[SessionKind.CLINICAL],
        "peer_minutes": kinds[SessionKind.PEER],
        "administrative_minutes": kinds[SessionKind.ADMINISTRATIVE],
        "group_minutes": sum(session.minutes for session in held if session.is_group),
        "not_counted": tuple(not_counted),
    }


def has_unjudged(facts: DebtFacts) -> bool:
    """Whether anything lies before the first day for which the rules are known."""
    return facts.judged_from is not None and bool(facts.unjudged_sessions or facts.unjudged_minutes)


def _unjudged_figures(facts: DebtFacts) -> dict[str, Any]:
    """`judged_from` only where something was left out because of it."""
    return {
        "judged_from": facts.judged_from if has_unjudged(facts) else None,
        "unjudged_sessions": facts.unjudged_sessions,
        "unjudged_minutes": facts.unjudged_minutes,
    }


def _unjudged(facts: DebtFacts) -> Iterator[Finding]:
    """What is left out is named, never skipped in silence."""
    if facts.judged_from is not None and has_unjudged(facts):
        sessions = f"{facts.unjudged_sessions} {'session' if facts.unjudged_sessions == 1 else 'sessions'}"
        yield Finding(
            "supervision.not_judged",
            Verdict.NOT_APPLICABLE,
            f"Before {in_words(facts.judged_from)}",
            "a rule for each day",
            f"not judged, no rule known: {sessions} and {in_hours(facts.unjudged_minutes)} of work",
        )


def _ratio(account: Account, owed: _Owed, rules: Rules) -> Finding:
    """Every shift leaves something owed; it is against the rule only beyond what the longest gap leaves."""
    behind = Verdict.WARNING if owed.minutes <= owed.most else Verdict.NOT_MET
    return check(
        "supervision.ratio",
        "Supervision for hours worked",
        verdict=behind if owed.minutes else Verdict.MET,
        required=f"{in_hours(rounded_up(owed.required))} for {in_hours(account.worked)} worked",
        found=in_hours(account.supervised),
        remedy=f"{in_hours(owed.minutes)} more of clinical supervision.",
        by=(rules.entry("supervision.ratio"), rules.entry("supervision.base")),
        note=f"Up to {in_hours(owed.most)} owed is the course of work; more: work ran ahead of supervision. "
        "That alone stops no work; the hours owed are made up.",
    )


def _gap(account: Account, rules: Rules) -> Finding:
    left = account.gap - account.since_last
    return check(
        "supervision.max_gap",
        "Work since the last session",
        verdict=left >= 0,
        required=f"at most {in_hours(account.gap)}",
        found=in_hours(account.since_last),
        remedy="A session before any more work; the gap itself stays on record.",
        by=(rules.entry("supervision.max_gap"),),
        note=f"{in_hours(left)} of work left; hours banked earlier do not move this." if left >= 0 else "",
    )


def _past_gaps(closed: Sequence[Breach], rules: Rules) -> Finding:
    longest = max((breach.worked_minutes for breach in closed), default=0)
    return check(
        "supervision.past_gaps",
        "Gaps that were too long",
        verdict=Verdict.WARNING if closed else Verdict.MET,
        required="none",
        found=f"{len(closed)}, the longest {in_hours(longest)}" if closed else "none",
        remedy="Nothing cures a closed gap; later sessions make up the hours only.",
        by=(rules.entry("supervision.max_gap"),),
    )


def _counted(not_counted: Sequence[NotCounted], rules: Rules) -> Finding:
    against = Counter(each.reason for each in not_counted)
    return check(
        "supervision.sessions",
        "Sessions that count",
        verdict=Verdict.WARNING if against else Verdict.MET,
        required="clinical, long enough, signed by both, agreed, by a supervisor qualified on the day",
        found="; ".join(f"{count} not counted: {why}" for why, count in sorted(against.items())) or "all",
        remedy="A missing signature can be added; a qualification earned later cannot.",
        by=(rules.entry("supervision.min_session"),),
    )
