"""Supervision owed: the facts of one peer supporter or of everybody, read the same way, decided by the same function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any
from uuid import UUID

from cairn.identity.domain.agreements import COUNTS
from cairn.identity.queries.peers import License, Peer, get_peer, list_peers
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.instants import Instant, Period, from_local, local_date
from cairn.platform.packs import rules_on, the_rulebook
from cairn.privacy.policy import grant_for
from cairn.rulebook.rules import Rules
from cairn.rulebook.unknown import NO_RULE, unless_unknown
from cairn.supervision.domain.accounts import Session, SessionKind, Stretch
from cairn.supervision.domain.debt import DebtFacts, decide_supervision_debt
from cairn.supervision.domain.practice import is_stopped
from cairn.supervision.domain.sessions import Format
from cairn.supervision.domain.supervisors import SupervisionCourse, SupervisorFacts, decide_supervisor_eligible
from cairn.supervision.queries.sessions import SessionRow, list_sessions_by_peer
from cairn.work.queries.worked import Worked, list_worked_by_peer

NEEDED = (  # what judging one session and the work before it asks of the packs
    "supervisor.license_types",
    "supervisor.years_licensed",
    "supervisor.ceu",
    "supervisor.excluded",
    "supervision.agreement",
)
_ZEROS = (
    *("required_exact", "owed_minutes", "banked_minutes", "since_last_minutes", "until_stop_minutes", "gap_count"),
    *("peer_minutes", "administrative_minutes", "group_minutes", "unjudged_sessions", "unjudged_minutes"),
)
UNJUDGED: dict[str, Any] = {
    **dict.fromkeys(_ZEROS, 0), "breaches": (), "not_counted": (), "is_made_up": False, "judged_from": None,
}  # fmt: skip
Judge = Callable[[License, date, str], bool]  # whether a license alone makes its holder qualified, on a day, in a place


@dataclass(frozen=True, slots=True)
class Debt:
    """What one peer supporter is owed on a day. Figures are minutes; the decision says why.

    `has_supervisor`: a clinical agreement that both signed is in force on the day. Without one nobody practices, whatever is owed.
    """

    peer: Peer
    decision: Decision
    sessions: tuple[SessionRow, ...]
    has_supervisor: bool

    @property
    def standing(self) -> str:
        """In one word or two: "no supervisor", or the decision's "stop", "behind", "owed", "in step", "no rule"."""
        return self.decision.outcome if self.has_supervisor else "no supervisor"

    @property
    def is_stopped(self) -> bool:
        """Whether work must stop until a session is held."""
        return is_stopped(self.decision)

    @property
    def is_unknown(self) -> bool:
        """Whether this place has no rule of supervision on record."""
        return self.decision.outcome == NO_RULE

    @property
    def owed_minutes(self) -> int:
        return int(self.decision.figures["owed_minutes"])

    @property
    def until_stop_minutes(self) -> int:
        return int(self.decision.figures["until_stop_minutes"])

    @property
    def since_last_minutes(self) -> int:
        return int(self.decision.figures["since_last_minutes"])

    @property
    def judged_from(self) -> date | None:
        """The first day with known rules, when sessions or work lie before it; else None."""
        return self.decision.figures["judged_from"]

    @property
    def last_counted_on(self) -> date | None:
        """The day of the last session that counts."""
        last = self.decision.figures["last_session_at"]
        return next((row.started_on for row in reversed(self.sessions) if row.started_at == last), None)


def get_debt(actor: Actor, peer_id: UUID, on: date) -> Debt:
    """What this peer supporter is owed at the end of a day. Four statements; raises NotFound."""
    grant_for(actor, "supervision.debt.see")
    return _debts(actor, (get_peer(actor, peer_id, on),), on, peer_id)[0]


def list_debts(actor: Actor, on: date, peers: Sequence[Peer] | None = None) -> tuple[Debt, ...]:
    """Everybody the actor answers for: those without a supervisor, then the soonest stop first.

    Four statements (three when `peers` are given), whatever the number.
    """
    grant_for(actor, "supervision.debt.see")
    found = _debts(actor, list_peers(actor, on) if peers is None else peers, on, None)
    return tuple(
        sorted(
            found,
            key=lambda debt: (debt.has_supervisor, debt.until_stop_minutes, -debt.since_last_minutes, debt.peer.name),
        )
    )


def _debts(actor: Actor, peers: Iterable[Peer], on: date, peer_id: UUID | None) -> list[Debt]:
    worked = list_worked_by_peer(actor, on, peer_id=peer_id)
    sessions = list_sessions_by_peer(actor, on, peer_id)
    rules = rules_on(on, actor.place)
    since = judged_from(on, actor.place)
    judge = cache(is_qualified)  # one supervisor holds many sessions on one day
    debts = []
    for peer in peers:
        own = tuple(sessions.get(peer.id, ()))
        facts = facts_for_debt(worked.get(peer.id, Worked()), own, actor.zone, actor.place, judge, since=since)
        debts.append(Debt(peer, decided(facts, rules, on), own, is_supervised(peer, on)))
    return debts


