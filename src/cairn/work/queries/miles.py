"""The miles of a month, for whoever pays them back: by person and purpose, without days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from cairn.kernel.actors import Actor
from cairn.kernel.instants import months_after
from cairn.privacy.policy import visible
from cairn.work import policy  # noqa: F401 - declares who may
from cairn.work.domain.purposes import Purpose
from cairn.work.models import Trip


@dataclass(frozen=True, slots=True)
class MonthMiles:
    """One peer supporter's miles of one month."""

    peer_id: UUID
    name: str
    by_purpose: tuple[tuple[Purpose, int], ...]

    @property
    def miles(self) -> int:
        return sum(miles for _, miles in self.by_purpose)


def list_miles(actor: Actor, month: date) -> tuple[MonthMiles, ...]:
    """Everybody who drove in the month that begins on `month`, by name. One statement."""
    rows = (
        visible(Trip, actor, "work.miles.see", month)
        .filter(on__gte=month, on__lt=months_after(month, 1), taken_back_at__isnull=True)
        .values_list("peer_id", "peer__name", "purpose")
        .annotate(sum=Sum("miles"))
        .order_by("peer__name", "peer_id", "purpose")
    )
    found: dict[tuple[UUID, str], list[tuple[Purpose, int]]] = defaultdict(list)
    for peer, name, purpose, miles in rows:
        found[peer, name].append((Purpose(purpose), miles))
    return tuple(MonthMiles(peer, name, tuple(parts)) for (peer, name), parts in found.items())
