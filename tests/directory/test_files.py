"""HSDS out and in: what one house writes another reads, and what is hostile or wrong changes nothing."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from cairn.directory.commands.imports import hold_import, take_import
from cairn.directory.commands.listings import change_listing, end_listing, say_capacity, write_listing
from cairn.directory.domain import hsds_files
from cairn.directory.domain.entries import Capacity, Entry, Kind, Phone
from cairn.directory.domain.hours import read_hours
from cairn.directory.domain.merging import Fate
from cairn.directory.models import HeldImport, Listing
from cairn.directory.queries.files import export_json, export_zip, get_preview
from cairn.identity.models import Engagement
from cairn.kernel.errors import BadInput, Conflict, NotFound, NotPermitted
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.people import NOW, TODAY

pytestmark = pytest.mark.django_db
FULL = Entry(
    organization_name="Recovery House, Inc.",
    service_name="=The “Porch”",
    kind=Kind.DROP_IN,
    description="Coffee,\npeople; 'quotes' and \"more\"",
    eligibility="Adults",
    cost="Free",
    languages="English, Crow",
    phones=(Phone("+1 406 555 0112", "front desk"), Phone("988")),
    web="https://porch.example.org/",
    street="14 Mill Street",
    city="Larch Crossing",
    state="MT",
    zip_code="59999",
    latitude=Decimal("46.601200"),
    longitude=Decimal("-112.031200"),
    hours=read_hours("Mon-Fri 9am-5pm\nSat all day from 2026-12-01 until 2027-01-31\nSun 6pm-2am"),
)
BARE = Entry("Prairie Ears", "-Farm line", Kind.WARMLINE)
EXPORTS = {"zip": export_zip, "json": export_json}


@pytest.fixture
def dov_leads(cast):
    """Dov as the manager of River Bend: the other house of a round trip."""
    return replace(cast.dov, role=cast.faye.role)


def write(cast, *entries):
    ids = [new_id() for _ in entries]
    with scope_of(cast.ana):
        for listing_id, entry in zip(ids, entries, strict=True):
            write_listing(actor=cast.ana, listing_id=listing_id, entry=entry, now=NOW)
    return ids


def out(actor, kind="zip"):
    with scope_of(actor):
        return EXPORTS[kind](actor, TODAY)


def hold(actor, data, import_id=None, now=NOW):
    with scope_of(actor):
        return hold_import(actor=actor, import_id=import_id or new_id(), data=data, now=now)


def preview(actor, import_id, now=NOW):
    with scope_of(actor):
        return get_preview(actor, import_id, now)


def take(actor, import_id, now=NOW):
    with scope_of(actor):
        take_import(actor=actor, import_id=import_id, now=now)


def fates(seen):
    return [(one.name, one.fate) for one in seen.verdicts]


def zipped(**tables):
    """A small file of somebody else's, from lists of rows."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            text = io.StringIO()
            writer = csv.DictWriter(text, fieldnames=list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.csv"), text.getvalue()
            )  # no time of day in it: same rows, same bytes
    return packed.getvalue()


ORGANIZATIONS = [{"id": "org-1", "name": "County", "description": "The county"}]
SERVICE = {
    "id": "svc-1",
    "organization_id": "org-1",
    "name": "Pantry",
    "status": "active",
    "assured_date": "2026-11-01",
}


def services(**changes):
    return zipped(organizations=ORGANIZATIONS, services=[{**SERVICE, **changes}])


@pytest.mark.parametrize("kind", EXPORTS)
def test_what_one_house_writes_another_reads_and_writes_the_same(cast, dov_leads, kind):
    first, _ = write(cast, FULL, BARE)
    with scope_of(cast.ana):
        say_capacity(actor=cast.ana, listing_id=first, capacity=Capacity.WAITING_LIST, now=NOW)
    file = out(cast.faye, kind)
    held = hold(dov_leads, file)
    assert {one.fate for one in preview(dov_leads, held).verdicts} == {Fate.NEW}
    assert out(dov_leads, kind) != file
    take(dov_leads, held)
    assert out(dov_leads, kind) == file
    with scope_of_installation():
        there = Listing.objects.get(organization_id=cast.dov.organization_id, outside_id=first)
    assert (there.confirmed_on, there.capacity, there.capacity_said_on) == (TODAY, "waiting_list", TODAY)
    assert there.id != first


@pytest.mark.parametrize("kind", EXPORTS)
def test_taking_the_same_in_again_changes_nothing(cast, kind):
    write(cast, FULL, BARE)
    file = out(cast.faye, kind)
    held = hold(cast.faye, file)
    assert [fate for _, fate in fates(preview(cast.faye, held))] == [Fate.SAME, Fate.SAME]
    for _ in range(2):
        take(cast.faye, held)
    assert out(cast.faye, kind) == file
    assert preview(cast.faye, held).is_taken


