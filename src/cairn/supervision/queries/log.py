"""The log of one peer supporter for a period, and how long it has to be kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from cairn.credentials.queries.standing import get_holder
from cairn.identity.queries.peers import Agreement, Peer, get_peer
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.durations import in_hours
from cairn.kernel.instants import Instant, in_words, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.domain.retention import RetentionFacts, decide_retention
from cairn.privacy.policy import grant_for, visible
from cairn.supervision import policy
from cairn.supervision.domain.accounts import reason_against
from cairn.supervision.domain.log import COLUMNS, fit_to_leave, signed_off_by_session
from cairn.supervision.models import SignOff
from cairn.supervision.queries.cover import counted
from cairn.supervision.queries.debts import session_as_held
from cairn.supervision.queries.sessions import SessionRow, list_sessions_by_peer
from cairn.support.queries.caseloads import list_names_of_people


@dataclass(frozen=True, slots=True)
class LogRow:
    """One session; its cells stand in the order of `COLUMNS`."""

    session_id: UUID
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LogPart:
    """The sessions under one supervisor: "Ben Hollis, license LCPC-20817"."""

    supervisor: str
    rows: tuple[LogRow, ...]


@dataclass(frozen=True, slots=True)
class Log:
    peer_name: str
    certificates: str
    first: date
    last: date
    parts: tuple[LogPart, ...]
    minutes: int  # of the sessions that count
    not_counted_minutes: int


@dataclass(frozen=True, slots=True)
class Kept:
    """How long the records under one supervisor are kept. `until` is none while they still supervise."""

    supervisor_name: str
    ceased_on: date | None
    decision: Decision

    @property
    def until(self) -> date | None:
        until: date | None = self.decision.figures["keep_until"]
        return until


def get_log(actor: Actor, peer_id: UUID, first: date, last: date, on: date) -> Log:
    """Clinical sessions of these days; peer and administrative supervision stand apart. Six statements; raises NotFound."""
    grant_for(actor, policy.LOG)
    peer = get_peer(actor, peer_id, on)
    holder = get_holder(actor, peer_id, on)
    rows = [row for row in list_sessions_by_peer(actor, last, peer_id).get(peer_id, []) if row.kind == "clinical"]
    names = list_names_of_people(actor, peer_id, on)
    signed_off = _signed_off(actor, peer_id, on)
    parts: dict[str, list[LogRow]] = defaultdict(list)
    shortest = rules_on(on, actor.place).minutes("supervision.min_session")
    minutes: Counter[bool] = Counter()  # by whether they count
    for supervisor_id in dict.fromkeys(row.supervisor_id for row in rows):
        own = [row for row in rows if row.supervisor_id == supervisor_id]
        counts = signed_off_by_session([row.started_on for row in own], signed_off.get(supervisor_id, []))
        for row, count in zip(own, counts, strict=True):
            if first <= row.started_on:
                against = reason_against(session_as_held(row, actor.place), shortest)
                parts[f"{row.supervisor_name}, license {_license(row)}"].append(_row(row, count, names, against))
                minutes[not against] += row.minutes
    ledger.looked("supervision.log.taken", peer=peer_id, sessions=sum(len(each) for each in parts.values()))
    return Log(
        peer_name=peer.name,
        certificates=", ".join(each.number for each in holder.held) or "not on record",
        first=first,
        last=last,
        parts=tuple(LogPart(supervisor, tuple(own)) for supervisor, own in parts.items()),
        minutes=minutes[True],
        not_counted_minutes=minutes[False],
    )


def list_kept(peer: Peer, on: date, place: str) -> tuple[Kept, ...]:
    """For each supervisor of this peer supporter, how long the records under them are kept. No statement."""
    found = []
    for supervisor_id in dict.fromkeys(each.supervisor_id for each in counted(peer)):
        own = [each for each in counted(peer) if each.supervisor_id == supervisor_id]
        ceased_on = _ceased_on(own, on)
        facts = RetentionFacts(supervisor_ceased_on=ceased_on, is_still_supervised=ceased_on is None)
        decision = decide_retention(facts, rules_on(ceased_on or on, place), on)
        found.append(Kept(own[0].supervisor_name, ceased_on, decision))
    return tuple(found)


def as_document(log: Log, sender: str, on: date) -> dict[str, Any]:
    """The data of `documents/log.typ`."""
    return {
        "title": "Log of clinical supervision",
        "sender": sender,
        "facts": [
            ["Peer supporter", f"{log.peer_name}, certificate {log.certificates}"],
            ["Period", f"{in_words(log.first)} to {in_words(log.last)}"],
            ["Time that counts", in_hours(log.minutes)],
            *([["Held, not counted", _not_counted(log)]] if log.not_counted_minutes else []),
            ["Made on", in_words(on)],
        ],
        "whose": f"{log.peer_name}, certificate {log.certificates}",
        "columns": list(COLUMNS),
        "parts": [
            {"supervisor": part.supervisor, "rows": [list(row.cells) for row in part.rows]} for part in log.parts
        ],
        "notes": [
            "Sign-offs are counts of notes that the supervisor signed since the session before; each note holds both what was "
            "noticed and what comes next. The notes themselves stay in the record.",
            "Nobody who is served is named in this log.",
        ],
        "attests": [
            "Supervisor: I attest that these sessions were held as written.",
            "Peer supporter: I confirm that these sessions were held as written.",
        ],
    }


def _not_counted(log: Log) -> str:
    return f"{in_hours(log.not_counted_minutes)}; why stands with each session"


def _row(row: SessionRow, signed_off: int, names: tuple[str, ...], against: str) -> LogRow:
    about = " ".join(
        text if text[-1] in ".?!]" else f"{text}."
        for text in (
            f"{', '.join(row.topic_labels)} ({row.format_label.lower()})",
            f"Scenario: {row.scenario_title}" if row.scenario else "",
            fit_to_leave(row.summary, names),
            fit_to_leave(row.commitments, names) and f"Agreed: {fit_to_leave(row.commitments, names)}",
        )
        if text
    )
    start, stop = (at.astimezone(ZoneInfo(row.zone)) for at in (row.started_at, row.ended_at))
    notes = f"{signed_off} {'note' if signed_off == 1 else 'notes'}" if signed_off else "none"
    return LogRow(
        row.id,
        (
            _short_day(row.started_on),
            f"{_clock(start)} to {_clock(stop)}",
            notes,
            notes,
            f"{in_hours(row.minutes)}, not counted: {against}" if against else in_hours(row.minutes),
            about,
            _signatures(row),
        ),
    )


def _signatures(row: SessionRow) -> str:
    signed = [
        f"{name}, {_short_day(local_date(Instant(at), row.zone))}" if at else f"{name}: not signed yet"
        for name, at in ((row.peer_name, row.peer_signed_at), (row.supervisor_name, row.supervisor_signed_at))
    ]
    return "; ".join(signed)


def _signed_off(actor: Actor, peer_id: UUID, on: date) -> dict[UUID, list[date]]:
    found: dict[UUID, list[date]] = defaultdict(list)
    rows = visible(SignOff, actor, policy.LOG, on).filter(verdict="signed", note__author_id=peer_id)
    for supervisor_id, at in rows.values_list("supervisor_id", "at"):
        found[supervisor_id].append(local_date(Instant(at), actor.zone))
    return found


def _license(row: SessionRow) -> str:
    """The number of the license that was valid on the day, the newest of them."""
    valid = [
        each
        for each in row.licenses
        if each.licensed_on <= row.started_on and (each.expires_on is None or row.started_on <= each.expires_on)
    ]
    newest = max(valid, key=lambda each: each.licensed_on, default=None)
    return newest.number if newest and newest.number else "not on record"


def _ceased_on(own: list[Agreement], on: date) -> date | None:
    """The last day under this supervisor; none while an agreement goes on or is to come."""
    if any(each.last_day is None or each.last_day >= on for each in own):
        return None
    return max(each.last_day for each in own if each.last_day)


def _clock(at: Any) -> str:
    return f"{at:%I:%M}\u00a0{'am' if at.hour < 12 else 'pm'}".lstrip("0")


def _short_day(day: date) -> str:
    return f"{day:%b} {day.day}, {day.year}"
