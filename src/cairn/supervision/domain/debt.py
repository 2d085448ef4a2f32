"""Supervision owed: what was worked, what was supervised, and how far the next stop is.

Two measures, never mixed: the ratio is cumulative and can be made up; the gap is the longest stretch of work without a
session, and once it was too long it stays so. One pass over the sorted facts; any order of rows gives the same answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from fractions import Fraction

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.durations import in_hours, rounded_up
from cairn.kernel.instants import Instant, from_local
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

PAPERWORK_AND_ALL = "all hours worked: direct contact, paperwork, travel, training, meetings"


class SessionKind(StrEnum):
    CLINICAL = "clinical"
    PEER = "peer"
    ADMINISTRATIVE = "administrative"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hours worked without a break, of any kind, supervision itself left out. Only a day known: give its first instant."""

    started_at: Instant
    minutes: int


@dataclass(frozen=True, slots=True)
class Session:
    """One supervision session; the marks say how things stood on its own day, not later."""

    started_at: Instant
    minutes: int
    kind: SessionKind = SessionKind.CLINICAL
    supervisor_qualified: bool = True
    agreement_in_force: bool = True
    signed_by_peer: bool = True
    signed_by_supervisor: bool = True
    is_relative: bool = False
    is_own_therapist: bool = False
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class DebtFacts:
    """One peer supporter's whole history. `supervision_is_worked` is the organization's switch."""

    stretches: tuple[Stretch, ...] = ()
    sessions: tuple[Session, ...] = ()
    zone: str = "UTC"
    supervision_is_worked: bool | None = None  # switch; none: as the pack has it


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A session that changes nothing in the account, and why."""

    started_at: Instant
    minutes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Breach:
    """A stretch of work without a session that was too long. Closed by a session, never cured by one."""

    since: Instant  # when work since the last session began
    until: Instant | None  # the session that ended it; none while it runs
    worked_minutes: int
    over_minutes: int


@dataclass(frozen=True, slots=True)
class _Limits:
    ratio: Fraction
    gap: int
    shortest: int


@dataclass(slots=True)
class _Account:
    """The running sums of the one pass."""

    gap: int
    worked: int = 0
    supervised: int = 0
    since_last: int = 0
    since: Instant | None = None
    last_session_at: Instant | None = None

    def work(self, started_at: Instant, minutes: int) -> None:
        self.worked += minutes
        if self.since_last == 0:
            self.since = started_at
        self.since_last += minutes

    def close(self, at: Instant | None) -> Breach | None:
        """End the stretch without supervision; a breach when it was too long."""
        over = self.since_last - self.gap
        breach = Breach(self.since, at, self.since_last, over) if over > 0 and self.since else None
        if at is not None:
            self.since_last, self.last_session_at = 0, at
        return breach


def decide_supervision_debt(facts: DebtFacts, rules: Rules, on: date) -> Decision:
    """Whether work may go on at the end of `on`, what is owed by then, and every gap that was ever too long."""
    limits = _Limits(
        rules.ratio("supervision.ratio"),
        rules.minutes("supervision.max_gap"),
        rules.minutes("supervision.min_session"),
    )
    end = from_local(on + timedelta(days=1), time(0), facts.zone)
    sessions = [session for session in facts.sessions if session.started_at < end]
    reasons = [(session, _reason_against(session, limits.shortest)) for session in sessions]
    account, breaches = _walk(
        [each for each in facts.stretches if each.started_at < end], reasons, facts, limits
    )
    required = account.worked * limits.ratio
    owed = max(0, rounded_up(required - account.supervised))
    may_owe = rounded_up(limits.gap * limits.ratio)
    kinds = Counter(dict.fromkeys(SessionKind, 0))
    for session in sessions:
        kinds[session.kind] += session.minutes
    open_breach = next((breach for breach in breaches if breach.until is None), None)
    findings = (
        _ratio(account, owed, may_owe, required, rules),
        _gap(account, open_breach, limits, rules),
        _past_gaps([breach for breach in breaches if breach.until], rules),
        _counted(reasons, rules),
    )
    stopped = open_breach is not None
    return Decision(
        subject="Supervision in step with hours worked",
        outcome="stop" if stopped else "behind" if owed > may_owe else "owed" if owed else "in step",
        allowed=not stopped and owed <= may_owe,
        findings=findings,
        figures={
            "worked_minutes": account.worked,
            "supervised_minutes": account.supervised,
            "required_exact": required,
            "owed_minutes": owed,
            "banked_minutes": max(0, int(account.supervised - required)),
            "since_last_minutes": account.since_last,
            "until_stop_minutes": max(0, limits.gap - account.since_last),
            "last_session_at": account.last_session_at,
            "breaches": breaches,
            "gap_count": len(breaches),
            "is_made_up": bool(breaches) and owed == 0,
            "clinical_minutes": kinds[SessionKind.CLINICAL],
            "peer_minutes": kinds[SessionKind.PEER],
            "administrative_minutes": kinds[SessionKind.ADMINISTRATIVE],
            "group_minutes": sum(
                session.minutes for session, reason in reasons if session.is_group and not reason
            ),
            "not_counted": tuple(
                NotCounted(each.started_at, each.minutes, why)
                for each, why in sorted(
                    reasons, key=lambda pair: (pair[0].started_at, pair[0].minutes, pair[1])
                )
                if why
            ),
        },
    )


def _reason_against(session: Session, shortest: int) -> str:
    """The first reason for which a session does not count; empty when it does."""
    checks = (
        (
            session.kind is not SessionKind.CLINICAL,
            f"{session.kind.value} supervision is kept apart from clinical",
        ),
        (session.minutes < shortest, f"shorter than {shortest} minutes"),
        (not session.supervisor_qualified, "the supervisor was not qualified on that day"),
        (not session.agreement_in_force, "no agreement was in force on that day"),
        (session.is_relative, "the supervisor is a relative"),
        (session.is_own_therapist, "the supervisor is the peer supporter's own therapist"),
        (not session.signed_by_peer, "not signed by the peer supporter"),
        (not session.signed_by_supervisor, "not signed by the supervisor"),
    )
    return next((reason for applies, reason in checks if applies), "")


def _walk(
    stretches: Sequence[Stretch], reasons: Sequence[tuple[Session, str]], facts: DebtFacts, limits: _Limits
) -> tuple[_Account, tuple[Breach, ...]]:
    """One pass in time. At one instant a session comes before the work that goes on after it."""
    account, breaches = _Account(limits.gap), []
    starts = sorted({session.started_at for session, reason in reasons if not reason})
    events: list[tuple[datetime, int, int]] = [(at, 2, minutes) for at, minutes in _pieces(stretches, starts)]
    events += [(session.started_at, 1 if reason else 0, session.minutes) for session, reason in reasons]
    for at, what, minutes in sorted(events):
        instant = Instant(at)
        if what == 2:
            account.work(instant, minutes)
            continue
        if what == 0:
            breach = account.close(instant)
            breaches += [breach] if breach else []
            account.supervised += minutes
            account.worked += minutes if facts.supervision_is_worked else 0
        elif facts.supervision_is_worked:
            account.work(instant, minutes)
    running = account.close(None)
    return account, (*breaches, *([running] if running else []))


def _pieces(stretches: Iterable[Stretch], starts: Sequence[Instant]) -> Iterator[tuple[Instant, int]]:
    """Stretches cut where a session that counts began inside them, so that work after it counts as after it."""
    for stretch in stretches:
        start, left = stretch.started_at, stretch.minutes
        index = bisect_left(starts, start)
        while left > 0:
            before = left
            if index < len(starts):
                before = min(left, int((starts[index] - start) / timedelta(minutes=1)))
            if before:
                yield start, before
            if before < left:
                start = starts[index]
            left -= before
            index += 1


def _ratio(account: _Account, owed: int, may_owe: int, required: Fraction, rules: Rules) -> Finding:
    verdict = Verdict.MET if owed == 0 else Verdict.WARNING if owed <= may_owe else Verdict.NOT_MET
    entry = rules.entry("supervision.ratio")
    return check(
        "supervision.ratio",
        "Supervision for hours worked",
        verdict=verdict,
        required=f"{in_hours(rounded_up(required))} for {in_hours(account.worked)} worked",
        found=in_hours(account.supervised),
        remedy=f"{in_hours(owed)} more of clinical supervision.",
        by=(entry,),
        note=f"Counted on {PAPERWORK_AND_ALL}. More than {in_hours(may_owe)} owed means work went on past the longest gap.",
    )


def _gap(account: _Account, breach: Breach | None, limits: _Limits, rules: Rules) -> Finding:
    left = limits.gap - account.since_last
    return check(
        "supervision.max_gap",
        "Work since the last session",
        verdict=breach is None,
        required=f"at most {in_hours(limits.gap)}",
        found=in_hours(account.since_last),
        remedy="A session before any more work; the gap itself stays on record.",
        by=(rules.entry("supervision.max_gap"),),
        note=f"{in_hours(left)} of work left; hours banked earlier do not move this." if left >= 0 else "",
    )


def _past_gaps(closed: list[Breach], rules: Rules) -> Finding:
    return check(
        "supervision.past_gaps",
        "Gaps that were too long",
        verdict=Verdict.WARNING if closed else Verdict.MET,
        required="none",
        found=f"{len(closed)}, the longest {in_hours(max(each.worked_minutes for each in closed))}"
        if closed
        else "none",
        remedy="Nothing cures a closed gap; later sessions make up the hours only.",
        by=(rules.entry("supervision.max_gap"),),
    )


def _counted(reasons: Sequence[tuple[Session, str]], rules: Rules) -> Finding:
    against = Counter(reason for _, reason in reasons if reason)
    return check(
        "supervision.sessions",
        "Sessions that count",
        verdict=Verdict.WARNING if against else Verdict.MET,
        required="clinical, long enough, signed by both, under an agreement, by a supervisor qualified on the day",
        found="; ".join(f"{count} not counted: {reason}" for reason, count in sorted(against.items()))
        or "all",
        remedy="A missing signature can be added; a qualification earned later cannot.",
        by=(rules.entry("supervision.min_session"),),
    )
