"""Places that help in High Divide's made-up town: most of them looked at lately, some not for a long time, one gone."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from typing import Any

from cairn.directory.domain.entries import phones_as_json, read_phones
from cairn.directory.domain.hours import hours_as_json, read_hours
from cairn.directory.models import Listing
from cairn.front.demo.people import ZONE, House
from cairn.front.demo.rows import Rows
from cairn.kernel.instants import from_local

TOWN = {"city": "Larch Crossing", "state": "MT", "zip_code": "59999"}
NEXT_TOWN = {"city": "Stone Ford", "state": "MT", "zip_code": "59998"}
OFFICE, VALLEY = "Mon-Fri 9:00 am - 5:00 pm", "Valley Help Network"
WEB = "https://places.example.org/"
HOUSE, PANTRY, GROUPS = "Larch Crossing Recovery House", "Larch Crossing Pantry", "Open Table Groups"
CLINIC, BRIDGE, CHAPEL = "Ford County Clinic", "46.6302 -111.8804", "46.5968 -112.0405"
PORCH = "Mon-Sat 10:00 am - 8:00 pm\nSun 12:00 pm - 4:00 pm"
SETTINGS = {HOUSE: "recovery_center", CLINIC: "clinic", "Creekside Homes": "recovery_home", "Divide Legal Aid": "court"}
MOBILE = "Larch County Crisis Team"
SETTINGS |= {GROUPS: "faith", "Prairie Ears": "remote", MOBILE: "crisis"}
# kind, service, who runs it, phones, hours, days since somebody looked, latitude and longitude, and the rest
Place = tuple[str, str, str, str, str, int, str, dict[str, Any]]
PLACES: tuple[Place, ...] = (
    ("warmline", "Night warmline", VALLEY, "406-555-0140, answered by peers", "Every day 6:00 pm - 2:00 am", 6, "", {
        "description": "Somebody who has been there picks up. Not for emergencies: 988 is.",
        "cost": "Free", "languages": "English, Spanish"}),
    ("warmline", "Farm and ranch line", "Prairie Ears", "406-555-0141", "Every day all day", 130, "", {
        "cost": "Free", "web": WEB}),
    ("drop_in", "The Porch", HOUSE, "406-555-0112, front desk", PORCH, 2, "46.6012 -112.0312", {
        **TOWN, "street": "14 Mill Street", "cost": "Free", "languages": "English, Crow",
        "description": "Coffee, a washing machine, people. Nobody asks why you come.", "capacity": "open", "said": 2}),
    ("drop_in", "Youth room", HOUSE, "406-555-0113", "Mon-Fri 3:00 pm - 7:00 pm", 70, "46.6013 -112.0313", {
        **TOWN, "street": "14 Mill Street, back door", "eligibility": "16 to 24 years", "cost": "Free"}),
    ("mutual_aid", "Sunrise meeting", GROUPS, "406-555-0120, ask for the host", "Mon, Wed, Fri 7:00 am - 8:00 am", 20, CHAPEL, {
        **TOWN, "street": "3 Chapel Lane", "description": "All paths are welcome, medicines too."}),
    ("mutual_aid", "Family and friends circle", GROUPS, "", "Thu 7:00 pm - 8:30 pm", 200, CHAPEL, {
        **TOWN, "street": "3 Chapel Lane"}),
    ("housing", "Creekside sober living", "Creekside Homes", "406-555-0155", OFFICE, 11, "46.6105 -112.0198", {
        **TOWN, "street": "80 Creek Road", "cost": "Rent by income", "eligibility": "Women, with or without children",
        "capacity": "waiting_list", "said": 11}),
    ("housing", "Emergency beds", VALLEY, "406-555-0156, after 5 pm", "Every day 6:00 pm - 8:00 am", 95, "46.5931 -112.0270", {
        **TOWN, "street": "210 Depot Street", "capacity": "full", "said": 30, "cost": "Free"}),
    ("food", "Tuesday pantry", PANTRY, "406-555-0130", "Tue 10:00 am - 2:00 pm", 33, "46.5940 -112.0351", {
        **TOWN, "street": "9 Grange Street", "cost": "Free"}),
    ("food", "Supper for everybody", "Chapel Lane kitchen", "", "Mon-Fri 5:30 pm - 7:00 pm", 14, "46.5966 -112.0409", {
        **TOWN, "street": "5 Chapel Lane"}),
    ("treatment", "Walk-in assessment", CLINIC, "406-555-0160", "Mon-Fri 8:00 am - 12:00 pm", 45, BRIDGE, {
        **NEXT_TOWN, "street": "1 Bridge Street", "cost": "Medicaid, sliding scale", "capacity": "open", "said": 5}),
    ("treatment", "Medication visits", CLINIC, "406-555-0161", OFFICE, 45, BRIDGE, {
        **NEXT_TOWN, "street": "1 Bridge Street"}),
    ("legal", "Record clearing help", "Divide Legal Aid", "406-555-0170", "Wed 1:00 pm - 4:00 pm", 310, "46.5951 -112.0333", {
        **TOWN, "street": "22 Court Street", "cost": "Free", "description": "Papers, fines, driving license."}),
    ("work", "Second start jobs", "Ridge Workforce", "406-555-0180", OFFICE, 60, "46.6040 -112.0220", {
        **TOWN, "street": "40 Rail Street", "web": WEB}),
    ("other", "Rides to appointments", VALLEY, "406-555-0190, a day before", OFFICE, 400, "", {
        **TOWN, "description": "Volunteers drive within the county."}),
    ("other", "Mobile crisis team", MOBILE, "406-555-0199, day and night", "Every day all day", 9, "", {
        "description": "Two people come out, without uniform.", "cost": "Free", "languages": "English, Spanish"}),
    ("food", "Summer lunch truck", PANTRY, "", "", 150, "", {**TOWN, "ended": "The truck was sold in the fall."}),
)  # fmt: skip


def tell(houses: dict[str, House]) -> int:
    """Write this room's part of the story; the number of rows."""
    house, rows = houses["high_divide"], Rows()
    for number, place in enumerate(PLACES):
        rows.add(_listing(house, house.staff[("Ana", "Cleo", "Faye")[number % 3]].id, place))
    return rows.write()


def _listing(house: House, by: Any, place: Place) -> Listing:
    kind, service, runs, phones, hours, days, at, more = place
    words = {name: value for name, value in more.items() if name not in ("said", "ended")}
    latitude, longitude = map(Decimal, at.split()) if at else (None, None)
    made = house.seeded.new_id()
    row = Listing(
        id=made,
        organization_id=house.organization_id,
        outside_id=made,
        kind=kind,
        service_name=service,
        organization_name=runs,
        phones=phones_as_json(read_phones(phones)),
        hours=hours_as_json(read_hours(hours)),
        latitude=latitude,
        longitude=longitude,
        capacity_said_on=house.ago(more["said"]) if "said" in more else None,
        confirmed_on=house.ago(days),
        confirmed_by_id=by,
        written_at=from_local(house.ago(420), time(9), ZONE),
        written_by_id=by,
        setting=SETTINGS.get(runs, "not_said"),
        **words,
    )
    if "ended" in more:
        row.ended_at, row.ended_by_id = from_local(house.ago(40), time(9), ZONE), by
        row.ended_because = more["ended"]
    return row