def test_the_file_is_hsds(cast):
    write(cast, FULL)
    with zipfile.ZipFile(io.BytesIO(out(cast.faye))) as archive:
        package = json.loads(archive.read("datapackage.json"))
        assert [each["path"] for each in package["resources"]] == archive.namelist()[1:]
        rows = {
            name: list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode()))) for name in hsds_files.COLUMNS
        }
    (service,) = rows["services"]
    assert (service["status"], service["assured_date"], service["name"]) == (
        "active",
        TODAY.isoformat(),
        "'=The “Porch”",
    )
    assert [row["byday"] for row in rows["schedules"]] == ["MO,TU,WE,TH,FR", "SA", "SU"]
    assert (rows["phones"][0]["number"], rows["addresses"][0]["postal_code"]) == ("+1 406 555 0112", "59999")
    (told,) = json.loads(out(cast.faye, "json"))["contents"]
    assert told["service_at_locations"][0]["location"]["latitude"] == 46.6012
    assert told["organization"]["name"] == "Recovery House, Inc."


def test_a_change_elsewhere_is_shown_before_it_is_taken_and_the_later_look_counts(cast, dov_leads):
    (listing_id,) = write(cast, FULL)
    old = out(cast.faye)
    held = hold(dov_leads, old)
    take(dov_leads, held)
    with scope_of(cast.ana):
        change_listing(
            actor=cast.ana, listing_id=listing_id, entry=replace(FULL, cost="Five dollars"), version=1, now=NOW
        )
    held = hold(dov_leads, out(cast.faye))
    (verdict,) = preview(dov_leads, held).verdicts
    assert (verdict.fate, verdict.changes) == (Fate.CHANGED, ("cost",))
    with scope_of_installation():
        Listing.objects.filter(organization_id=cast.dov.organization_id).update(confirmed_on=TODAY + timedelta(days=3))
    later = Instant(NOW + timedelta(days=5))
    take(dov_leads, held, later)
    with scope_of_installation():
        row = Listing.objects.get(organization_id=cast.dov.organization_id)
    assert (row.cost, row.confirmed_on, row.version) == ("Five dollars", TODAY + timedelta(days=3), 2)


def test_what_was_taken_off_here_does_not_come_back_by_a_file(cast):
    (listing_id,) = write(cast, FULL)
    file = out(cast.faye)
    with scope_of(cast.ana):
        end_listing(actor=cast.ana, listing_id=listing_id, because="Closed", now=NOW)
    held = hold(cast.faye, file)
    (verdict,) = preview(cast.faye, held).verdicts
    assert verdict.fate is Fate.REFUSED
    assert "taken off the list here" in verdict.why
    take(cast.faye, held)
    with scope_of_installation():
        assert Listing.objects.get().ended_at is not None


def test_the_smallest_file_of_somebody_else_is_taken(cast):
    held = hold(cast.faye, services())
    assert fates(preview(cast.faye, held)) == [("Pantry, County", Fate.NEW)]
    take(cast.faye, held)
    with scope_of_installation():
        row = Listing.objects.get()
    assert (row.service_name, row.kind, row.confirmed_on.isoformat(), row.confirmed_by_id) == (
        "Pantry",
        "other",
        "2026-11-01",
        None,
    )
    again = hold(cast.faye, services())
    assert fates(preview(cast.faye, again)) == [("Pantry, County", Fate.SAME)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"status": "defunct"}, "itself says that it is defunct"),
        ({"organization_id": "org-9"}, "organization that is not in the file"),
        ({"assured_date": "2030-01-01"}, "still to come"),
        ({"assured_date": "yesterday"}, "is no day"),
        ({"name": ""}, "what people call the service"),
        ({"url": "javascript:alert(1)"}, "beginning with https"),
        ({"description": "x" * 3000}, "at most 2000"),
    ],
)
def test_an_entry_that_cannot_be_taken_says_why_and_the_others_go_in(cast, changes, said):
    bad, good = {**SERVICE, **changes}, {**SERVICE, "id": "svc-2", "name": "Good one"}
    columns = dict.fromkeys({**bad, **good}, "")
    held = hold(cast.faye, zipped(organizations=ORGANIZATIONS, services=[{**columns, **bad}, {**columns, **good}]))
    refused, new = preview(cast.faye, held).verdicts
    assert (refused.fate, new.fate) == (Fate.REFUSED, Fate.NEW)
    assert said in refused.why
    take(cast.faye, held)
    with scope_of_installation():
        assert [row.service_name for row in Listing.objects.all()] == ["Good one"]


