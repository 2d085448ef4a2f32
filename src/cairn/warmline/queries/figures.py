"""How many called, month by month, for the manager. Never who."""

from __future__ import annotations

from datetime import date, time

from cairn.kernel.actors import Actor
from cairn.kernel.instants import as_instant, from_local, local_date, months_after
from cairn.privacy.policy import visible
from cairn.warmline import policy
from cairn.warmline.domain.counts import CallCount, Month, by_month
from cairn.warmline.domain.kinds import Came, Topic
from cairn.warmline.models import Call

MONTHS_BACK = 12


def list_months(actor: Actor, on: date) -> tuple[Month, ...]:
    """The last twelve months and this one, newest first. One statement."""
    since = from_local(months_after(on.replace(day=1), -MONTHS_BACK), time(0), actor.zone)
    rows = visible(Call, actor, policy.COUNT, on).filter(taken_back_at__isnull=True, started_at__gte=since)
    return by_month(
        CallCount(
            local_date(as_instant(at), actor.zone),
            minutes,
            Came(came),
            frozenset(Topic(code) for code in topics.split(",")),
            hand_off is not None,
        )
        for at, minutes, came, topics, hand_off in rows.values_list(
            "started_at", "minutes", "came", "topics", "hand_off_id"
        )
    )
