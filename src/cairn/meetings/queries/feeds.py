"""A person's own feed; and what a secret address opens, whoever asks with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, time, timedelta

from cairn.identity.queries.hats import wear
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.meetings import policy
from cairn.meetings.domain.appointments import State
from cairn.meetings.domain.feeds import AHEAD_DAYS, BACK_DAYS, MOST_EVENTS, Event, uid_of
from cairn.meetings.domain.times import span_at
from cairn.meetings.models import CalendarFeed
from cairn.meetings.queries.calendar import Meeting, standing_between
from cairn.privacy.policy import visible
from cairn.privacy.scope import scope_of, scope_of_installation


@dataclass(frozen=True, slots=True)
class OwnFeed:
    """That a feed is open, since when, and what its events say. The address itself is shown once, and kept nowhere."""

    word: str
    opened_at: Instant


@dataclass(frozen=True, slots=True)
class Opened:
    """What an address opens: its events, and when any of it changed last."""

    events: tuple[Event, ...]
    changed_at: Instant


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def find_own_feed(actor: Actor, on: date) -> OwnFeed | None:
    """The feed that is open, if there is one. One statement."""
    row = visible(CalendarFeed, actor, policy.FEED, on).filter(closed_at__isnull=True).first()
    return OwnFeed(row.word, as_instant(row.opened_at)) if row else None


def open_address(token: str, now: Instant) -> Opened:
    """The events behind a secret address, from two weeks ago to three months ahead. Five statements.

    Raises NotFound for an address that never was, that was closed, or whose owner is here no longer: nobody can tell which.
    """
    digest = token_digest(token)
    with scope_of_installation():
        row = CalendarFeed.objects.filter(token_digest=digest, closed_at__isnull=True).first()
    worn = wear(row.person_id, row.owner_id, now, "feed") if row else None  # as long as they hold the hat
    if row is None or worn is None:
        raise NotFound
    actor = worn.actor
    on = local_date(now, actor.zone)
    first = on - timedelta(days=BACK_DAYS)
    with scope_of(actor):
        found = standing_between(actor, first, on + timedelta(days=AHEAD_DAYS), on)
    events = tuple(_event(one, digest, row.word) for one in found[:MOST_EVENTS] if one.state is not State.NOT_MET)
    since = span_at(first, time(0), 0, actor.zone).start  # at midnight the window moves on
    changed = max([since, as_instant(row.opened_at), *(event.changed_at for event in events)])
    return Opened(events, changed)


def _event(meeting: Meeting, digest: str, word: str) -> Event:
    return Event(
        uid_of(digest, meeting.appointment_id, meeting.day.isoformat()),
        meeting.span,
        word,
        meeting.state is State.CALLED_OFF,
        meeting.version,
        meeting.changed_at,
    )
