"""HSDS as JSON: services with everything about them inside, as its API answers; and back to tables."""

from __future__ import annotations

from decimal import Decimal
from numbers import Number
from typing import Any

from cairn.directory.domain.hsds import COLUMNS, Row, Tables, made_id
from cairn.directory.domain.hsds_schema import NUMBERS
from cairn.kernel.errors import BadInput

LISTS = ("phones", "schedules", "languages", "addresses", "attributes")
SERVICE_HAS = frozenset(
    {"status", "organization", "organization_id", "service_at_locations"}
)  # a place or a term has none
KEY_OF = {
    "services": "service_id", "locations": "location_id", "organizations": "organization_id",
    "service_at_location": "service_at_location_id",
}  # fmt: skip


def nested(tables: Tables) -> dict[str, Any]:
    """One page with all services, each with its organization and its places."""
    organizations = {row["id"]: row for row in tables["organizations"]}
    locations = {row["id"]: row for row in tables["locations"]}
    terms = {row["id"]: row for row in tables["taxonomy_terms"]}
    inside = _grouped(tables)
    contents = []
    for service in tables["services"]:
        places = []
        for at in inside.get(("service_at_location", service["id"]), []):
            location = locations[at["location_id"]]
            place = _within(location, ("addresses",), inside)
            held = _within(at, ("phones", "schedules", "attributes"), inside)
            held["attributes"] = [
                {**row, "taxonomy_term": _told(terms[row["taxonomy_term_id"]])} for row in held.get("attributes", [])
            ]
            places.append({**held, "location": place})
        organization = _told(organizations[service["organization_id"]])
        told = _within(service, ("languages",), inside)
        contents.append({**told, "organization": organization, "service_at_locations": places})
    counted = {"total_items": len(contents), "total_pages": 1, "page_number": 1, "size": len(contents)}
    ends = {"first_page": True, "last_page": True, "empty": not contents}
    return {**counted, **ends, "contents": contents}


def flattened(document: Any) -> Tables:
    """Tables out of whatever HSDS gives as JSON; raises BadInput when it is none of these.

    Services, services at their places, organizations with services inside (a page, a list or one), and all tables in one object.
    """
    tables: Tables = {name: [] for name in COLUMNS}
    if isinstance(document, dict) and any(f"{name}.csv" in document for name in COLUMNS):
        for name in COLUMNS:
            tables[name] = [_row(name, one) for one in _objects(document.get(f"{name}.csv"))]
        return tables
    found = document.get("contents", [document]) if isinstance(document, dict) else document
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise BadInput({"file": "This JSON is no list of services as HSDS has them. Export services with all details."})
    services = [service for one in found for service in _services_of(one)]
    seen: set[tuple[str, str]] = set()
    for service in services if any(SERVICE_HAS & one.keys() for one in services) else ():
        _take_service(tables, seen, service)
    return tables


def _services_of(one: dict[str, Any]) -> list[dict[str, Any]]:
    """A service as it is; the one that stands at a place, with its place inside; those of an organization, each with it inside."""
    if isinstance(one.get("service"), dict):
        at = {name: value for name, value in one.items() if name != "service"}
        return [{**one["service"], "service_at_locations": [at]}]
    if isinstance(one.get("services"), list):
        organization = {name: value for name, value in one.items() if name != "services"}
        return [{**service, "organization": organization} for service in _objects(one["services"])]
    return [one]


def _take_service(tables: Tables, seen: set[tuple[str, str]], service: dict[str, Any]) -> None:
    organization = _object(service.get("organization"))
    service = {**service, "organization_id": organization.get("id") or service.get("organization_id")}
    told = "services", repr({name: value for name, value in service.items() if name != "service_at_locations"})
    if told not in seen:  # a service that stands at several places is told whole at each of them
        _take(tables, seen, "services", service)
    seen.add(told)
    if organization:
        _take(tables, seen, "organizations", organization)
    for at in _objects(service.get("service_at_locations")):
        location = _object(at.get("location"))
        keys = {"service_id": service.get("id"), "location_id": location.get("id") or at.get("location_id")}
        _take(tables, seen, "service_at_location", {**at, **keys})
        if location:
            _take(tables, seen, "locations", location)


def _take(tables: Tables, seen: set[tuple[str, str]], table: str, thing: dict[str, Any]) -> None:
    """The row of a thing, once, and the rows of what lies inside it."""
    row = _row(table, thing)
    if table in ("organizations", "locations") and (table, row["id"]) in seen:
        return
    seen.add((table, row["id"]))
    tables[table].append(row)
    for name in LISTS:
        for n, inner in enumerate(_objects(thing.get(name))):
            key = "link_id" if name == "attributes" else KEY_OF[table]
            term = _object(inner.get("taxonomy_term"))
            more = {key: row["id"], "id": inner.get("id") or made_id(name, row["id"], n)}
            if name == "attributes" and term:
                more["taxonomy_term_id"] = term.get("id")
                if ("taxonomy_terms", str(term.get("id"))) not in seen:
                    seen.add(("taxonomy_terms", str(term.get("id"))))
                    tables["taxonomy_terms"].append(_row("taxonomy_terms", term))
            tables[name].append(_row(name, {**inner, **more}))


def _row(table: str, thing: dict[str, Any]) -> Row:
    return {column: _word(thing.get(column)) for column in COLUMNS[table]}


def _word(value: Any) -> str:
    """Text and numbers; anything else in the place of a word is nothing that can be held."""
    if isinstance(value, bool) or value is None:
        return ""
    return str(value) if isinstance(value, str | Number) else ""


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _grouped(tables: Tables) -> dict[tuple[str, str], list[Row]]:
    """Rows by the table and the id of what they lie inside."""
    inside: dict[tuple[str, str], list[Row]] = {}
    for table, columns in {
        "service_at_location": ("service_id",),
        "attributes": ("link_id",),
        **dict.fromkeys(("phones", "schedules", "languages", "addresses"), tuple(KEY_OF.values())),
    }.items():
        for row in tables[table]:
            for column in columns:
                if row.get(column):
                    inside.setdefault((table, row[column]), []).append(row)
    return inside


def _within(row: Row, tables: tuple[str, ...], inside: dict[tuple[str, str], list[Row]]) -> dict[str, Any]:
    held = {table: [_told(one) for one in inside.get((table, row["id"]), [])] for table in tables}
    return {**_told(row), **{table: rows for table, rows in held.items() if rows}}


def _told(row: Row) -> dict[str, Any]:
    """Without what is empty; numbers as the numbers that HSDS asks for."""
    return {name: _number(value) if name in NUMBERS else value for name, value in row.items() if value}


def _number(text: str) -> int | Decimal:
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else value
