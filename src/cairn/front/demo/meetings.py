"""Ana's calendar: a weekly walk, an hour that two share, a wish for another time; a rhythm, some messages, one choice about reminders."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from cairn.front.demo.history import Rows, moment
from cairn.front.demo.people import ZONE, House
from cairn.meetings.models import (
    AnsweringHours,
    Appointment,
    CheckInAgreement,
    Message,
    Occurrence,
    ReminderChoice,
)
from cairn.support.models import Relationship

MORNING, AFTERNOON = 9 * 60 + 30, 16 * 60
WRITTEN = (  # days ago, minute of the day, from the person, words
    (6, 19 * 60, True, "Can we do the library again next time? I liked it there."),
    (5, MORNING, False, "Yes, gladly. I keep the table by the window."),
    (1, 20 * 60 + 10, True, "I got the birth certificate!! Bringing it along."),
)


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    pairs = Relationship.objects.filter(peer=house.staff["Ana"], ended_on__isnull=True).select_related("client")
    by_name = {pair.client.name: pair for pair in pairs}
    _appointments(house, rows, by_name)
    _between(house, rows, by_name)
    return rows.write()


def _appointments(house: House, rows: Rows, pairs: dict[str, Relationship]) -> None:
    weekly = _appoint(
        house, rows, pairs["Gil"], house.ago(28), time(10), repeats="weekly", words="Library, by the window"
    )
    _happened(house, rows, weekly, house.ago(21), "met")
    _happened(house, rows, weekly, house.ago(14), "not_met")
    _happened(house, rows, weekly, house.ago(7), "met")
    lena = _appoint(house, rows, pairs["Lena"], house.today, time(14), words="Her place", where="home")
    _happened(house, rows, lena, house.today, "planned", wish="Could we make it after four? My shift moved.")
    _appoint(house, rows, pairs["June"], house.ago(-1), time(11), words="Walk along the river")
    others = [pair for name, pair in sorted(pairs.items()) if name not in ("Gil", "Lena", "June")]
    for n, pair in enumerate(others[:4]):
        _appoint(
            house, rows, pair, house.ago(2 - n), time(13 + n % 3, 30), minutes=45, where="office", repeats="two_weekly"
        )
    if others:
        _appoint(house, rows, others[0], house.ago(-1), time(11, 30), where="phone", minutes=30)


def _between(house: House, rows: Rows, pairs: dict[str, Relationship]) -> None:
    ana, gil = house.staff["Ana"], pairs["Gil"]
    for days_ago, minute, from_client, words in WRITTEN:
        sent_at = moment(house.ago(days_ago), minute)
        read_at = moment(house.ago(days_ago - 1), MORNING) if days_ago > 1 else None
        content = {"from_client": from_client, "words": words, "sent_at": sent_at, "read_at": read_at}
        rows.add(Message(relationship=gil, **content, **_own(house)))
    for name, days, way in (("Gil", 7, "call"), ("Lena", 14, "text"), ("June", 3, "visit")):
        agreed = house.ago(30)
        by = {"agreed_on": agreed, "recorded_at": moment(agreed, AFTERNOON), "recorded_by_id": ana.id}
        rows.add(CheckInAgreement(relationship=pairs[name], every_days=days, way=way, **by, **_own(house)))
    hours = {"weekdays": "12345", "opens": time(9), "closes": time(17), "changed_at": moment(house.ago(60), MORNING)}
    rows.add(AnsweringHours(peer=ana, **hours, **_own(house)))
    chosen = {"how": "email", "address": "gil@example.org", "wording": "day", "lead": "evening", "language": "en"}
    by = {"chosen_at": moment(house.ago(28), AFTERNOON), "written_by_id": ana.id}
    rows.add(ReminderChoice(client=gil.client, **chosen, **by, **_own(house)))


def _appoint(
    house: House, rows: Rows, pair: Relationship, starts_on: date, at: time, *, words: str = "", **more: Any
) -> Appointment:
    content = {"repeats": "once", "minutes": 60, "where": "community", "where_words": words, **more}
    made_at, ends_on = moment(house.ago(35), AFTERNOON), starts_on if content["repeats"] == "once" else None
    when = {"starts_on": starts_on, "ends_on": ends_on, "at": at, "zone": ZONE}
    by = {"made_at": made_at, "changed_at": made_at, "made_by_id": house.staff["Ana"].id}
    made: Appointment = rows.add(Appointment(relationship=pair, **when, **content, **by, **_own(house)))
    return made


def _happened(house: House, rows: Rows, of: Appointment, day: date, state: str, **more: Any) -> None:
    at = moment(min(day, house.ago(1)), AFTERNOON)
    by = {"changed_at": at, "changed_by_id": house.staff["Ana"].id}
    rows.add(Occurrence(appointment=of, day=day, version=1, state=state, **more, **by, **_own(house)))


def _own(house: House) -> dict[str, Any]:
    return {"id": house.seeded.new_id(), "organization_id": house.organization_id}
