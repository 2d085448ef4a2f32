"""One service at one place: what is written down about it, and what cannot be taken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any
from uuid import UUID

from cairn.directory.domain.hours import Opening
from cairn.directory.domain.settings import Setting

LENGTHS = {
    "organization_name": 160, "service_name": 160, "description": 2000, "eligibility": 500, "cost": 300,
    "languages": 200, "web": 300, "street": 160, "city": 80, "state": 40, "zip_code": 10,
}  # fmt: skip
MOST_PHONES, MOST_OPENINGS = 8, 40
PHONE = re.compile(r"(\+?[0-9(][0-9 ().\-/]{1,28}[0-9])(?:[\s,:]+(.*))?$")
PHONE_NOTE_LENGTH = 120
ZIP = re.compile(r"\d{5}(-\d{4})?$")
WEB = re.compile(r"https?://[^\s/@:<>\"']+\.[^\s<>\"']+$")


class Kind(StrEnum):
    """What sort of help it is."""

    DROP_IN = "drop_in"
    WARMLINE = "warmline"
    MUTUAL_AID = "mutual_aid"
    HOUSING = "housing"
    FOOD = "food"
    TREATMENT = "treatment"
    LEGAL = "legal"
    WORK = "work"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"drop_in": "Drop-in center", "mutual_aid": "Mutual aid"}.get(self.value, self.value.capitalize())


class Capacity(StrEnum):
    """Whether there is room. Not known is a word of its own, never taken for yes."""

    OPEN = "open"
    WAITING_LIST = "waiting_list"
    FULL = "full"
    NOT_KNOWN = "not_known"

    @property
    def label(self) -> str:
        return {"open": "Has room", "waiting_list": "Waiting list", "full": "Full", "not_known": "Not known"}[self]


@dataclass(frozen=True, slots=True)
class Phone:
    number: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What people need to get there. It tells of nobody who goes there."""

    organization_name: str
    service_name: str
    kind: Kind
    description: str = ""
    eligibility: str = ""
    cost: str = ""
    languages: str = ""
    phones: tuple[Phone, ...] = ()
    web: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    zip_code: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    hours: tuple[Opening, ...] = ()
    setting: Setting = Setting.NOT_SAID

    @property
    def point(self) -> tuple[Decimal, Decimal] | None:
        """Latitude and longitude in degrees, when both are known."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def address(self) -> str:
        """On one line, as on an envelope."""
        region = " ".join(filter(None, (self.state, self.zip_code)))
        return ", ".join(filter(None, (self.street, self.city, region)))


@dataclass(frozen=True, slots=True)
class Record:
    """An entry as a file carries it: with the id that both sides know it by, and what was said about it when."""

    outside_id: UUID
    entry: Entry
    capacity: Capacity = Capacity.NOT_KNOWN
    capacity_said_on: date | None = None
    confirmed_on: date | None = None
    other_ids: tuple[UUID, ...] = ()  # of entries that somebody found to be the same place
    left_out: tuple[str, ...] = ()  # what the file says and this house cannot hold


def find_problems(entry: Entry) -> dict[str, str]:
    """What cannot be taken, by field, in words that say what to do."""
    problems = {
        field: f"Use at most {longest} characters; now it is {len(getattr(entry, field))}."
        for field, longest in LENGTHS.items()
        if len(getattr(entry, field)) > longest
    }
    if not entry.organization_name:
        problems["organization_name"] = "Write who runs it."
    if not entry.service_name:
        problems["service_name"] = "Write what people call the service."
    if entry.zip_code and not ZIP.match(entry.zip_code):
        problems["zip_code"] = "Write the ZIP as five digits, for example 59601."
    if entry.web and not WEB.match(entry.web):
        problems["web"] = "Write the whole address, beginning with https://"
    if len(entry.phones) > MOST_PHONES:
        problems["phones"] = f"Keep at most {MOST_PHONES} numbers: those that are answered."
    elif not all(is_phone(one) for one in entry.phones):
        problems["phones"] = "One line is no phone number. Write the number first, then what it is for, in short."
    if len(entry.hours) > MOST_OPENINGS:
        problems["hours"] = f"Keep at most {MOST_OPENINGS} lines of hours."
    if any(one.valid_from and one.valid_to and one.valid_to < one.valid_from for one in entry.hours):
        problems["hours"] = "One line ends before it begins. Put the earlier day first."
    if (entry.latitude is None) != (entry.longitude is None):
        problems["latitude"] = "Give latitude and longitude both, or neither."
    for field, value, most in (("latitude", entry.latitude, 90), ("longitude", entry.longitude, 180)):
        if value is not None and abs(value) > most:
            problems[field] = f"It lies between -{most} and {most}."
    return problems


def is_phone(phone: Phone) -> bool:
    """Whether the number can be called and what it is for is short."""
    match = PHONE.match(phone.number)
    return match is not None and match[2] is None and len(phone.note) <= PHONE_NOTE_LENGTH


def read_degrees(text: str) -> Decimal | None:
    """A coordinate with six decimals, which is about the width of a door; raises ValueError."""
    if not text.strip():
        return None
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        raise ValueError("Write it in degrees, for example 46.589100.") from None
    if not value.is_finite() or abs(value) > 180:
        raise ValueError("Write it in degrees, for example 46.589100.")
    return value.quantize(Decimal("0.000001"))


def read_phones(text: str) -> tuple[Phone, ...]:
    """One line each: the number, then what it is for; raises ValueError."""
    found = []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = PHONE.match(line)
        if match is None or len(match[2] or "") > PHONE_NOTE_LENGTH:
            raise ValueError(f"“{line[:40]}” cannot be read. Write the number first, then what it is for, in short.")
        found.append(Phone(match[1].strip(), (match[2] or "").strip()))
    return tuple(found)


def show_phones(phones: Sequence[Phone]) -> str:
    return "\n".join(f"{one.number}, {one.note}" if one.note else one.number for one in phones)


def phones_as_json(phones: Sequence[Phone]) -> list[dict[str, str]]:
    return [{"number": one.number, "note": one.note} for one in phones]


def phones_from_json(rows: Sequence[Mapping[str, Any]]) -> tuple[Phone, ...]:
    return tuple(Phone(row["number"], row["note"]) for row in rows)


def changed_fields(before: Entry, after: Entry) -> tuple[str, ...]:
    """The names of the fields that differ, in order."""
    names = Entry.__dataclass_fields__
    return tuple(name for name in names if getattr(before, name) != getattr(after, name))
