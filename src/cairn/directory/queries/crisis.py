"""Whom to call nearby when somebody is in danger: the crisis teams and crisis houses of the program's own list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cairn.directory import policy
from cairn.directory.domain.freshness import Freshness, how_fresh
from cairn.directory.domain.hours import Standing, standing
from cairn.directory.domain.settings import Setting
from cairn.directory.models import Listing
from cairn.directory.queries.listings import entry_of
from cairn.directory.queries.terms import terms_on
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.privacy.policy import may, visible

SHOWN, READ = 3, 500  # more numbers than one can try do not help; read are those of a whole state
ORDER = (Standing.OPEN, Standing.UNKNOWN, Standing.CLOSED)


@dataclass(frozen=True, slots=True)
class CrisisPlace:
    """One number nearby. `is_old`: nobody checked it for long, so it may ring in vain."""

    name: str
    runs_it: str
    number: str
    note: str
    standing: Standing
    is_old: bool

    @property
    def dial(self) -> str:
        """What a telephone dials."""
        return re.sub(r"[^0-9+]", "", self.number)


def list_crisis_places(actor: Actor, now: Instant) -> tuple[CrisisPlace, ...]:
    """At most three with a number: those open now first, then those checked lately. One statement; none for who may not."""
    if not may(actor, policy.SEE_CRISIS):
        return ()
    on, at = local_date(now, actor.zone), now.astimezone(ZoneInfo(actor.zone)).replace(tzinfo=None)
    terms = terms_on(on, actor.place)
    rows = visible(Listing, actor, policy.SEE_CRISIS, on).filter(setting=Setting.CRISIS.value, ended_at__isnull=True)
    found = []
    for row in rows.order_by("service_name", "id")[:READ]:
        entry = entry_of(row)
        if entry.phones:
            is_old = how_fresh(row.confirmed_on, on, terms) is Freshness.OLD
            first, stands = entry.phones[0], standing(entry.hours, at)
            found.append(
                CrisisPlace(entry.service_name, entry.organization_name, first.number, first.note, stands, is_old)
            )
    return tuple(sorted(found, key=lambda one: (ORDER.index(one.standing), one.is_old))[:SHOWN])
