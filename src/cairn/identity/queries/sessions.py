"""Where an account is signed in. Nothing but times is kept of a session: no address, no device, no place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.contrib.sessions.models import Session

from cairn.kernel.instants import Instant


@dataclass(frozen=True, slots=True)
class SignedIn:
    """One place where the account is signed in; `seen_at` is to the minute."""

    began_at: datetime
    seen_at: datetime
    is_here: bool


def list_sessions(account_id: UUID, *, here: str, now: Instant) -> list[SignedIn]:
    """Every living session of the account, the one that asks first, then the latest seen."""
    found = [
        SignedIn(_instant(data.get("began_at", 0)), _instant(data.get("seen_at", 0)), key == here)
        for key, data in _sessions_of(account_id, now)
    ]
    return sorted(found, key=lambda one: (not one.is_here, -one.seen_at.timestamp()))


def keys_of_sessions(account_id: UUID, now: Instant) -> list[str]:
    return [key for key, _ in _sessions_of(account_id, now)]


def _sessions_of(account_id: UUID, now: Instant) -> list[tuple[str, dict[str, int]]]:
    """Sessions live at most twelve hours, so the whole table is one working day's sign-ins."""
    wanted = str(account_id)
    living = ((row.session_key, row.get_decoded()) for row in Session.objects.filter(expire_date__gt=now))
    return [(key, data) for key, data in living if data.get("_auth_user_id") == wanted]


def _instant(stamp: int) -> datetime:
    return datetime.fromtimestamp(stamp, UTC)
