"""What HSDS 3.0.0 asks of each column that is written here: what must be filled, what is a number, and what names a row elsewhere.

Read from the schemas of openreferral/specification (branch 3.0 at 279fd2eb, of 2024-05-16) and from the draft of 3.1 (abc731c8, of
2024-10-10), which asks the same of these columns; compared on 2026-11-22. The words are ours; nothing of theirs is copied.
"""

from __future__ import annotations

from typing import Any

from cairn.directory.domain.hsds import COLUMNS

VERSION = "3.0.0"
NAMES = {  # of each table in a package; its file keeps the name that the table has here
    "organizations": "organization", "services": "service", "locations": "location", "service_at_location": "service_at_location",
    "addresses": "address", "phones": "phone", "schedules": "schedule", "languages": "language", "taxonomies": "taxonomy",
    "taxonomy_terms": "taxonomy_term", "attributes": "attribute",
}  # fmt: skip
REQUIRED: dict[str, tuple[str, ...]] = {
    "organizations": ("id", "name", "description"),
    "services": ("id", "organization_id", "name", "status"),
    "locations": ("id", "location_type"),
    "service_at_location": ("id", "service_id", "location_id"),
    "addresses": ("id", "address_1", "city", "state_province", "postal_code", "country", "address_type"),
    "phones": ("id", "number"),
    "schedules": ("id",),
    "languages": ("id",),
    "taxonomies": ("id", "name", "description"),
    "taxonomy_terms": ("id", "name", "description"),
    "attributes": ("id", "link_id", "taxonomy_term_id", "link_entity"),
}
KEYS = {  # columns that name a row of another table
    "organization_id": "organizations", "service_id": "services", "location_id": "locations",
    "service_at_location_id": "service_at_location", "taxonomy_term_id": "taxonomy_terms", "taxonomy_id": "taxonomies",
}  # fmt: skip
TYPES = {
    "latitude": "number", "longitude": "number", "extension": "number", "timezone": "number", "count": "number",
    "interval": "number", "until": "date", "assured_date": "date",
    "valid_from": "date", "valid_to": "date", "opens_at": "time", "closes_at": "time",
}  # fmt: skip
NUMBERS = frozenset(name for name, kind in TYPES.items() if kind == "number")
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("services", "status"): ("active", "inactive", "defunct", "temporarily closed"),
    ("locations", "location_type"): ("physical", "postal", "virtual"),
    ("addresses", "address_type"): ("physical", "postal", "virtual"),
    ("schedules", "freq"): ("WEEKLY", "MONTHLY"),
    ("schedules", "wkst"): ("MO", "TU", "WE", "TH", "FR", "SA", "SU"),
}
UNIQUE = frozenset({("taxonomy_terms", "code"), *((table, "id") for table in COLUMNS)})


def datapackage() -> dict[str, Any]:
    """The description that lies beside the tables, so that a reader's tools can check them."""
    title = f"Places that help, as Human Services Data Specification {VERSION}"
    resources = [_resource(table, columns) for table, columns in COLUMNS.items()]
    package = {"profile": "tabular-data-package", "name": "human_services_data", "title": title, "version": VERSION}
    return {**package, "resources": resources}


def _resource(table: str, columns: tuple[str, ...]) -> dict[str, Any]:
    keys = [
        {"fields": column, "reference": {"resource": NAMES[KEYS[column]], "fields": "id"}}
        for column in columns
        if column in KEYS
    ]
    schema = {"primaryKey": "id", "fields": [_field(table, column) for column in columns], "foreignKeys": keys}
    return {
        "profile": "tabular-data-resource",
        "name": NAMES[table],
        "path": f"{table}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema if keys else {name: part for name, part in schema.items() if name != "foreignKeys"},
    }


def _field(table: str, column: str) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column, "type": TYPES.get(column, "string")}
    if column == "id" or column.endswith("_id"):
        told["format"] = "uuid"
    elif column == "url":
        told["format"] = "uri"
    rules: dict[str, Any] = {"required": column in REQUIRED[table], "unique": (table, column) in UNIQUE}
    if (table, column) in CHOICES:
        rules["enum"] = list(CHOICES[table, column])
    return {**told, "constraints": rules}
