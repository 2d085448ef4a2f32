"""Hours worked: contacts, each minute once, and the rest of the day.

Days with their times are the peer supporter's own (`list_worked`). `list_worked_by_peer` gives whoever answers for people the facts
that the decision about supervision needs; what is decided from them says minutes in all and days, never a time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from django.db.models import Q

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, Span, from_local
from cairn.privacy.policy import grant_for, visible
from cairn.support.queries.contact_time import list_contact_spans
from cairn.work import policy  # noqa: F401 - declares who may
from cairn.work.domain.activities import Activity
from cairn.work.domain.worked import union
from cairn.work.models import WorkEntry


@dataclass(frozen=True, slots=True)
class Entry:
    """Minutes of one activity on one day."""

    id: UUID
    on: date
    activity: Activity
    minutes: int


@dataclass(frozen=True, slots=True)
class WorkedDay:
    """One calendar day: stretches of contact with nothing counted twice, and the other activities."""

    on: date
    contacts: tuple[Span, ...]
    entries: tuple[Entry, ...]

    @property
    def contact_minutes(self) -> int:
        return sum(span.minutes for span in self.contacts)

    @property
    def entry_minutes(self) -> int:
        return sum(entry.minutes for entry in self.entries)

    @property
    def minutes(self) -> int:
        return self.contact_minutes + self.entry_minutes


@dataclass(frozen=True, slots=True)
class Worked:
    """Everything one peer supporter worked: stretches with a start, and entries of which only the day is known."""

    contacts: tuple[Span, ...] = ()
    entries: tuple[Entry, ...] = ()


def list_worked(actor: Actor, start: date, end: date) -> tuple[WorkedDay, ...]:
    """The actor's own days from `start` to `end`, both included, that have any work in them. Two statements."""
    grant_for(actor, "work.day.see")
    own = list_worked_by_peer(actor, end, since=start, peer_id=actor.engagement_id)
    worked = own.get(actor.engagement_id, Worked())
    contacts, entries = defaultdict[date, list[Span]](list), defaultdict[date, list[Entry]](list)
    for span in worked.contacts:
        for day, piece in span.by_local_day(actor.zone):
            contacts[day].append(piece)
    for entry in worked.entries:
        entries[entry.on].append(entry)
    days = sorted(day for day in contacts.keys() | entries.keys() if start <= day <= end)
    return tuple(WorkedDay(day, tuple(contacts[day]), tuple(entries[day])) for day in days)


def list_worked_by_peer(
    actor: Actor,
    until: date,
    *,
    since: date | None = None,
    peer_id: UUID | None = None,
    whole: Collection[UUID] = (),
    permission: str | None = None,
) -> dict[UUID, Worked]:
    """The whole worked time of everybody the actor answers for (or of one), until a day. Two statements, whatever the number.

    Contacts are looked for from a day before `since`, so that one over midnight is whole; of the peer supporters in `whole` from the
    beginning. `permission`: a room above asks for a reason of its own.
    """
    spans = list_contact_spans(
        actor,
        until,
        start=_midnight(since - timedelta(days=1), actor.zone) if since else None,
        end=_midnight(until + timedelta(days=1), actor.zone),
        peer_id=peer_id,
        whole=whole,
        permission=permission or "support.contact_time.see",
    )
    entries = _entries(actor, until, since, peer_id, whole, permission or "work.worked.see")
    return {peer: Worked(union(spans.get(peer, ())), tuple(entries.get(peer, ()))) for peer in {*spans, *entries}}


def _entries(
    actor: Actor, until: date, since: date | None, peer_id: UUID | None, whole: Collection[UUID], permission: str
) -> dict[UUID, list[Entry]]:
    rows = visible(WorkEntry, actor, permission, until).filter(on__lte=until, taken_back_at__isnull=True)
    if since is not None:
        rows = rows.filter(Q(on__gte=since) | Q(peer_id__in=whole) if whole else Q(on__gte=since))
    if peer_id is not None:
        rows = rows.filter(peer_id=peer_id)
    found: dict[UUID, list[Entry]] = defaultdict(list)
    for peer, entry_id, on, activity, minutes in rows.order_by("on", "id").values_list(
        "peer_id", "id", "on", "activity", "minutes"
    ):
        found[peer].append(Entry(entry_id, on, Activity(activity), minutes))
    return found


def _midnight(day: date, zone: str) -> Instant:
    return from_local(day, time(0), zone)
