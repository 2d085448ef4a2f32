"""Single cells of HSDS as this house holds them: hours, phones, days, ids. What cannot be held is said; what misleads is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from uuid import UUID

from cairn.directory.domain.entries import PHONE_NOTE_LENGTH, Phone, is_phone, read_degrees
from cairn.directory.domain.hours import DAYS, LAST_MINUTE, Opening
from cairn.directory.domain.hsds import UNSAID, Row, made_id

CLOCK = re.compile(r"(\d\d?):(\d\d)(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:?\d\d)?$")
MOST_NORTH = Decimal(90)
ONLY_SOME_WEEKS = ("count", "byweekno", "bymonthday", "byyearday")


class Refused(Exception):
    """This entry, not the file."""


def openings_of(rows: Sequence[Row], left: list[str]) -> tuple[Opening, ...]:
    """Hours that are the same every week. Every other week, some weeks of a year or days of a month are said and left out."""
    found = []
    for row in rows:
        days = [day for day in row["byday"].upper().replace(" ", "").split(",") if day]
        is_weekly = row["freq"].upper() in ("", "WEEKLY") and row["interval"].removesuffix(".0") in ("", "1")
        is_weekly = is_weekly and not any(row[name] for name in ONLY_SOME_WEEKS)
        if not is_weekly or not days or not set(days) <= set(DAYS) or not row["opens_at"]:
            left.append(f"Hours that are not the same every week were left out. {row['description'][:120]}".strip())
            continue
        ends = (day_of(text, "A day of its hours") for text in (row["valid_from"], row["valid_to"] or row["until"]))
        in_order = tuple(day for day in DAYS if day in days)
        opens, closes = _clock(row["opens_at"]), _clock(row["closes_at"])
        found.append(Opening(in_order, opens, closes if closes > time(0) else LAST_MINUTE, *ends))
    return tuple(found)


def _clock(text: str) -> time:
    """The reading of the clock on the wall there. A time in UTC is refused: it would be another hour half of the year."""
    match = CLOCK.match(text.strip())
    if match is None or (int(match[1]), int(match[2])) > (24, 0) or int(match[2]) > 59:
        raise Refused(f"“{text[:20]}” is no time of day on the clock of the place.")
    return LAST_MINUTE if match[1] == "24" else time(int(match[1]), int(match[2]))


def degrees_of(location: Row, left: list[str]) -> dict[str, Decimal | None]:
    """Where it lies; a point that is not on earth is left out and said, for the street is still right."""
    try:
        latitude, longitude = read_degrees(location["latitude"]), read_degrees(location["longitude"])
    except ValueError:
        latitude, longitude = MOST_NORTH + 1, None
    if latitude is None or abs(latitude) <= MOST_NORTH:
        return {"latitude": latitude, "longitude": longitude}
    left.append("Its latitude and longitude are no point on earth; left out.")
    return {}


def said_in(text: str) -> str:
    """A part of an address; what stands there only because the format demands something is nothing."""
    return "" if text.strip() == UNSAID else text.strip()


def phones_of(rows: Sequence[Row], left: list[str]) -> tuple[Phone, ...]:
    """Those that can be called. One that is no number, is left out by itself and said; a long note is cut."""
    found = [_phone(row) for row in rows if row["number"].strip()]
    left.extend(f"“{one.number[:30]}” cannot be kept as a phone number." for one in found if not is_phone(one))
    return tuple(filter(is_phone, found))


def _phone(row: Row) -> Phone:
    extension = f"ext. {row['extension'].strip()}" if row["extension"].strip() else ""
    note = " ".join(filter(None, (extension, " ".join(row["description"].split()))))
    return Phone(
        row["number"].strip(" \"'"), note if len(note) <= PHONE_NOTE_LENGTH else f"{note[: PHONE_NOTE_LENGTH - 1]}…"
    )


def words_of(text: str) -> str:
    """Text with the line ends of this house."""
    return text.replace("\r\n", "\n").strip()


def day_of(text: str, what: str) -> date | None:
    """A day, or None where nothing stands; raises Refused."""
    try:
        return date.fromisoformat(text.strip()[:10]) if text.strip() else None
    except ValueError:
        raise Refused(f"{what} is no day: “{text[:20]}”.") from None


def id_of(text: str) -> UUID:
    """Older files have ids of other shapes; such a one is made into an id that stays the same."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(made_id("outside", text))
