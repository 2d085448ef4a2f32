"""What the day sheets have to show in the demo: confirmed days and one that changed since, miles, a wrong entry, a week too full."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from cairn.front.demo.people import House
from cairn.front.demo.rows import Rows, moment
from cairn.kernel.instants import Instant, Span
from cairn.support.models import Encounter
from cairn.work.domain.worked import union
from cairn.work.models import DayConfirmation, Trip, WorkEntry

DAYS = 30
EVENING = 18 * 60
PURPOSES = (("meeting_people", 6), ("between_sites", 2), ("outreach", 2), ("supervision", 1))


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows. Houses by key: `high_divide`, `board`, `training_body`."""
    house, rows = houses["high_divide"], Rows()
    for name in ("Ana", "Cleo", "Teo"):
        _miles(house, rows, name)
    _wrong_entry(house, rows)
    _full_week(house, rows, "Marty")
    count = rows.write()
    for name in ("Ana", "Cleo"):
        _confirm(house, rows, name)
    return count + rows.write()


def _workdays(house: House, days: int) -> list[date]:
    return [day for back in range(days, 0, -1) if (day := house.ago(back)).weekday() < 5]


def _miles(house: House, rows: Rows, name: str) -> None:
    for day in _workdays(house, DAYS):
        if house.seeded.chance(55):
            rows.add(
                Trip(
                    id=house.seeded.new_id(),
                    organization_id=house.organization_id,
                    peer=house.staff[name],
                    on=day,
                    purpose=house.seeded.weighted(PURPOSES),
                    miles=house.seeded.between(6, 64),
                    recorded_at=moment(day, EVENING),
                )
            )


def _entry(house: House, rows: Rows, name: str, day: date, activity: str, minutes: int) -> WorkEntry:
    peer = house.staff[name]
    row: WorkEntry = rows.add(
        WorkEntry(
            id=house.seeded.new_id(),
            organization_id=house.organization_id,
            peer=peer,
            on=day,
            activity=activity,
            minutes=minutes,
            recorded_at=moment(day, EVENING),
            recorded_by_id=peer.id,
        )
    )
    return row


def _wrong_entry(house: House, rows: Rows) -> None:
    """Ana's slip of the finger yesterday, set right at once."""
    day = house.ago(1)
    wrong = _entry(house, rows, "Ana", day, "meeting", 600)
    wrong.taken_back_at, wrong.taken_back_by_id = moment(day, EVENING + 4), wrong.peer_id
    wrong.taken_back_because = "length"
    _entry(house, rows, "Ana", day, "meeting", 60)


def _full_week(house: House, rows: Rows, name: str) -> None:
    for day in _workdays(house, 7):
        _entry(house, rows, name, day, "outreach", 210)


def _confirm(house: House, rows: Rows, name: str) -> None:
    """Every day with work but the last one; what stood on it then. On one of them a contact was written up later."""
    peer = house.staff[name]
    since, until = house.ago(DAYS), house.ago(1)
    spans: dict[date, list[Span]] = defaultdict(list)
    minutes: dict[date, int] = defaultdict(int)
    miles: dict[date, int] = defaultdict(int)
    met = Encounter.objects.filter(peer=peer, started_on__gte=since, started_on__lt=until, in_error_at__isnull=True)
    for on, start, end in met.values_list("started_on", "started_at", "ended_at"):
        spans[on].append(Span(Instant(start), Instant(end)))
    entries = WorkEntry.objects.filter(peer=peer, on__gte=since, on__lt=until, taken_back_at__isnull=True)
    for on, worked in entries.values_list("on", "minutes"):
        minutes[on] += worked
    for on, driven in Trip.objects.filter(peer=peer, on__gte=since, on__lt=until).values_list("on", "miles"):
        miles[on] += driven
    days = sorted({*spans, *minutes})
    for on in days:
        contact = sum(span.minutes for span in union(spans[on]))
        later = 30 if on == days[-1] and contact >= 30 else 0
        rows.add(
            DayConfirmation(
                id=house.seeded.new_id(),
                organization_id=house.organization_id,
                peer=peer,
                on=on,
                worked_minutes=contact + minutes[on] - later,
                contact_minutes=contact - later,
                miles=miles[on],
                confirmed_at=moment(on + timedelta(days=1), 7 * 60),
            )
        )
