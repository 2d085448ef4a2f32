"""A day of work with people whom nobody here made up: bundles that a package of others writes, taken in by the command line."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import carebundle
import pytest

from tests.e2e import recount
from tests.e2e.browsers import DESK, enter
from tests.e2e.recount import hours
from tests.e2e.screens import dashed
from tests.e2e.test_main_job import figure

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("pages")]
PEOPLE, VISITS = 6, 3
PROMISED = "Find out when the bus goes"
TABLES = ("support_client", "support_encounter", "support_relationship", "privacy_ledgerentry")


@pytest.fixture(scope="module")
def bundles(house, tmp_path_factory):
    """Six people with three visits each, the last one some weeks ago."""
    folder = tmp_path_factory.mktemp("bundles")
    for seed in range(PEOPLE):
        made = carebundle.generate_history(
            profile="hypertension", seed=seed, visits=VISITS, reference_date=house.today - timedelta(days=21)
        )
        (folder / f"{seed}.json").write_text(carebundle.to_json(made))
    return folder


def test_a_day_with_them(house, browser, bundles):
    ana = house.rows("SELECT id, organization_id FROM identity_engagement WHERE name LIKE 'Ana %'")[0]
    people, visits = counted_in(bundles)
    assert len(people) == PEOPLE
    before, first = sizes(house), recount.supervision(house, ana["id"])

    tried = house.run("import", bundles, *whose())
    assert (tried.code, "Nothing was written" in tried.out) == (0, True), tried.err
    assert sizes(house) == before, "a dry run writes nothing"

    done = house.run("import", bundles, *whose(), "--apply")
    assert done.code == 0, done.err
    after = sizes(house)
    assert after["support_client"] - before["support_client"] == PEOPLE
    assert after["support_encounter"] - before["support_encounter"] == visits
    assert after["support_relationship"] - before["support_relationship"] == PEOPLE
    again = house.run("import", bundles, *whose(), "--apply")
    assert (again.code, sizes(house)) == (0, after), "the same files again change nothing"

    page = enter(browser, house, "Ana")
    person = house.rows("SELECT id, name FROM support_client WHERE source_system = 'carebundle' ORDER BY name LIMIT 1")[
        0
    ]
    assert any(person["name"] in one for one in people)
    loaded = recount.supervision(house, ana["id"])
    assert loaded.worked >= first.worked
    work_with(page, person)

    now = recount.supervision(house, ana["id"])
    assert now.since_last == loaded.since_last + 30
    figures_follow(house, browser, ana, person, now)
    assert page.complaints == []


def work_with(page, person):
    """A contact with a signed note, a promise, a step in the phases."""
    page.goto(f"/people/{dashed(person['id'])}/")
    assert page.get_by_role("heading", level=1).inner_text() == person["name"]
    page.get_by_role("link", name="Write a contact").first.click()
    page.get_by_label("30 min", exact=True).click()
    page.get_by_label("Kind").select_option("one_to_one")
    page.get_by_label("What happened").fill("We met for the first time since the papers came over.")
    page.get_by_role("button", name="Save and sign").click()
    page.wait_for_url(re.compile(r"/contacts/[0-9a-f-]{36}/(\?saved=[a-z-]+)?$"))
    assert page.get_by_text("Signed", exact=True).first.is_visible()

    page.goto(f"/people/{dashed(person['id'])}/promise/")
    page.get_by_label("In a few words").fill(PROMISED)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/people/*-*/")
    assert page.get_by_text(PROMISED).first.is_visible()

    page.get_by_role("link", name="Change the phase").click()
    page.get_by_role("radio", name=re.compile("^Connecting")).check(force=True)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/people/*-*/")
    assert page.get_by_text("Connecting since").is_visible()
    assert page.get_by_text("We met for the first time since the papers came over.").is_visible()


def figures_follow(house, browser, ana, person, owed):
    ben = enter(browser, house, "Ben", DESK)
    row = ben.locator(".ways li", has=ben.get_by_role("link", name="Ana Whitcomb"))
    assert row.locator(".soft").inner_text() == (hours(owed.until_stop) if owed.until_stop else "none left")
    lee = enter(browser, house, "Lee", DESK)
    start = house.today - timedelta(days=400)
    lee.goto(f"/outcomes/?from={start.isoformat()}&to={house.today.isoformat()}")
    true = recount.outcomes(house, ana["organization_id"], start, house.today)
    assert figure(lee, "contacts") == f"{true.contacts:,}"
    assert figure(lee, "people served") == f"{true.clients:,}"
    jun = enter(browser, house, "Jun", DESK)
    jun.goto("/claims/")
    fold = jun.locator("details.group").filter(has=jun.locator("summary", has_text="Consent to bill"))
    fold.evaluate("one => { one.open = true }")
    # Half an hour that ended just now: in the first half hour of a day it began the day before.
    latest = house.rows(
        "SELECT started_on FROM support_encounter WHERE client_id = ? ORDER BY started_on DESC LIMIT 1", [person["id"]]
    )[0]["started_on"]
    line = fold.get_by_role("row", name=re.compile(f"^{person['name']} {latest:%B} {latest.day}"))
    assert line.locator("td").all_inner_texts()[2:5] == ["30", "2", "$28.02"], "nobody asked them yet, so it is held"


def whose():
    return ("--peer", "Ana Whitcomb", "--organization", "High Divide Recovery", "--source", "carebundle")


def sizes(house):
    return {table: house.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in TABLES}


def counted_in(folder):
    """The names of the people and the number of finished visits in the files, read without Cairn."""
    people, visits = [], 0
    for file in sorted(folder.glob("*.json")):
        for entry in json.loads(file.read_text())["entry"]:
            one = entry["resource"]
            if one["resourceType"] == "Patient":
                people.append(" ".join([*one["name"][0]["given"], one["name"][0]["family"]]))
            visits += one["resourceType"] == "Encounter" and one["status"] == "finished"
    return people, visits
