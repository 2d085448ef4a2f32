"""Whom to call nearby when somebody is in danger, or needs to talk: crisis teams, crisis houses and warmlines of the program's own list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from cairn.directory import policy
from cairn.directory.domain.entries import Kind
from cairn.directory.domain.freshness import Freshness, how_fresh
from cairn.directory.domain.hours import Standing, standing
from cairn.directory.domain.settings import Setting
from cairn.directory.models import Listing
from cairn.directory.queries.listings import entry_of, find_start
from cairn.directory.queries.terms import terms_on
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.platform.distances import Point, miles_between
from cairn.privacy.policy import may, visible

SHOWN, LINES_SHOWN = 3, 1  # more numbers than one can try do not help
READ = 500  # far more than any list holds: the nearest must not be missed for its name
ORDER = (Standing.OPEN, Standing.UNKNOWN, Standing.CLOSED)
CRISIS = Q(setting=Setting.CRISIS.value)
LINE = Q(kind=Kind.WARMLINE.value)


@dataclass(frozen=True, slots=True)
class CrisisPlace:
    """One number nearby. `is_old`: nobody checked it for long, so it may ring in vain. `miles`: None where a place is not known."""

    name: str
    runs_it: str
    number: str
    note: str
    standing: Standing
    is_old: bool
    miles: float | None = None
    is_line: bool = False  # a warmline: for talking, not for danger

    @property
    def dial(self) -> str:
        """What a telephone dials."""
        return re.sub(r"[^0-9+]", "", self.number)


@dataclass(frozen=True, slots=True)
class Nearby:
    """Numbers to call, the ones to try first first. `is_zip_known`: the ZIP that was asked for has a place."""

    crisis: tuple[CrisisPlace, ...] = ()
    lines: tuple[CrisisPlace, ...] = ()
    is_zip_known: bool = False


def list_crisis_places(actor: Actor, now: Instant) -> tuple[CrisisPlace, ...]:
    """At most three with a number: those open now first, then those checked lately. One statement; none for who may not."""
    return list_numbers_nearby(actor, now).crisis


def list_numbers_nearby(actor: Actor, now: Instant, zip_code: str = "") -> Nearby:
    """Crisis teams and a warmline: open ones first, then checked lately, then the nearest. One statement, with a ZIP two."""
    if not may(actor, policy.SEE_CRISIS):
        return Nearby()
    on = local_date(now, actor.zone)
    rows = visible(Listing, actor, policy.SEE_CRISIS, on).filter(ended_at__isnull=True)
    start = find_start(rows, zip_code, actor.place)
    found = sorted(_numbers(rows, actor, now, on, start), key=_order)
    crisis, lines = ([one for one in found if one.is_line is is_line] for is_line in (False, True))
    return Nearby(tuple(crisis[:SHOWN]), tuple(lines[:LINES_SHOWN]), start is not None)


def _numbers(
    rows: QuerySet[Listing], actor: Actor, now: Instant, on: date, start: Point | None
) -> Iterator[CrisisPlace]:
    terms, at = terms_on(on, actor.place), now.astimezone(ZoneInfo(actor.zone)).replace(tzinfo=None)
    for row in rows.filter(CRISIS | LINE).order_by("service_name", "id")[:READ]:
        entry = entry_of(row)
        if entry.phones:
            first = entry.phones[0]
            yield CrisisPlace(
                entry.service_name,
                entry.organization_name,
                first.number,
                first.note,
                standing(entry.hours, at),
                how_fresh(row.confirmed_on, on, terms) is Freshness.OLD,
                miles_between(start, entry.point) if start and entry.point else None,
                entry.setting is not Setting.CRISIS,
            )


def _order(one: CrisisPlace) -> tuple[int, bool, bool, float]:
    """A closed door is farther than the next town. Those that stand alike stay by name."""
    return (ORDER.index(one.standing), one.is_old, one.miles is None, one.miles or 0.0)
