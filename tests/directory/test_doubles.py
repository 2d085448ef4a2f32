"""Settings, doubles and merging: a hint, a person who decides, and the ids of both kept in every file."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from django.urls import reverse

from cairn.directory.commands.imports import hold_import, take_import
from cairn.directory.commands.listings import bring_back_listing, end_listing, write_listing
from cairn.directory.commands.merging import merge_listings
from cairn.directory.domain.doubles import SAME_NAME, SAME_PHONE, alike
from cairn.directory.domain.entries import Entry, Kind, Phone
from cairn.directory.domain.hours import next_opening, opening_in_words, read_hours
from cairn.directory.domain.hsds import COLUMNS
from cairn.directory.domain.merging import Fate
from cairn.directory.domain.settings import Setting
from cairn.directory.models import Listing
from cairn.directory.queries.doubles import find_doubles
from cairn.directory.queries.files import export_json, export_zip, get_preview
from cairn.directory.queries.listings import Search, find_listings, get_listing
from cairn.kernel.errors import Conflict, NotFound, NotPermitted
from cairn.platform.ids import new_id
from cairn.privacy.models import LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.browsers import set_clock, sign_in
from tests.people import NOW, TODAY

PORCH = Entry(
    "Recovery House", "The Porch", Kind.DROP_IN, phones=(Phone("406-555-0112", "front desk"),), zip_code="59999",
    setting=Setting.RECOVERY_CENTER,
)  # fmt: skip
AGAIN = Entry("Recovery House Inc", "Porch drop-in", Kind.OTHER, phones=(Phone("+1 (406) 555-0112"),))
FRIDAY = datetime(2026, 11, 20, 15)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (AGAIN, SAME_PHONE),
        (replace(PORCH, phones=(), organization_name="Another", service_name="the porch!", zip_code="59999-1234"), SAME_NAME),
        (replace(PORCH, phones=(), zip_code="59998"), ""),
        (replace(PORCH, phones=(Phone("406-555-0113"),), service_name="Kitchen"), ""),
    ],
)  # fmt: skip
def test_the_same_phone_or_the_same_name_and_zip_is_a_hint(other, why):
    assert alike(PORCH, other) == alike(other, PORCH) == why


def test_short_numbers_and_missing_zips_are_no_hint():
    line = Entry("A", "Line", Kind.WARMLINE, phones=(Phone("988"),))
    assert alike(line, replace(line, service_name="Other line")) == ""
    assert alike(replace(line, phones=()), replace(line, phones=())) == ""


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ("Fri 4:00 pm - 8:00 pm", "Opens at 4:00 pm"),
        ("Sat 9:00 am - 1:00 pm", "Opens tomorrow at 9:00 am"),
        ("Mon 9:00 am - 1:00 pm\nFri 8:00 am - 9:00 am", "Opens Mon at 9:00 am"),
        ("Fri 8:00 am - 9:00 am", None),
        ("Mon 9:00 am - 1:00 pm from 2027-01-01", None),
        ("", None),
    ],
)
def test_a_closed_place_says_when_it_opens(hours, said):
    opens = next_opening(read_hours(hours), FRIDAY)
    assert (opening_in_words(opens, FRIDAY) if opens else None) == said


def write(cast, *entries, actor=None):
    actor, ids = actor or cast.ana, [new_id() for _ in entries]
    with scope_of(actor):
        for listing_id, entry in zip(ids, entries, strict=True):
            write_listing(actor=actor, listing_id=listing_id, entry=entry, now=NOW)
    return ids


def merge(actor, keep, away):
    with scope_of(actor):
        return merge_listings(actor=actor, keep_id=keep, away_id=away, now=NOW)


def take_in(actor, data, *, yes=True):
    with scope_of(actor):
        held = hold_import(actor=actor, import_id=new_id(), data=data, now=NOW)
        verdicts = get_preview(actor, held, NOW).verdicts
        if yes:
            take_import(actor=actor, import_id=held, now=NOW)
    return verdicts


def exported(actor, how=export_zip):
    with scope_of(actor):
        return how(actor, TODAY)


def row(listing_id):
    with scope_of_installation():
        return Listing.objects.get(id=listing_id)


@pytest.mark.django_db
def test_two_become_one_with_the_ids_of_both_and_can_be_two_again(cast):
    keep, away = write(cast, PORCH, AGAIN)
    with scope_of(cast.ana):
        assert [one.id for one in find_doubles(cast.ana, PORCH, TODAY, except_id=keep)] == [away]
    for _ in range(2):
        merge(cast.ana, keep, away)
    assert (row(keep).other_ids, row(keep).service_name) == ([str(away)], "The Porch")
    assert (row(away).merged_into_id, row(away).ended_because) == (keep, "The same place as The Porch.")
    with scope_of(cast.faye):
        assert [card.id for card in find_listings(cast.faye, NOW, Search()).cards] == [keep]
        assert get_listing(cast.faye, away, NOW).merged_into_id == keep
        assert LedgerEntry.objects.filter(body__contains="directory.listing.merged").count() == 1
        bring_back_listing(actor=cast.faye, listing_id=away, now=NOW)
    assert (row(keep).other_ids, row(away).merged_into_id, row(away).ended_at) == ([], None, None)


@pytest.mark.django_db
def test_who_may_merge_and_what_cannot_be_one(cast):
    keep, away, gone = write(cast, PORCH, AGAIN, replace(PORCH, service_name="Gone"))
    with scope_of(cast.ana):
        end_listing(actor=cast.ana, listing_id=gone, because="Closed", now=NOW)
    for actor, error in ((cast.ben, NotPermitted), (cast.mia, NotPermitted), (cast.dov, NotFound)):
        with pytest.raises(error):
            merge(actor, keep, away)
    for one, other, error in ((keep, new_id(), NotFound), (keep, keep, NotFound), (keep, gone, Conflict)):
        with pytest.raises(error):
            merge(cast.ana, one, other)
    assert row(away).merged_into_id is None


@pytest.mark.django_db
@pytest.mark.parametrize("how", [export_zip, export_json])
def test_setting_and_other_ids_travel_and_come_back_the_same(cast, how):
    keep, away = write(cast, PORCH, AGAIN)
    merge(cast.ana, keep, away)
    file = exported(cast.faye, how)
    dov = replace(cast.dov, role=cast.faye.role)
    (verdict,) = take_in(dov, file)
    assert (verdict.fate, verdict.record.entry.setting, verdict.record.other_ids) == (
        Fate.NEW, Setting.RECOVERY_CENTER, (away,),
    )  # fmt: skip
    assert exported(dov, how) == file
    assert [one.fate for one in take_in(cast.faye, file)] == [Fate.SAME]


@pytest.mark.django_db
def test_a_file_that_knows_only_the_other_id_reaches_the_one_that_stands(cast):
    (theirs,) = write(cast, replace(AGAIN, cost="Free"))
    file = exported(cast.faye)
    (keep,) = write(cast, PORCH)
    both = exported(cast.faye)
    merge(cast.ana, keep, theirs)
    verdicts = take_in(cast.faye, both, yes=False)
    assert [(one.fate, bool(one.why)) for one in verdicts] == [(Fate.SAME, False), (Fate.SAME, True)]
    (verdict,) = take_in(cast.faye, file)
    assert verdict.fate is Fate.CHANGED
    assert (row(keep).cost, row(keep).setting, row(keep).other_ids) == ("Free", "recovery_center", [str(theirs)])
    assert row(theirs).ended_at is not None


@pytest.mark.django_db
def test_a_new_entry_of_a_file_that_may_be_here_is_said_and_taken_as_its_own(cast):
    dov = replace(cast.dov, role=cast.faye.role)
    write(cast, AGAIN, actor=dov)
    write(cast, PORCH)
    (verdict,) = take_in(cast.faye, exported(dov))
    assert verdict.fate is Fate.NEW
    assert "It may be “The Porch” that is here: the same phone" in verdict.why
    with scope_of(cast.faye):
        assert find_listings(cast.faye, NOW, Search()).count == 2
        assert find_listings(cast.faye, NOW, Search(setting=Setting.RECOVERY_CENTER)).count == 1


@pytest.mark.django_db
def test_the_file_fits_its_own_description_and_every_id_in_it_is_there(cast):
    keep, away = write(cast, PORCH, AGAIN)
    merge(cast.ana, keep, away)
    with zipfile.ZipFile(io.BytesIO(exported(cast.faye))) as archive:
        fields = {
            each["path"].removesuffix(".csv"): [field["name"] for field in each["schema"]["fields"]]
            for each in json.loads(archive.read("datapackage.json"))["resources"]
        }
        tables = {
            name: list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode()), strict=True))
            for name in fields
        }
    assert fields == {name: list(columns) for name, columns in COLUMNS.items()}
    assert all(list(one) == fields[name] for name, rows in tables.items() for one in rows)
    ids = {name: [one["id"] for one in rows] for name, rows in tables.items()}
    assert all(len(set(held)) == len(held) for held in ids.values())
    assert {str(UUID(one)) for held in ids.values() for one in held}
    for name, column, target in (
        ("services", "organization_id", "organizations"), ("service_at_location", "service_id", "services"),
        ("service_at_location", "location_id", "locations"), ("attributes", "taxonomy_term_id", "taxonomy_terms"),
        ("attributes", "link_id", "service_at_location"), ("taxonomy_terms", "taxonomy_id", "taxonomies"),
    ):  # fmt: skip
        assert {one[column] for one in tables[name]} <= set(ids[target]), (name, column)
    codes = {one["id"]: one["code"] for one in tables["taxonomy_terms"]}
    assert {codes[one["taxonomy_term_id"]] for one in tables["attributes"]} >= {"recovery_center", "other_id"}


@pytest.mark.django_db
def test_the_pages_ask_first_and_merge_by_a_press(cast, monkeypatch):
    set_clock(monkeypatch)
    (there,) = write(cast, PORCH)
    ana, url = sign_in(cast, "ana"), reverse("write_listing")
    sent = {
        "service_name": "Porch drop-in", "organization_name": "House", "kind": "drop_in", "setting": "recovery_center",
        "phones": "406-555-0112", "hours": "Sat 9:00 am - 1:00 pm",
    }  # fmt: skip
    asked = ana.post(url, sent)
    assert asked.status_code == 409
    page = asked.content.decode()
    assert "It may be on the list already" in page
    assert "Porch drop-in" in page
    assert "the same phone" in page
    bad = ana.post(url, {**sent, "setting": "moon"})
    assert (bad.status_code, "Choose one of the list" in bad.content.decode()) == (400, True)
    done = ana.post(url, {**sent, "apart": "yes"})
    assert done.status_code == 302
    page = ana.get(done["Location"]).content.decode()
    for words in ("Is it on the list twice?", "drop-in or recovery center", "Opens tomorrow at 9:00 am"):
        assert words in page
    made = UUID(done["Location"].strip("/").split("/")[-1])
    merging = reverse("merge_listings", kwargs={"listing_id": there})
    assert sign_in(cast, "dov").post(merging, {"away": str(made)}).status_code == 404
    assert ana.post(merging, {"away": "x"}).status_code == 404
    assert ana.post(merging, {"away": str(made)}).status_code == 302
    assert "See the entry that stands for it" in ana.get(done["Location"]).content.decode()
    found = ana.get(reverse("list_listings"), {"setting": "recovery_center"}).content.decode()
    assert found.count("The Porch") == 1


@pytest.mark.django_db
def test_the_small_list_stands_alone_and_stays_small(cast, monkeypatch):
    set_clock(monkeypatch)
    write(
        cast, *[replace(PORCH, service_name=f"Porch <{n}>", hours=read_hours("Every day all day")) for n in range(60)]
    )
    answer = sign_in(cast, "ana").get(reverse("save_pocket_list"))
    page = answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="places-that-help.html"'
    assert len(answer.content) < 60 * 500
    assert page.count("tel:406-555-0112") == 60
    assert "Porch &lt;7&gt;" in page
    assert not any(outside in page for outside in ("<script", "src=", "<link", "http://", "https://"))
