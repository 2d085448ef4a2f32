"""How many came, month by month, for the manager: never who, and nothing where few stand behind a figure."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from cairn.gatherings import policy
from cairn.gatherings.domain.counts import MeetingCount, Month, by_month
from cairn.gatherings.domain.kinds import Kind, State
from cairn.gatherings.models import Meeting
from cairn.kernel.actors import Actor
from cairn.kernel.instants import months_after
from cairn.privacy.policy import visible

MONTHS_BACK = 12


def list_months(actor: Actor, on: date) -> tuple[Month, ...]:
    """The last twelve months and this one, newest first; months in which nothing was held are left out. One statement."""
    since = months_after(on.replace(day=1), -MONTHS_BACK)
    rows = visible(Meeting, actor, policy.COUNT, on).filter(state=State.CLOSED.value, on__gte=since)
    rows = rows.annotate(clients=Count("attendances", filter=Q(attendances__came=True)))
    return by_month(
        MeetingCount(day, kind == Kind.EVENT.value, clients, walk_ins)
        for day, kind, clients, walk_ins in rows.values_list("on", "gathering__kind", "clients", "walk_ins")
    )