def list_stop_decisions(actor: Actor, peers: Sequence[Peer], on: date, permission: str) -> dict[UUID, Decision]:
    """The decision about supervision owed, for whoever asks only whether work must stop. Three statements, whatever the number.

    A stop rests on the work since the last session that counts, so earlier work is not read: outcome "stop" and the finding about the
    gap are those of `list_debts`, the hours owed are not. Whoever never had such a session is read from the beginning.
    """
    sessions = list_sessions_by_peer(actor, on, permission=permission, wordless=True)
    rules, since, judge = rules_on(on, actor.place), judged_from(on, actor.place), cache(is_qualified)

    def decide(peer: Peer, work: Worked) -> Decision:
        facts = facts_for_debt(work, sessions.get(peer.id, ()), actor.zone, actor.place, judge, since=since)
        return decided(facts, rules, on)

    held = {peer.id: decide(peer, Worked()).figures["last_session_at"] for peer in peers}
    first = min((local_date(at, actor.zone) for at in held.values() if at is not None), default=None)
    never = {peer_id for peer_id, at in held.items() if at is None}
    worked = list_worked_by_peer(actor, on, since=first, whole=never, permission=permission)
    return {peer.id: decide(peer, worked.get(peer.id, Worked())) for peer in peers}


def decided(facts: DebtFacts, rules: Rules, on: date) -> Decision:
    """Supervision owed; in a place without rules about it only what was worked and held is told, and nothing is owed."""
    held = [each for each in facts.sessions if each.kind is SessionKind.CLINICAL]
    worked = sum(each.minutes for each in facts.stretches)
    return unless_unknown(
        "Supervision in step with hours worked",
        ("supervision.ratio", "supervision.max_gap"),
        lambda: decide_supervision_debt(facts, rules, on),
        **UNJUDGED,
        worked_minutes=worked,
        supervised_minutes=sum(each.minutes for each in held),
        clinical_minutes=sum(each.minutes for each in held),
        last_session_at=max((each.started_at for each in held), default=None),
    )


def judged_from(on: date, place: str) -> date | None:
    """The first day on which a session can be judged by known rules, up to a day; None where not even that day has them."""
    return the_rulebook().known_since(NEEDED, on, place)


def is_supervised(peer: Peer, on: date) -> bool:
    """Whether somebody supervises them clinically on a day. Whether that supervisor may is decided apart."""
    return any(each.supervision == COUNTS and each.is_in_force(on) for each in peer.agreements)


def facts_for_debt(
    worked: Worked,
    sessions: Iterable[SessionRow],
    zone: str,
    place: str,
    judge: Judge | None = None,
    *,
    since: date | None = None,
) -> DebtFacts:
    """Rows to facts. An entry of which only the day is known stands at that day's first instant.

    What lies before `since`, the first day with rules, is counted apart and not judged.
    """
    stretches = [
        *(Stretch(span.start, span.minutes) for span in worked.contacts),
        *(Stretch(from_local(entry.on, time(0), zone), entry.minutes) for entry in worked.entries),
    ]
    first = from_local(since, time(0), zone) if since else None
    rows = list(sessions)
    judged = [row for row in rows if since is None or row.started_on >= since]
    counted = [one for one in stretches if first is None or one.started_at >= first]
    return DebtFacts(
        stretches=tuple(counted),
        sessions=tuple(session_as_held(row, place, judge) for row in judged),
        zone=zone,
        judged_from=since,
        unjudged_sessions=len(rows) - len(judged),
        unjudged_minutes=sum(one.minutes for one in stretches) - sum(one.minutes for one in counted),
    )


def session_as_held(row: SessionRow, place: str, judge: Judge | None = None) -> Session:
    """The session as things stood on its own day. What was put on record only after the session was does not reach back."""
    judge = judge or is_qualified
    return Session(
        started_at=Instant(row.started_at),
        minutes=row.minutes,
        kind=SessionKind(row.kind),
        supervisor_qualified=any(
            judge(license_, row.started_on, place)
            for license_ in row.licenses
            if license_.recorded_at <= row.recorded_at
        ),
        agreement_in_force=_was_agreed(row),
        signed_by_peer=row.peer_signed_at is not None,
        signed_by_supervisor=row.supervisor_signed_at is not None,
        is_relative=row.is_relative,
        is_own_therapist=row.is_own_therapist,
        is_group=row.format == Format.GROUP,
    )


def _was_agreed(row: SessionRow) -> bool:
    signed = (row.agreement_peer_signed_at, row.agreement_supervisor_signed_at)
    return (
        row.agreement_supervision == COUNTS
        and Period(row.agreement_starts_on, row.agreement_ends_on).holds(row.started_on)
        and all(at is not None and at <= row.recorded_at for at in signed)
    )


def is_qualified(license_: License, on: date, place: str) -> bool:
    """Whether this license alone makes its holder a qualified supervisor on a day; agreement and distance are asked apart."""
    return decide_qualified(license_, on, place, (Period(on, on),)).allowed


def decide_qualified(
    license_: License | None,
    on: date,
    place: str,
    agreed: tuple[Period, ...],
    *,
    is_relative: bool = False,
    is_own_therapist: bool = False,
) -> Decision:
    """The decision about one supervisor towards one peer supporter, on a day."""
    courses = (
        (SupervisionCourse(license_.training_completed_on, license_.training_minutes),)
        if license_ and license_.training_completed_on
        else ()
    )
    facts = SupervisorFacts(
        license_type=_code(license_.license_type) if license_ else "none on record",
        licensed_on=license_.licensed_on if license_ else None,
        license_active=(Period(license_.licensed_on, license_.expires_on),) if license_ else (),
        supervision_courses=courses,
        agreement=agreed,
        is_relative=is_relative,
        is_own_therapist=is_own_therapist,
    )
    return unless_unknown(
        "May supervise", (), lambda: decide_supervisor_eligible(facts, rules_on(on, place), on), since=None
    )


def _code(license_type: str) -> str:
    """A kind of license as packs write it, however it was typed: "Social Worker" is `social_worker`."""
    return "_".join(license_type.casefold().split())
