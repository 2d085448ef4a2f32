"""Reading the session form and the timer's two stamps: a link to start, a link to stop, no script needed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import QueryDict

from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, from_local
from cairn.supervision.commands.sessions import SessionDraft

EMPTY: dict[str, Any] = {
    "on": "", "started_at": "", "ended_at": "", "kind": "", "format": "", "topics": (), "summary": "", "sign": "yes",
    "started": "", "ended": "",
}  # fmt: skip
STAMP = "%Y%m%dT%H%MZ"


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
    )


def stamped(stamps: Mapping[str, str], which: str, now: Instant) -> str:
    """The address part after a tap on start or stop: the stamps so far and this one."""
    kept = {name: text for name, text in stamps.items() if _read_stamp(text) is not None}
    return "?" + urlencode({**kept, which: now.strftime(STAMP)})


def typed_from_timer(sent: QueryDict, zone: str) -> dict[str, str]:
    """The stamps as the form's day and times in the zone of the service."""
    typed: dict[str, str] = {}
    for name, field in (("started", "started_at"), ("ended", "ended_at")):
        moment = _read_stamp(sent.get(name, ""))
        if moment is not None:
            local = moment.astimezone(ZoneInfo(zone))
            typed |= {name: sent.get(name, ""), field: f"{local:%H:%M}"}
            typed.setdefault("on", local.date().isoformat())
    return typed


def _read_stamp(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


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
