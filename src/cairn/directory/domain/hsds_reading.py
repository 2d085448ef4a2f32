"""Entries out of the tables of HSDS, whoever wrote them: what cannot be held is said, and what does not fit together is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.directory.domain.entries import ZIP, Capacity, Entry, Kind, Record
from cairn.directory.domain.hsds import OTHER_ID, Row, Tables, term_id
from cairn.directory.domain.hsds_cells import (
    Refused,
    day_of,
    degrees_of,
    id_of,
    openings_of,
    phones_of,
    said_in,
    words_of,
)
from cairn.directory.domain.settings import Setting

KINDS = {term_id("kind", kind.value): kind for kind in Kind}
CAPACITIES = {term_id("capacity", capacity.value): capacity for capacity in Capacity}
SETTINGS = {term_id("setting", setting.value): setting for setting in Setting if setting is not Setting.NOT_SAID}
SAME_PLACE = term_id("same_place", OTHER_ID)
MOST_OTHER_IDS = 50
GONE = ("inactive", "defunct", "temporarily closed")  # nobody is sent there


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry of a file that cannot be taken, and why."""

    name: str
    why: str


def read_tables(tables: Tables) -> list[Record | Unread]:
    """One for each service_at_location, and for each service that stands at none. Nothing of the file is passed over in silence."""
    book = _Book(tables)
    pairs: list[tuple[Row | None, Row]] = []
    out: list[Record | Unread] = []
    placed = set()
    for place in tables.get("service_at_location", []):
        service = book.services.get(place["service_id"])
        if service is None:
            out.append(Unread(place["id"][:40] or "(no id)", "It names a service that is not in the file."))
            continue
        placed.add(service["id"])
        pairs.append((place, service))
    pairs += [(None, service) for service in tables.get("services", []) if service["id"] not in placed]
    seen: set[UUID] = set()
    for at, service in pairs:
        try:
            record = book.record(at, service)
            if record.outside_id in seen:
                raise Refused("Its id stands in the file twice.")
            seen.add(record.outside_id)
            out.append(record)
        except Refused as error:
            out.append(Unread(service["name"][:160] or "(no name)", str(error)))
    return out


class _Book:
    """The tables, found by id and by what they belong to."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.services, self.locations, self.organizations = (
            {row["id"]: row for row in tables.get(name, []) if row["id"]}
            for name in ("services", "locations", "organizations")
        )
        self.terms = {row["id"]: row for row in tables.get("taxonomy_terms", [])}
        self.belonging: dict[tuple[str, str, str], list[Row]] = {}
        for table in ("phones", "schedules", "languages", "addresses", "attributes"):
            for row in tables.get(table, []):
                for column in ("service_at_location_id", "service_id", "location_id", "organization_id", "link_id"):
                    if row.get(column):
                        self.belonging.setdefault((table, column, row[column]), []).append(row)

    def record(self, at: Row | None, service: Row) -> Record:
        location = self.locations.get(at["location_id"]) if at and at["location_id"] else None
        if at and at["location_id"] and location is None:
            raise Refused("It names a location that is not in the file.")
        if service["status"].strip().lower() in GONE:
            raise Refused(f"The file itself says that it is {service['status'].strip().lower()}.")
        organization = self.organizations.get(service["organization_id"])
        if organization is None:
            raise Refused("It names an organization that is not in the file.")
        ids = (at["id"] if at else "", service["id"], location["id"] if location else "", organization["id"])
        left: list[str] = []
        kind, capacity, said_on = self._terms(ids, left)
        setting, others = self._setting(ids), self._other_ids(ids, left)
        if service["alert"].strip():
            left.append(f"Its alert is not kept: “{service['alert'].strip()[:200]}”.")
        entry = Entry(
            organization_name=organization["name"].strip(),
            service_name=service["name"].strip(),
            kind=kind,
            description=words_of(service["description"]),
            eligibility=words_of(service["eligibility_description"]),
            cost=words_of(service["fees_description"]),
            languages=", ".join(
                name
                for row in self._of("languages", ids)
                if (name := (row["name"] or row["code"]).replace(",", " ").strip())
            ),
            phones=phones_of(self._of("phones", ids), left),
            web=service["url"].strip(),
            hours=openings_of(self._of("schedules", ids), left),
            setting=setting,
            **self._place(location, ids, left),  # type: ignore[arg-type]
        )
        own = at["id"] if at else service["id"]
        confirmed_on = day_of(service["assured_date"], "The day when it was last confirmed")
        return Record(id_of(own), entry, capacity, said_on, confirmed_on, others, tuple(left))

    def _of(self, table: str, ids: Sequence[str]) -> list[Row]:
        """What belongs to the nearest: to this service at this place, else to the service, the place, the organization."""
        columns = ("service_at_location_id", "service_id", "location_id", "organization_id")
        for column, key in zip(columns, ids, strict=True):
            found = self.belonging.get((table, column, key), []) if key else []
            if found:
                return found
        return []

    def _attributes(self, ids: Sequence[str]) -> list[Row]:
        """Of the service at its place, and of the service."""
        return [row for key in ids[:2] if key for row in self.belonging.get(("attributes", "link_id", key), [])]

    def _setting(self, ids: Sequence[str]) -> Setting:
        found = (SETTINGS.get(row["taxonomy_term_id"]) for row in self._attributes(ids))
        return next((one for one in found if one is not None), Setting.NOT_SAID)

    def _other_ids(self, ids: Sequence[str], left: list[str]) -> tuple[UUID, ...]:
        found = [
            row["value"] for row in self._attributes(ids) if row["taxonomy_term_id"] == SAME_PLACE and row["value"]
        ]
        others = tuple(sorted({id_of(value) for value in found}))
        if len(others) > MOST_OTHER_IDS:
            left.append(f"Of its other ids only {MOST_OTHER_IDS} are kept.")
        return others[:MOST_OTHER_IDS]

    def _terms(self, ids: Sequence[str], left: list[str]) -> tuple[Kind, Capacity, date | None]:
        kind, capacity, said_on, others = Kind.OTHER, Capacity.NOT_KNOWN, None, []
        for row in self._attributes(ids):
            term = row["taxonomy_term_id"]
            if term in KINDS:
                kind = KINDS[term]
            elif term in CAPACITIES:
                capacity, said_on = CAPACITIES[term], day_of(row["value"], "The day when room was said")
            elif term in self.terms and term not in SETTINGS and term != SAME_PLACE:
                others.append(self.terms[term]["name"])
        if others:
            left.append(f"Its terms are not ours: {', '.join(others)[:200]}. Choose the kind of help by hand.")
        return kind, capacity, said_on

    def _place(self, location: Row | None, ids: Sequence[str], left: list[str]) -> Mapping[str, object]:
        if location is None:
            return {}
        degrees = degrees_of(location, left)
        found = self.belonging.get(("addresses", "location_id", ids[2]), [])
        physical = [row for row in found if row["address_type"] != "postal"] or found
        if len(physical) > 1:
            left.append("It has several addresses; the first is taken.")
        if not physical:
            return degrees
        row = physical[0]
        street = ", ".join(filter(None, (said_in(row["address_1"]), row["address_2"].strip())))
        zip_code = said_in(row["postal_code"])
        if zip_code and not ZIP.match(zip_code):
            left.append(f"Its postal code “{zip_code[:20]}” is no ZIP; left out.")
            zip_code = ""
        city, state = said_in(row["city"]), said_in(row["state_province"])
        return {**degrees, "street": street, "city": city, "state": state, "zip_code": zip_code}