def test_hours_in_utc_and_hours_by_the_month_are_not_guessed(cast):
    row = {
        "id": "1",
        "service_id": "svc-1",
        "byday": "MO",
        "freq": "WEEKLY",
        "opens_at": "09:00Z",
        "closes_at": "17:00Z",
        "description": "",
    }
    held = hold(cast.faye, zipped(organizations=ORGANIZATIONS, services=[SERVICE], schedules=[row]))
    assert "no time of day" in preview(cast.faye, held).verdicts[0].why
    monthly = {**row, "freq": "MONTHLY", "description": "First Monday"}
    offset = {**row, "opens_at": "09:00-07:00", "closes_at": "17:00-07:00"}
    held = hold(cast.faye, zipped(organizations=ORGANIZATIONS, services=[SERVICE], schedules=[monthly, offset]))
    (verdict,) = preview(cast.faye, held).verdicts
    assert verdict.fate is Fate.NEW
    assert "First Monday" in verdict.why
    assert [one.words for one in verdict.record.entry.hours] == ["Mon 9:00 am - 5:00 pm"]


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("services.csv", b"id,name\n" + b"0" * (hsds_files.MOST_UNPACKED + 10))
    return packed.getvalue()


def lying(data):
    """The same zip, but it says that its member is ten bytes long."""
    size = (hsds_files.MOST_UNPACKED + 18).to_bytes(4, "little")
    return data.replace(size, (10).to_bytes(4, "little"))


def many():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(hsds_files.MOST_MEMBERS + 1):
            archive.writestr(f"{number}.csv", "id\n")
    return packed.getvalue()


def twice():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("services.csv", "id,name\n1,a\n")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("services.csv", "id,name\n1,b\n")
    return packed.getvalue()


def outside():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../services.csv", "id,name\n1,a\n")
    return packed.getvalue()


HOSTILE = {
    "empty": lambda: b"",
    "bomb": bomb,
    "lying bomb": lambda: lying(bomb()),
    "too many files": many,
    "twice": twice,
    "outside the folder": outside,
    "too large": lambda: b" " * (hsds_files.MOST_BYTES + 1),
    "cut off": lambda: services()[:-30],
    "not a zip": lambda: b"PK\x03\x04 hello",
    "no JSON": lambda: b"{'a': 1}",
    "deep JSON": lambda: b"[" * 100_000,
    "other JSON": lambda: b'"words"',
    "list of words": lambda: b'["a", "b"]',
    "no service": lambda: b"[]",
    "not UTF-8": lambda: b'{"contents": "\xff"}',
    "no id column": lambda: zipped(services=[{"name": "x"}]),
    "too many services": lambda: json.dumps([{"id": str(n)} for n in range(hsds_files.MOST_ENTRIES + 1)]).encode(),
    "long cell": lambda: zipped(services=[{"id": "1", "name": "x" * 200_000}]),
}


@pytest.mark.parametrize("which", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_and_nothing_is_kept(cast, which):
    data = HOSTILE[which]()
    with pytest.raises(BadInput) as raised:
        hold(cast.faye, data)
    assert set(raised.value.problems) == {"file"}
    with scope_of_installation():
        assert (HeldImport.objects.count(), Listing.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "document",
    [
        [{"id": ["list"], "name": {"a": 1}, "organization": "words"}],
        [{"id": 1, "name": "x", "organization": {"id": None}, "service_at_locations": [{"location": []}, "words", 7]}],
        [
            {
                "id": "1",
                "name": True,
                "phones": {"number": 1},
                "schedules": [[]],
                "organization": {"id": "o", "name": None},
            }
        ],
    ],
)
def test_json_of_another_shape_is_refused_entry_by_entry(cast, document):
    held = hold(cast.faye, json.dumps(document).encode())
    assert {one.fate for one in preview(cast.faye, held).verdicts} == {Fate.REFUSED}


def test_the_same_send_is_one_and_another_file_under_its_id_is_not(cast):
    import_id = new_id()
    for _ in range(2):
        hold(cast.faye, services(), import_id)
    with pytest.raises(Conflict):
        hold(cast.faye, services(name="Other"), import_id)
    hold(cast.faye, services(name="Third"))
    with scope_of_installation():
        assert HeldImport.objects.count() == 1  # the one that nobody took gave way


def test_another_house_s_file_is_as_if_there_were_none(cast, dov_leads):
    held = hold(cast.faye, services())
    for wanted in (held, new_id()):
        with pytest.raises(NotFound):
            preview(dov_leads, wanted)
        with pytest.raises(NotFound):
            take(dov_leads, wanted)
    with scope_of_installation():
        assert Listing.objects.count() == 0
        assert Engagement.objects.filter(id=dov_leads.engagement_id).exists()


@pytest.mark.parametrize("who", ["ana", "ben", "mia", "jun"])
def test_only_who_answers_for_the_list_takes_files_in(cast, who):
    with pytest.raises(NotPermitted):
        hold(getattr(cast, who), services())
