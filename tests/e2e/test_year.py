"""A year in one person's life, walked in real browsers on a served house: from an anonymous meal on the street to a goodbye and a file
with everything. Each permission is given or taken back by the person, and the next page shows what it did.

Five walk: the person on a phone of their own, two peer supporters on theirs, program manager and clinical supervisor at desks, each
signed in for real. Seeded are the program and the people at work; everything else is done on the pages. The server's clock moves.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest

from tests.e2e.walkers import ground
from tests.e2e.walkers.founding import PEERS
from tests.e2e.walkers.peer import Peer
from tests.e2e.walkers.person import Person
from tests.e2e.walkers.served import Served

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("pages")]
BEGIN = date(2026, 1, 5)  # a Monday
CLINIC = "Prairie Clinic"
OWN = "I want a porch. That is the plan."


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    with ground.laid(tmp_path_factory.mktemp("year"), "year", BEGIN, host="localhost") as laid:
        yield laid


def test_a_year_from_a_meal_on_the_street_to_a_goodbye(house, browser):
    ana, marty = (Peer(browser, house, name) for name in PEERS)
    faye, ben, gil = (
        Person(browser, house, "Faye Lindgren"),
        Person(browser, house, "Ben Hollis"),
        Served(browser, house, "Gil"),
    )

    intake = january(house, ana, faye)
    ana.client = marty.client = taken_in(house, ana, intake)
    choosing(house, ana)
    own_pages(house, ana, gil)
    walking(house, ana, gil)
    told_only_with_consent(house, ana, gil)
    somebody_else(house, ana, marty, faye, gil)
    goodbye(house, marty, faye, gil)
    ben.come_in()


def january(house, ana, faye):
    """Met without a name; then a first name is enough, and the rest waits."""
    house.move(BEGIN, 10)
    ana.come_in()
    ana.count_met(3)
    ana.reads("3")
    faye.come_in()
    faye.go("/coming-in/cost/")
    faye.fill(costs="nothing", words="Nobody pays for peer support here. Grants do.")
    faye.send("costs")

    house.move(BEGIN + timedelta(days=2), 11)
    ana.come_in()
    intake = ana.begin_intake("Gil")
    ana.tell(intake, "explained", "Keep it and stop here", heard="with_questions")
    return intake


def taken_in(house, ana, intake):
    """A week later they come again, and it goes on where it stood."""
    house.move(BEGIN + timedelta(days=9), 11)
    ana.come_in()
    ana.go("/coming-in/")
    ana.reads("Gil")
    ana.tell(intake, "who", called="Gil", birth_date="1986-05-02")
    ana.tell(intake, "matters", brings="A cold winter.", goal="My own place by the summer")
    ana.tell(intake, "explained", heard="clear")
    ana.tell(intake, "fee", agreed="screen")
    ana.tell(intake, "reach", way="text", message="nothing")
    return ana.take_in(intake)


def choosing(house, ana):
    """Who takes somebody in is asked at once whether the two know each other; what matters to the person is written down."""
    ana.reads("Do you and Gil know each other?")
    ana.fill(ties=["none"])
    ana.send("ties")
    ana.go(f"{ana.client}wishes/")
    ana.fill(words="Somebody who does not hurry me.")
    ana.send("words")
    ana.go(ana.client)
    ana.reads("Gil", "My own place by the summer")


def own_pages(house, ana, gil):
    """A code, shown side by side; a passkey; and what was looked at, by whom."""
    ana.go(f"{ana.client}sign-in/")
    ana.page.get_by_role("button", name="Show a code now").click()
    ana.page.wait_for_selector("main .secret")
    gil.set_up(re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", ana.said())[0])
    gil.open("looks/")
    gil.reads("Ana Whitebird")


def walking(house, ana, gil):
    """Contacts and a plan; the person reads the note and writes beside the plan; the peer supporter reads it."""
    house.move(BEGIN + timedelta(days=16), 15)
    ana.come_in()
    ana.write_contact("Rode along to the housing office. Gil asked his own questions.", "Bring the bus plan")
    ana.go(ana.client)
    ana.reads("Bring the bus plan")
    ana.go(f"{ana.client}plan/goals/new/")
    ana.fill(words="A place with a door that I lock")
    ana.send("words")

    ana.go(f"/calendar/new/?person={ana.client.split('/')[2]}")
    ana.fill(day=(house.today + timedelta(days=7)).isoformat(), at="10:00", minutes="45")
    ana.send("relationship", "Save")

    gil.open("notes/")
    gil.page.get_by_role("link", name="Read the note").first.click()
    gil.page.wait_for_url(re.compile(r"/mine/notes/[0-9a-f-]{36}/"))
    gil.reads("Gil asked his own questions")
    gil.open("plan/")
    gil.reads("A place with a door that I lock")
    gil.open("plan/words/")
    gil.page.locator("main textarea").fill(OWN)
    gil.page.get_by_role("button", name="Save").click()
    gil.page.wait_for_url("**/mine/plan/")
    gil.reads(OWN)
    gil.open("meetings/")
    gil.reads("10:00")
    ana.go(f"{ana.client}own-words/")
    ana.reads(OWN)


def told_only_with_consent(house, ana, gil):
    """A clinic may not be told; the person agrees to exact words, and it may; they stop it themselves, and it may not any more."""
    house.move(date(2026, 4, 13), 10)
    ana.come_in()
    ana.go(f"/referrals/new/?person={ana.client.split('/')[2]}")
    ana.fill(
        needs=[ana.page.locator("main [name=needs]").first.get_attribute("value")],
        place_name=CLINIC,
        wish="asked",
        way="warm",
    )
    ana.send("place_name", "Write it down")
    referral = ana.path
    ana.reads("The place may not be told")

    paper = ana.ask_consent(CLINIC, ["attendance", "progress"], "I asked for it", house.today + timedelta(days=200))
    ana.reads(CLINIC, "Yes or no?")
    ana.send("digest", "Yes, I agree")
    ana.go(paper)
    ana.reads("What was asked", "said yes")

    ana.go(referral)
    ana.reads("The place may be told")
    gil.open("permissions/")
    gil.reads(CLINIC)
    gil.page.get_by_role("link", name="Stop").first.click()
    gil.page.get_by_role("button", name="Yes, stop").click()
    gil.page.wait_for_url("**/mine/permissions/")
    gil.reads("You stopped it on")
    ana.go(referral)
    ana.reads("The place may not be told")

    ana.ask_consent(CLINIC, ["attendance"], "Another try", house.today + timedelta(days=30))
    ana.send("digest", "No, I do not agree")
    ana.go(referral)
    ana.reads("The place may not be told")


def somebody_else(house, ana, marty, faye, gil):
    """They ask for another peer supporter, without a reason; the chosen one says that nothing stands between them; before, nobody else sees them."""
    house.move(date(2026, 7, 20), 10)
    marty.come_in()
    assert marty.page.goto(marty.client).status == 404
    gil.open("people/choose/")
    with gil.page.expect_navigation():  # it leads back to the same address
        gil.page.get_by_role("button", name="Ask for a talk about it").click()
    gil.page.get_by_role("button", name="I need no talk any more").wait_for()
    faye.come_in()
    faye.go("/peer-wishes/")
    faye.reads("Gil")
    faye.go(f"{ana.client}choice/")
    faye.page.get_by_role("radio", name="Marty Olsen").check(force=True)
    faye.page.get_by_role("radio", name="Instead of Ana Whitebird").check(force=True)
    faye.send("peer", "Write down their choice")
    marty.go("/choosing/asked/")
    marty.reads("Gil")
    marty.go(f"{marty.client}known-before/")
    marty.fill(ties=["none"])
    marty.send("ties")
    faye.go("/choosing/")
    faye.follow("/transfer/")
    faye.page.locator("main [name=known]").fill("The mornings by the river do me good.")
    for promise in faye.page.locator("main select[name^=promise-]").all():
        promise.select_option("passed_on")
    faye.send("known", "Hand over today")
    marty.go("/")
    marty.reads("The mornings by the river do me good.")
    marty.go(marty.client)
    marty.reads("Gil", "My own place by the summer")
    gil.open("people/")
    gil.reads("Marty Olsen")


def goodbye(house, marty, faye, gil):
    """December: a summary that both wrote, signed; they left; everything is theirs to take along."""
    house.move(date(2026, 12, 14), 10)
    marty.come_in()
    marty.write_contact("Said goodbye at the lake. Gil showed me his key.")
    marty.go(f"{marty.client}leaving/left/")
    marty.fill(
        left_on=house.today.isoformat(), reason=marty.page.locator("main [name=reason]").first.get_attribute("value")
    )
    for promise in marty.page.locator("main select[name^=promise-]").all():
        promise.select_option("kept")
    marty.send("left_on")
    marty.follow("/summary/")
    marty.fill(their_words="I lock my own door now.")
    marty.send("their_words", "Save and sign")
    marty.reads("I lock my own door now.")

    file = gil.take_all()
    assert set(file) >= {"read.html", "data.json"}
    assert all(name.startswith("papers/") for name in set(file) - {"read.html", "data.json"})
    assert json.loads(file["data.json"])
    for words in (
        "Rode along to the housing office",
        "Said goodbye at the lake",
        OWN,
        "A place with a door that I lock",
        CLINIC,
    ):
        assert words in file["read.html"], words
        assert words in json.dumps(json.loads(file["data.json"]), ensure_ascii=False), words
