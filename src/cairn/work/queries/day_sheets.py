"""One day of the own work, the days before it, and how full the week is. For its owner only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible
from cairn.work.domain.activities import Activity
from cairn.work.domain.corrections import Correction
from cairn.work.domain.loads import WEEK, WEEKS_BEFORE, Load, load_of
from cairn.work.domain.purposes import Purpose
from cairn.work.models import DayConfirmation, Trip, WorkEntry
from cairn.work.queries.worked import WorkedDay, list_worked


@dataclass(frozen=True, slots=True)
class TripRow:
    """Miles of one purpose on one day."""

    id: UUID
    on: date
    purpose: Purpose
    miles: int
    taken_back_because: Correction | None


@dataclass(frozen=True, slots=True)
class TakenBack:
    """An entry that was wrong: it stays, and counts for nothing."""

    id: UUID
    on: date
    activity: Activity
    minutes: int
    because: Correction


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What its owner stood by, and when."""

    on: date
    at: datetime
    worked_minutes: int
    contact_minutes: int
    miles: int

    def is_changed(self, day: WorkedDay, miles: int) -> bool:
        """A contact written up or taken back since makes the day another one."""
        return (self.worked_minutes, self.contact_minutes, self.miles) != (day.minutes, day.contact_minutes, miles)


class Standing(StrEnum):
    """How a day stands with its owner."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    CHANGED = "changed"  # since it was confirmed


@dataclass(frozen=True, slots=True)
class DaySheet:
    """One day, with the week that ends on it."""

    day: WorkedDay
    week: tuple[WorkedDay, ...]  # the days of it that have work or miles or were confirmed
    trips: tuple[TripRow, ...]  # of the day, those taken back too
    taken_back: tuple[TakenBack, ...]  # entries of the day
    confirmed: tuple[Confirmed, ...]  # standing confirmations of the week
    week_miles: Mapping[date, int]  # by day
    month_miles: int
    load: Load

    @property
    def miles(self) -> int:
        return self.miles_of(self.day)

    def miles_of(self, day: WorkedDay) -> int:
        return self.week_miles.get(day.on, 0)

    @property
    def confirmation(self) -> Confirmed | None:
        return self._confirmation_of(self.day.on)

    def standing_of(self, day: WorkedDay) -> Standing:
        """How a day of the week stands with its owner."""
        confirmed = self._confirmation_of(day.on)
        if confirmed is None:
            return Standing.OPEN
        is_changed = confirmed.is_changed(day, self.miles_of(day))
        return Standing.CHANGED if is_changed else Standing.CONFIRMED

    def _confirmation_of(self, on: date) -> Confirmed | None:
        return next((each for each in self.confirmed if each.on == on), None)

    @property
    def week_minutes(self) -> int:
        return sum(day.minutes for day in self.week)

    @property
    def week_contact_minutes(self) -> int:
        return sum(day.contact_minutes for day in self.week)


def get_day_sheet(actor: Actor, on: date) -> DaySheet:
    """Everything about a day of the actor's own. Five statements."""
    days = list_worked(actor, on - timedelta(days=WEEK * (WEEKS_BEFORE + 1) - 1), on)
    first = on - timedelta(days=WEEK - 1)
    trips = _trips(actor, min(first, on.replace(day=1)), on)
    confirmed = _confirmed(actor, first, on)
    miles: Counter[date] = Counter()
    for trip in trips:
        miles[trip.on] += 0 if trip.taken_back_because else trip.miles
    told = {each.on for each in confirmed} | {day for day, driven in miles.items() if driven and day >= first}
    week = {day: WorkedDay(day, (), ()) for day in told} | {day.on: day for day in days if day.on >= first}
    return DaySheet(
        day=week.get(on, WorkedDay(on, (), ())),
        week=tuple(week[day] for day in sorted(week)),
        trips=tuple(trip for trip in trips if trip.on == on),
        taken_back=_taken_back(actor, on),
        confirmed=confirmed,
        week_miles=miles,
        month_miles=sum(driven for day, driven in miles.items() if day.month == on.month),
        load=load_of(
            (span for day in days for span in day.contacts),
            ((entry.on, entry.minutes) for day in days for entry in day.entries),
            on,
            actor.zone,
        ),
    )


def get_entry(actor: Actor, entry_id: UUID, on: date) -> tuple[date, str, int]:
    """The day, activity and minutes of an own entry that still counts; raises NotFound."""
    rows = visible(WorkEntry, actor, "work.entry.record", on).filter(id=entry_id, taken_back_at__isnull=True)
    for day, activity, minutes in rows.values_list("on", "activity", "minutes"):
        return day, Activity(activity).label, minutes
    raise NotFound


def get_trip(actor: Actor, trip_id: UUID, on: date) -> tuple[date, str, int]:
    """The day, purpose and miles of an own trip that still counts; raises NotFound."""
    rows = visible(Trip, actor, "work.trip.record", on).filter(id=trip_id, taken_back_at__isnull=True)
    for day, purpose, miles in rows.values_list("on", "purpose", "miles"):
        return day, Purpose(purpose).label, miles
    raise NotFound


def _trips(actor: Actor, start: date, end: date) -> Sequence[TripRow]:
    rows = visible(Trip, actor, "work.day.see", end).filter(on__gte=start, on__lte=end).order_by("on", "id")
    return [
        TripRow(trip, on, Purpose(purpose), miles, Correction(because) if because else None)
        for trip, on, purpose, miles, because in rows.values_list("id", "on", "purpose", "miles", "taken_back_because")
    ]


def _taken_back(actor: Actor, on: date) -> tuple[TakenBack, ...]:
    rows = visible(WorkEntry, actor, "work.day.see", on).filter(on=on, taken_back_at__isnull=False)
    return tuple(
        TakenBack(entry, on, Activity(activity), minutes, Correction(because))
        for entry, activity, minutes, because in rows.order_by("taken_back_at", "id").values_list(
            "id", "activity", "minutes", "taken_back_because"
        )
    )


def _confirmed(actor: Actor, start: date, end: date) -> tuple[Confirmed, ...]:
    rows = visible(DayConfirmation, actor, "work.day.see", end).filter(
        on__gte=start, on__lte=end, reopened_at__isnull=True
    )
    return tuple(
        Confirmed(*row)
        for row in rows.order_by("on").values_list("on", "confirmed_at", "worked_minutes", "contact_minutes", "miles")
    )
