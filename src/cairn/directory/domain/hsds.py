"""The tables of HSDS (Open Referral, 3.x) that this house fills and reads, and an entry as rows of them.

A listing is a service_at_location; its service, location and organization carry ids that are made from what they are, so that the
same directory gives the same file each time. What HSDS has no column for (kind of help, setting, whether there is room, ids of doubles)
goes as attributes with terms of our own taxonomy.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from cairn.directory.domain.entries import Capacity, Kind, Record
from cairn.directory.domain.settings import Setting

Row = dict[str, str]
Tables = dict[str, list[Row]]
SPACE = UUID("5f7b1c52-2f0e-5d0c-9a39-6f1f6d3f5b10")
OTHER_ID = "other_id"
UNSAID = "(not said)"  # for a part of an address that HSDS demands and nobody wrote down
TAXONOMIES = {
    "kind": "Kinds of places that help (Cairn)",
    "capacity": "Whether there is room (Cairn)",
    "setting": "Settings (Cairn)",
    "same_place": "Other ids of the same place (Cairn)",
}
COLUMNS: dict[str, tuple[str, ...]] = {
    "organizations": ("id", "name", "description"),
    "services": (
        "id", "organization_id", "name", "description", "url", "status", "fees_description", "eligibility_description",
        "assured_date", "alert",
    ),
    "locations": ("id", "location_type", "name", "latitude", "longitude"),
    "service_at_location": ("id", "service_id", "location_id"),
    "addresses": (
        "id", "location_id", "address_1", "address_2", "city", "state_province", "postal_code", "country", "address_type",
    ),
    "phones": (
        "id", "service_at_location_id", "service_id", "location_id", "organization_id", "number", "extension", "type",
        "description",
    ),
    "schedules": (
        "id", "service_at_location_id", "service_id", "location_id", "valid_from", "valid_to", "timezone", "until",
        "count", "wkst", "freq", "interval", "byday", "byweekno", "bymonthday", "byyearday", "description", "opens_at", "closes_at",
    ),
    "languages": ("id", "service_id", "name", "code"),
    "taxonomies": ("id", "name", "description"),
    "taxonomy_terms": ("id", "code", "name", "description", "taxonomy", "taxonomy_id"),
    "attributes": ("id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value"),
}  # fmt: skip


TERMS: dict[str, tuple[tuple[str, str], ...]] = {
    "kind": tuple((term.value, term.label) for term in Kind),
    "capacity": tuple((term.value, term.label) for term in Capacity),
    "setting": tuple((term.value, term.label) for term in Setting if term is not Setting.NOT_SAID),
    "same_place": ((OTHER_ID, "Other id of the same place"),),
}


def made_id(*parts: object) -> str:
    """An id made from what a thing is: the same each time."""
    return str(uuid5(SPACE, "\x1f".join(map(str, parts))))


def hours_from_utc(zone: str, on: date) -> str:
    """How far the clock there stands from UTC at noon of a day, in hours, as HSDS writes it beside each schedule: "-7", "5.5"."""
    offset = datetime.combine(on, time(12), ZoneInfo(zone)).utcoffset() or timedelta(0)
    return f"{Decimal(offset // timedelta(minutes=1)) / 60:f}"


def as_tables(records: Iterable[Record], timezone: str = "") -> Tables:
    """Every table, in the order of `COLUMNS`, with the rows of each record in the order given; `timezone` as `hours_from_utc` says."""
    tables: Tables = {name: [] for name in COLUMNS}
    organizations: set[str] = set()
    for record in records:
        name = record.entry.organization_name
        if name not in organizations:
            organizations.add(name)
            _add(tables, "organizations", id=made_id("organization", name), name=name, description=name)
        _add_record(tables, record, timezone)
    for taxonomy, title in TAXONOMIES.items():
        _add(tables, "taxonomies", id=made_id("taxonomy", taxonomy), name=title, description=title)
        for code, label in TERMS[taxonomy]:
            _add(
                tables, "taxonomy_terms", id=term_id(taxonomy, code), code=code, name=label,
                description=label, taxonomy=title, taxonomy_id=made_id("taxonomy", taxonomy),
            )  # fmt: skip
    return tables


def term_id(taxonomy: str, code: str) -> str:
    return made_id("term", taxonomy, code)


def _add_record(tables: Tables, record: Record, timezone: str) -> None:
    entry, own = record.entry, str(record.outside_id)
    service, location = made_id("service", own), made_id("location", own)
    _add(
        tables, "services", id=service, organization_id=made_id("organization", entry.organization_name), name=entry.service_name,
        description=entry.description, url=entry.web, status="active", fees_description=entry.cost,
        eligibility_description=entry.eligibility,
        assured_date=record.confirmed_on.isoformat() if record.confirmed_on else "",
    )  # fmt: skip
    _add(
        tables, "locations", id=location, location_type="physical" if entry.address else "virtual", name=entry.street,
        latitude=_degrees(entry.latitude), longitude=_degrees(entry.longitude),
    )  # fmt: skip
    _add(tables, "service_at_location", id=own, service_id=service, location_id=location)
    if entry.address:
        _add(
            tables, "addresses", id=made_id("address", own), location_id=location, address_1=entry.street or UNSAID,
            city=entry.city or UNSAID, state_province=entry.state or UNSAID, postal_code=entry.zip_code or UNSAID, country="US",
            address_type="physical",
        )  # fmt: skip
    for n, phone in enumerate(entry.phones):
        _add(
            tables, "phones", id=made_id("phone", own, n), service_at_location_id=own, number=phone.number, type="voice",
            description=phone.note,
        )  # fmt: skip
    for n, one in enumerate(entry.hours):
        _add(
            tables, "schedules", id=made_id("schedule", own, n), service_at_location_id=own, freq="WEEKLY", interval="1", wkst="MO",
            valid_from=one.valid_from.isoformat() if one.valid_from else "",
            valid_to=one.valid_to.isoformat() if one.valid_to else "",
            timezone=timezone, byday=",".join(one.days), opens_at=f"{one.opens:%H:%M:%S}", closes_at=f"{one.closes:%H:%M:%S}",
        )  # fmt: skip
    for n, name in enumerate(filter(None, map(str.strip, entry.languages.split(",")))):
        _add(tables, "languages", id=made_id("language", own, n), service_id=service, name=name)
    _add_attributes(tables, record, own)


def _add_attributes(tables: Tables, record: Record, own: str) -> None:
    """What HSDS has no column for, as terms of our own."""
    entry = record.entry
    _attribute(tables, "kind", own, entry.kind.value, "")
    said = record.capacity_said_on.isoformat() if record.capacity_said_on else ""
    _attribute(tables, "capacity", own, record.capacity.value, said)
    if entry.setting is not Setting.NOT_SAID:
        _attribute(tables, "setting", own, entry.setting.value, "")
    for other in record.other_ids:
        _attribute(tables, "same_place", own, OTHER_ID, str(other), str(other))


def _attribute(tables: Tables, taxonomy: str, own: str, code: str, value: str, *apart: str) -> None:
    _add(
        tables, "attributes", id=made_id("attribute", own, taxonomy, *apart), link_id=own, taxonomy_term_id=term_id(taxonomy, code),
        link_type=taxonomy, link_entity="service_at_location", value=value,
    )  # fmt: skip


def _add(tables: Tables, table: str, **values: str) -> None:
    tables[table].append({column: values.get(column, "") for column in COLUMNS[table]})


def _degrees(value: object) -> str:
    return "" if value is None else str(value)
