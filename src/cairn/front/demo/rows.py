"""Rows of the story waiting to be written together, and the pairs that it follows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model

from cairn.front.demo.people import ZONE
from cairn.identity.models import Engagement
from cairn.kernel.instants import Instant, as_instant
from cairn.support.models import Client, Relationship

HISTORY_DAYS = 182


@dataclass
class Rows:
    """Rows waiting to be written together, in the order in which they refer to each other."""

    waiting: dict[type[Model], list[Any]] = field(default_factory=dict)

    def add(self, row: Model) -> Any:
        self.waiting.setdefault(type(row), []).append(row)
        return row

    def write(self) -> int:
        count = 0
        for model, rows in self.waiting.items():
            model._default_manager.bulk_create(rows, batch_size=200)
            count += len(rows)
        self.waiting.clear()
        return count


@dataclass
class Pair:
    """A client with a peer supporter, as the story follows them."""

    client: Client
    relationship: Relationship
    peer: Engagement
    since: date
    every_days: int


def moment(day: date, minute_of_day: int) -> Instant:
    at = datetime.combine(day, time(minute_of_day // 60, minute_of_day % 60), tzinfo=ZoneInfo(ZONE))
    return as_instant(at)
