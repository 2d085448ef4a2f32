"""The account behind supervision owed: hours worked and sessions held, walked through once in time.

Sorted inside, so any order of rows gives the same account; linear apart from the sort.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from cairn.kernel.instants import Instant

HELD, NOT_COUNTED, WORKED = range(3)  # at one instant in this order: work then goes on after the session


class SessionKind(StrEnum):
    CLINICAL = "clinical"
    PEER = "peer"
    ADMINISTRATIVE = "administrative"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hours worked without a break, of any kind, supervision itself left out.

    Where only the day is known, give the day's first instant.
    """

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
class NotCounted:
    """A session that changes nothing in the account, and why."""

    started_at: Instant
    minutes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Breach:
    """A stretch of work without a session that was too long. A session closes it and never cures it.

    `since` is when work began after the last session, `until` the session that closed it (or none).
    """

    since: Instant
    until: Instant | None
    worked_minutes: int
    over_minutes: int


@dataclass(slots=True)
class Account:
    """The running sums of the one pass, in minutes. `gap` is the most work allowed without a session."""

    gap: int
    worked: int = 0
    supervised: int = 0
    since_last: int = 0
    since: Instant | None = None
    last_session_at: Instant | None = None
    breaches: list[Breach] = field(default_factory=list)

    def work(self, started_at: Instant, minutes: int) -> None:
        if self.since_last == 0:
            self.since = started_at
        self.worked += minutes
        self.since_last += minutes

    def hold(self, at: Instant, minutes: int) -> None:
        """A session that counts: it ends the stretch of work before it."""
        self.note_breach(until=at)
        self.supervised += minutes
        self.since_last, self.last_session_at = 0, at

    def note_breach(self, *, until: Instant | None) -> None:
        over = self.since_last - self.gap
        if over > 0 and self.since is not None:
            self.breaches.append(Breach(self.since, until, self.since_last, over))


def reason_against(session: Session, shortest: int) -> str:
    """The first reason for which a session does not count; empty when it does."""
    reasons = (
        (session.kind is not SessionKind.CLINICAL, f"{session.kind} supervision is kept apart from clinical"),
        (session.minutes < shortest, f"shorter than {shortest} minutes"),
        (not session.supervisor_qualified, "the supervisor was not qualified on that day"),
        (not session.agreement_in_force, "no agreement was in force on that day"),
        (session.is_relative, "the supervisor is a relative"),
        (session.is_own_therapist, "the supervisor is the peer supporter's own therapist"),
        (not session.signed_by_peer, "not signed by the peer supporter"),
        (not session.signed_by_supervisor, "not signed by the supervisor"),
    )
    return next((reason for applies, reason in reasons if applies), "")


def walk(
    stretches: Iterable[Stretch],
    held: Sequence[Session],
    not_counted: Iterable[NotCounted],
    *,
    gap: int,
    supervision_is_worked: bool,
) -> Account:
    """One pass. `held` are the sessions that count; the time of the others is work like any other."""
    account = Account(gap)
    starts = sorted(session.started_at for session in held)
    events: list[tuple[datetime, int, int]] = [(at, WORKED, minutes) for at, minutes in _cut(stretches, starts)]
    events += [(session.started_at, HELD, session.minutes) for session in held]
    events += [(session.started_at, NOT_COUNTED, session.minutes) for session in not_counted]
    for at, what, minutes in sorted(events):
        if what == HELD:
            account.hold(Instant(at), minutes)
            account.worked += minutes if supervision_is_worked else 0
        elif what == WORKED or supervision_is_worked:
            account.work(Instant(at), minutes)
    account.note_breach(until=None)
    return account


def _cut(stretches: Iterable[Stretch], starts: Sequence[Instant]) -> Iterator[tuple[Instant, int]]:
    """Stretches cut where a session that counts began inside them: work after it counts as after it."""
    for stretch in stretches:
        start, left = stretch.started_at, stretch.minutes
        for index in range(bisect_left(starts, start), len(starts)):
            before = int((starts[index] - start) / timedelta(minutes=1))
            if before >= left:
                break
            if before:
                yield start, before
            start, left = starts[index], left - before
        if left > 0:
            yield start, left
