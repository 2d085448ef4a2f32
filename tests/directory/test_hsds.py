"""What leaves fits what HSDS 3.0.0 asks of its columns, and what its own examples look like comes in.

The description beside is ours, compared with the official schemas by hand (`cairn.directory.domain.hsds_schema` says which and when); an
official validator (`jsonschema` with the compiled service schema) took the same export then.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from cairn.directory.domain.entries import Entry, Kind, Record
from cairn.directory.domain.hours import read_hours
from cairn.directory.domain.hsds import COLUMNS, as_tables, hours_from_utc
from cairn.directory.domain.hsds_files import read_file, write_zip
from cairn.directory.domain.hsds_nesting import nested
from cairn.directory.domain.hsds_reading import Unread, read_tables
from cairn.directory.domain.hsds_schema import CHOICES, KEYS, NAMES, REQUIRED, TYPES, UNIQUE, datapackage
from cairn.directory.domain.settings import Setting
from cairn.kernel.errors import BadInput
from tests.directory.test_files import BARE, FULL

ONLY_A_TOWN = Entry("Valley Help", "Beds", Kind.HOUSING, city="Larch Crossing", setting=Setting.SHELTER)
ENTRIES = (FULL, BARE, ONLY_A_TOWN)
SHAPES = {
    "number": re.compile(r"-?\d+(\.\d+)?"), "date": re.compile(r"\d{4}-\d\d-\d\d"), "time": re.compile(r"\d\d:\d\d:\d\d"),
}  # fmt: skip
PLACE = {
    "id": "b0a3b5f0-0000-4000-8000-000000000001", "location_type": "physical", "name": "Hall",
    "addresses": [{"id": "b0a3b5f0-0000-4000-8000-000000000002", "address_1": "1 Main", "city": "Town", "state_province": "MT",
                   "postal_code": "59999", "country": "US", "address_type": "physical"}],
}  # fmt: skip
SERVICE = {"id": "b0a3b5f0-0000-4000-8000-000000000003", "name": "Supper", "status": "active"}
ORGANIZATION = {"id": "b0a3b5f0-0000-4000-8000-000000000004", "name": "Kitchen", "description": "Meals"}
AT = {"id": "b0a3b5f0-0000-4000-8000-000000000005", "location": PLACE}


def tables():
    records = [Record(UUID(int=number + 1), entry) for number, entry in enumerate(ENTRIES)]
    return as_tables(records, "-7")


def read(document):
    return read_tables(read_file(json.dumps(document).encode()))


def test_each_cell_is_filled_shaped_and_pointing_as_hsds_asks():
    written = tables()
    for table, rows in written.items():
        assert rows or table == "languages"
        for row in rows:
            assert all(row[column] for column in REQUIRED[table]), (table, row)
            for column, value in row.items():
                if value and column in TYPES:
                    assert SHAPES[TYPES[column]].fullmatch(value), (table, column, value)
                if value and (table, column) in CHOICES:
                    assert value in CHOICES[table, column]
                if value and column in KEYS:
                    assert value in {one["id"] for one in written[KEYS[column]]}, (table, column)
    for table, column in UNIQUE:
        values = [row[column] for row in written[table]]
        assert len(set(values)) == len(values), (table, column)


def test_the_package_describes_its_files_by_the_names_of_hsds():
    with zipfile.ZipFile(io.BytesIO(write_zip(tables()))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        heads = {name: next(csv.reader(io.StringIO(archive.read(name).decode()))) for name in archive.namelist()[1:]}
    assert (package, package["version"]) == (datapackage(), "3.0.0")
    assert {one["name"] for one in package["resources"]} == set(NAMES.values())
    for one in package["resources"]:
        assert [field["name"] for field in one["schema"]["fields"]] == heads[one["path"]]
        demanded = [field["name"] for field in one["schema"]["fields"] if field["constraints"]["required"]]
        assert set(demanded) == set(REQUIRED[one["path"].removesuffix(".csv")])
    assert set(COLUMNS) == set(NAMES) == set(REQUIRED)


def test_in_json_a_number_is_a_number_and_an_address_is_whole():
    page = json.loads(json.dumps(nested(tables()), default=float))
    schedule = page["contents"][0]["service_at_locations"][0]["schedules"][0]
    assert (schedule["timezone"], schedule["interval"], schedule["opens_at"]) == (-7, 1, "09:00:00")
    (address,) = page["contents"][2]["service_at_locations"][0]["location"]["addresses"]
    assert set(REQUIRED["addresses"]) <= set(address)
    assert address["address_1"] == "(not said)"


def test_what_was_only_said_for_the_format_does_not_come_back_as_an_address():
    assert [one.entry for one in read_tables(tables())] == list(ENTRIES)


@pytest.mark.parametrize(
    ("zone", "on", "hours"),
    [
        ("America/Denver", date(2026, 12, 1), "-7"),
        ("America/Denver", date(2026, 7, 1), "-6"),
        ("Asia/Kolkata", date(2026, 7, 1), "5.5"),
        ("UTC", date(2026, 7, 1), "0"),
    ],
)
def test_hours_say_how_far_their_clock_is_from_utc(zone, on, hours):
    assert hours_from_utc(zone, on) == hours


@pytest.mark.parametrize(
    "document",
    [
        {**SERVICE, "organization": ORGANIZATION, "service_at_locations": [AT]},
        {"contents": [{**AT, "service": {**SERVICE, "organization": ORGANIZATION}}]},
        {**AT, "service": {**SERVICE, "organization": ORGANIZATION}},
        [{**ORGANIZATION, "services": [{**SERVICE, "service_at_locations": [AT]}]}],
        {
            "organizations.csv": [ORGANIZATION],
            "services.csv": [{**SERVICE, "organization_id": ORGANIZATION["id"]}],
            "service_at_location.csv": [{"id": AT["id"], "service_id": SERVICE["id"], "location_id": PLACE["id"]}],
            "locations.csv": [PLACE],
            "addresses.csv": [{**PLACE["addresses"][0], "location_id": PLACE["id"]}],
        },
    ],
    ids=["service", "page of services at places", "one at its place", "organization", "tables in one object"],
)
def test_each_form_in_which_hsds_gives_services_is_read(document):
    (one,) = read(document)
    assert (one.outside_id, one.left_out) == (UUID(AT["id"]), ())
    assert (one.entry.service_name, one.entry.address) == ("Supper", "1 Main, Town, MT 59999")


def test_a_service_that_is_told_at_each_of_its_places_has_its_phones_and_hours_once():
    told = {
        **service(phones=[{"id": "p", "number": "406-555-0100"}], schedules=[WEEK]),
        "languages": [{"name": "English"}],
    }
    places = [{**AT, "id": f"b0a3b5f0-0000-4000-8000-00000000010{n}", "service": told} for n in range(3)]
    found = read({"contents": places})
    assert [one.outside_id for one in found] == [UUID(place["id"]) for place in places]
    assert {(len(one.entry.phones), len(one.entry.hours), one.entry.languages) for one in found} == {(1, 1, "English")}


def test_a_service_with_the_id_of_another_one_is_not_passed_over_in_silence():
    _, second = read([service(), service(name="Breakfast")])
    assert second == Unread("Breakfast", "Its id stands in the file twice.")


def test_signs_that_no_database_holds_and_no_page_shows_are_left_out():
    (one,) = read(service(name="Sou\x00p \ud800kitchen\x85", description="Hot\r\nand\tcold"))
    assert (one.entry.service_name, one.entry.description) == ("Soup kitchen", "Hot\nand\tcold")
    columns = {name: dict.fromkeys(COLUMNS[name], "") for name in ("services", "organizations")}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, row in (
            ("services", {"id": "1", "organization_id": "2", "name": "Sou\x00p"}),
            ("organizations", {"id": "2", "name": "Us"}),
        ):
            archive.writestr(
                f"{name}.csv", "\n".join(",".join(line) for line in (columns[name], {**columns[name], **row}.values()))
            )
    (one,) = read_tables(read_file(packed.getvalue()))
    assert one.entry.service_name == "Soup"


@pytest.mark.parametrize(
    "document", [PLACE, ORGANIZATION, {"id": "1", "name": "Housing", "description": "a term"}, {"version": "3.0"}]
)
def test_what_is_no_service_is_called_so(document):
    with pytest.raises(BadInput, match="There is no service in this file"):
        read(document)


def service(**changes):
    return {**SERVICE, "organization": ORGANIZATION, **changes}


WEEK = {"id": "1", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00:00", "closes_at": "17:00:00"}


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        ({}, ("Mon 9:00 am - 5:00 pm",)),
        ({"interval": 1, "timezone": -7}, ("Mon 9:00 am - 5:00 pm",)),
        ({"until": "2026-12-31"}, ("Mon 9:00 am - 5:00 pm until 2026-12-31",)),
        ({"interval": 2}, ()),
        ({"count": 3}, ()),
        ({"byweekno": "41"}, ()),
        ({"bymonthday": "2"}, ()),
    ],
)
def test_hours_of_only_some_weeks_send_nobody_before_a_closed_door(more, kept):
    (one,) = read(service(schedules=[{**WEEK, **more}]))
    assert tuple(each.words for each in one.entry.hours) == kept
    assert bool(one.left_out) is not bool(kept)


def test_a_part_that_cannot_be_kept_does_not_cost_the_entry():
    phones = [{"id": "1", "number": '"+44 1234 234567"', "extension": 100}, {"id": "2", "number": "ask at the door"}]
    address = {**PLACE["addresses"][0], "postal_code": "T1J 4B4"}
    place = {**AT, "location": {**PLACE, "addresses": [address]}}
    (one,) = read(service(phones=phones, service_at_locations=[place], alert="Closed in May"))
    assert [(each.number, each.note) for each in one.entry.phones] == [("+44 1234 234567", "ext. 100")]
    assert (one.entry.zip_code, one.entry.city) == ("", "Town")
    assert [part in " ".join(one.left_out) for part in ("ask at the door", "T1J 4B4", "Closed in May")] == [True] * 3


@pytest.mark.parametrize("latitude", [100, -91, "north", "NaN"])
def test_a_point_that_is_not_on_earth_does_not_cost_the_street(latitude):
    place = {**PLACE, "latitude": latitude, "longitude": 100}
    (one,) = read(service(service_at_locations=[{**AT, "location": place}]))
    assert (one.entry.point, one.entry.city) == (None, "Town")
    assert "no point on earth" in " ".join(one.left_out)


def test_a_place_that_is_closed_for_now_is_not_taken_as_open():
    (one,) = read(service(status="temporarily closed"))
    assert isinstance(one, Unread)
    assert "temporarily closed" in one.why


def test_a_street_of_one_s_own_words_is_kept():
    entry = replace(FULL, street="(not said aloud)", hours=read_hours("Mon 9 am - 5 pm"))
    (one,) = read_tables(as_tables([Record(UUID(int=1), entry)]))
    assert one.entry == entry


@pytest.mark.parametrize("name", ["-1+cmd|' /C calc'!A0", "+2*HYPERLINK(A1)", "=1+1", "@SUM(A1)"])
def test_no_cell_is_a_formula_to_a_spreadsheet_and_the_words_come_back(name):
    packed = write_zip(as_tables([Record(UUID(int=1), replace(ONLY_A_TOWN, service_name=name))]))
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        rows = list(csv.DictReader(io.StringIO(archive.read("services.csv").decode())))
    assert rows[0]["name"] == f"'{name}"
    (again,) = read_tables(read_file(packed))
    assert again.entry.service_name == name
