"""The pages: finding, writing, one tap, a sheet, a file."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cairn.directory.models import Listing
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of_installation
from tests.browsers import counted, set_clock, sign_in

pytestmark = pytest.mark.django_db
WROTE = {
    "service_name": "The Porch",
    "organization_name": "Recovery House",
    "kind": "drop_in",
    "phones": "406-555-0112, front desk",
    "hours": "Every day all day",
    "street": "14 Mill Street",
    "city": "Larch Crossing",
    "zip_code": "59999",
    "latitude": "46.6012",
    "longitude": "-112.0312",
}


@pytest.fixture
def ana(cast, monkeypatch):
    set_clock(monkeypatch)
    return sign_in(cast, "ana")


def hidden(page, name):
    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode()).group(1)


def text(page):
    return unescape(page.content.decode())


def write(browser, **changes):
    url = reverse("write_listing")
    return browser.post(url, {"id": hidden(browser.get(url), "id"), "apart": "yes", **WROTE, **changes})


def written():
    with scope_of_installation():
        return Listing.objects.latest("written_at", "id")


def one(name, listing=None):
    return reverse(name, kwargs={"listing_id": (listing or written()).id})


def test_from_writing_it_down_to_the_sheet(cast, ana):
    assert write(ana).status_code == 302
    page = text(ana.get(reverse("list_listings")))
    assert "The Porch" in page
    assert "Open now" in page
    assert "Checked lately" in page
    assert '<svg class="draw where' not in page  # one place makes no drawing
    write(ana, service_name="Pantry", kind="food", latitude="46.7", longitude="-112.1")
    page = text(ana.get(reverse("list_listings"), {"zip": "59999", "open": "yes"}))
    assert '<svg class="draw where' in page
    assert "miles, straight" in page
    assert "no rule sets it (not verified)" in page
    sheet = text(ana.get(reverse("print_listings"), {"kind": "food"}))
    assert "Pantry" in sheet
    assert "The Porch" not in sheet
    assert "Last checked November 20, 2026" in sheet


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"service_name": ""}, "what people call the service"),
        ({"kind": "weather"}, "Choose what comes closest"),
        ({"hours": "Mon 9-5"}, "say am or pm"),
        ({"phones": "the desk"}, "Write the number first"),
        ({"latitude": "north"}, "Write it in degrees"),
        ({"web": "porch.org"}, "beginning with https"),
    ],
)
def test_bad_input_says_what_and_keeps_the_rest(cast, ana, changes, said):
    answer = write(ana, **{"cost": "Two dollars", **changes})
    assert answer.status_code == 400
    assert said in text(answer)
    assert "Two dollars" in text(answer)
    with scope_of_installation():
        assert Listing.objects.count() == 0


def test_a_change_starts_from_what_is_there_and_loses_no_words_to_a_neighbor(cast, ana):
    write(ana)
    url = one("change_listing")
    form = ana.get(url)
    assert "406-555-0112, front desk" in text(form)
    assert "Every day all day" in text(form)
    sent = {"version": hidden(form, "version"), **WROTE, "cost": "Free"}
    assert ana.post(url, sent).status_code == 302
    answer = ana.post(url, {**sent, "cost": "Five dollars"})
    assert answer.status_code == 409
    assert "Somebody changed this while you wrote" in text(answer)
    assert "Five dollars" in text(answer)
    assert written().cost == "Free"


def test_a_change_that_cannot_be_taken_keeps_the_version_that_was_read(cast, ana):
    write(ana)
    url = one("change_listing")
    sent = {"version": hidden(ana.get(url), "version"), **WROTE}
    assert ana.post(url, {**sent, "cost": "Free"}).status_code == 302  # by a neighbor, meanwhile
    wrong = ana.post(url, {**sent, "cost": "Five dollars", "zip_code": "next door"})
    assert wrong.status_code == 400
    assert ana.post(url, {**sent, "version": hidden(wrong, "version"), "cost": "Five dollars"}).status_code == 409
    assert written().cost == "Free"


def test_one_tap_room_off_and_back(cast, ana):
    write(ana)
    with scope_of_installation():
        Listing.objects.update(confirmed_on="2026-01-01")
    ben = sign_in(cast, "ben")
    page = text(ben.get(one("get_listing")))
    assert "Old: call first" in page
    assert "Take it off the list" not in page
    assert ben.post(one("confirm_listing")).status_code == 302
    assert ben.post(one("say_capacity"), {"capacity": "full"}).status_code == 302
    assert ben.post(one("say_capacity"), {"capacity": "perhaps"}).status_code == 400
    page = text(ben.get(one("get_listing")))
    assert "Checked lately" in page
    assert f"by {cast.ben.name}" in page
    assert "Full, said on November 20, 2026" in page
    assert ana.post(one("end_listing"), {"because": ""}).status_code == 400
    assert ana.post(one("end_listing"), {"because": "Closed in June"}).status_code == 302
    assert "Closed in June" in text(ana.get(one("get_listing")))
    assert ana.post(one("confirm_listing")).status_code == 409
    assert "The Porch" not in text(ana.get(reverse("list_listings")))
    assert "The Porch" in text(ana.get(reverse("list_listings"), {"ended": "yes"}))
    assert ana.post(one("bring_back_listing")).status_code == 302
    assert "The Porch" in text(ana.get(reverse("list_listings")))


def test_a_mentor_reads_and_has_no_buttons(cast, ana):
    write(ana)
    mia = sign_in(cast, "mia")
    page = text(mia.get(one("get_listing")))
    assert "The Porch" in page
    assert "Still right" not in page
    assert "Change" not in page.split("<main")[1].split("</main")[0]


def test_an_empty_list_and_a_search_that_finds_nothing_say_so(cast, ana):
    assert "Nothing here yet" in text(ana.get(reverse("list_listings")))
    write(ana)
    assert "Nothing like this" in text(ana.get(reverse("list_listings"), {"word": "zebra"}))
    page = text(ana.get(reverse("list_listings"), {"zip": "10001"}))
    assert "ZIP 10001 is not on the state’s list" in page
    assert "five digits" in text(ana.get(reverse("list_listings"), {"zip": "abc", "kind": "no", "after": "x"}))


def test_a_file_goes_out_and_in_again_with_a_page_between(cast, ana, monkeypatch):
    write(ana)
    faye = sign_in(cast, "faye")
    file = faye.get(reverse("export_directory_zip"))
    assert file["Content-Disposition"] == 'attachment; filename="places-that-help.zip"'
    assert faye.get(reverse("export_directory_json")).json()["total_items"] == 1
    with scope_of_installation():
        Listing.objects.update(cost="Changed since")
    form = faye.get(reverse("import_directory"))
    sent = {"id": hidden(form, "id"), "file": SimpleUploadedFile("a.zip", file.content)}
    answer = faye.post(reverse("import_directory"), sent)
    assert answer.status_code == 302
    page = text(faye.get(answer["Location"]))
    assert "Changed: 1" in page
    assert written().cost == "Changed since"
    assert faye.post(f"{answer['Location']}take/").status_code == 302
    assert written().cost == ""
    assert "This file was taken in" in text(faye.get(answer["Location"]))
    bad = faye.post(reverse("import_directory"), {"id": "", "file": SimpleUploadedFile("a.zip", b"PK nothing")})
    assert bad.status_code == 400
    assert "broken" in text(bad)
    assert faye.post(reverse("import_directory"), {"id": ""}).status_code == 400


def test_dov_gets_the_answer_of_a_place_that_does_not_exist(cast, ana):
    write(ana)
    dov = sign_in(cast, "dov")
    for name in ("get_listing", "change_listing"):
        there = dov.get(one(name))
        nowhere = dov.get(reverse(name, kwargs={"listing_id": new_id()}))
        assert (there.status_code, len(there.content)) == (nowhere.status_code, len(nowhere.content))
        assert there.status_code == 404
    assert "The Porch" not in text(dov.get(reverse("list_listings")))


def test_the_list_costs_the_same_with_many(cast, ana):
    write(ana)
    address = {"zip": "59999", "open": "yes", "word": "porch"}
    ana.get(reverse("list_listings"), address)
    with counted() as few:
        ana.get(reverse("list_listings"), address)
    for _ in range(6):
        write(ana)
    with counted() as many:
        ana.get(reverse("list_listings"), address)
    assert len(many) == len(few) <= 4, str(many)
