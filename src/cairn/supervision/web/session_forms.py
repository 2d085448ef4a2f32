"""Reading the session form, and filling it from the clock."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import QueryDict

from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, from_local
from cairn.supervision.domain.sessions import SessionDraft
from cairn.supervision.queries.preparation import Timer

EMPTY: dict[str, Any] = {
    "on": "", "started_at": "", "ended_at": "", "kind": "", "format": "", "topics": (), "summary": "", "commitments": "",
    "scenario": "", "sign": "yes",
}  # fmt: skip


def read_session(sent: QueryDict, peer_id: UUID, zone: str) -> SessionDraft:
    """The form as a draft; raises BadInput for a day or time that is none."""
    problems: dict[str, str] = {}
    on = _parsed(date.fromisoformat, sent.get("on", ""), problems, "on", "Give the day, such as 2026-11-20.")
    start = _parsed(
        time.fromisoformat, sent.get("started_at", ""), problems, "started_at", "Give the start, such as 10:05."
    )
    end = _parsed(time.fromisoformat, sent.get("ended_at", ""), problems, "ended_at", "Give the end, such as 11:00.")
    started_at = _instant(on, start, zone, problems, "started_at")
    ended_at = _instant(on, end, zone, problems, "ended_at")
    if problems or started_at is None or ended_at is None:
        raise BadInput(problems)
    return SessionDraft(
        peer_id=peer_id,
        kind=sent.get("kind", ""),
        format=sent.get("format", ""),
        started_at=started_at,
        ended_at=ended_at,
        topics=tuple(sent.getlist("topics")),
        summary=sent.get("summary", "").strip(),
        commitments=sent.get("commitments", "").strip(),
        scenario=sent.get("scenario", ""),
    )


def typed_from_timer(timer: Timer | None, zone: str) -> dict[str, str]:
    """The clock's two moments as the form's day and times in the zone of the service; both can be corrected there."""
    if timer is None:
        return {}
    started = timer.started_at.astimezone(ZoneInfo(zone))
    typed = {"on": started.date().isoformat(), "started_at": f"{started:%H:%M}"}
    if timer.stopped_at is not None:
        typed["ended_at"] = f"{timer.stopped_at.astimezone(ZoneInfo(zone)):%H:%M}"
    return typed


def _parsed(read: Any, text: str, problems: dict[str, str], name: str, sentence: str) -> Any:
    try:
        return read(text.strip())
    except ValueError:
        problems[name] = sentence
        return None


def _instant(on: date | None, at: time | None, zone: str, problems: dict[str, str], name: str) -> Instant | None:
    if on is None or at is None:
        return None
    try:
        return from_local(on, at.replace(second=0, microsecond=0, tzinfo=None), zone)
    except ValueError as error:
        problems[name] = str(error)
        return None
