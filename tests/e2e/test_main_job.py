"""The one job that everything else hangs on: a contact written up on a phone, and what follows from it in five other rooms.

Every figure that a page shows is counted again from the raw rows (`tests/e2e/recount.py`), before and after.
"""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests import postgres
from tests.e2e import houses, recount
from tests.e2e.browsers import DESK, enter, presses, visit
from tests.e2e.recount import dollars, hours

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("pages")]
MINUTES = 45
WORDS = "Rode along to the clinic and waited with Gil."
MOST_PRESSES, MOST_SECONDS = 8, 60
# Keystroke-level model: to point at something, to press and let go, to make up one's mind, to strike a key.
POINT, PRESS, MIND, KEY = 1.1, 0.2, 1.35, 0.2


@pytest.fixture(scope="module", params=["embedded", pytest.param("postgresql", marks=pytest.mark.postgres)])
def house(request, told, tmp_path_factory):
    folder = tmp_path_factory.mktemp("house")
    if request.param == "embedded":
        with houses.served(told, folder) as house:
            yield house
        return
    try:
        with postgres.cluster() as server, houses.served_on_postgresql(folder, server) as house:
            yield house
    except postgres.NoServer as reason:
        (pytest.fail if houses.IN_CI else pytest.skip)(str(reason))


def test_a_contact_and_what_follows_from_it(house, browser, capsys):
    ana = house.rows("SELECT id, organization_id FROM identity_engagement WHERE name LIKE 'Ana %'")[0]
    start = date(house.today.year, house.today.month - 5, 1) if house.today.month > 5 else date(house.today.year, 1, 1)
    owed, shown = recount.supervision(house, ana["id"]), look_around(house, browser, ana, start)

    phone = enter(browser, house, "Ana")
    count, seconds = write_up(phone)
    with capsys.disabled():
        print(f"\n  {count} presses, {seconds:.1f} s with the typing, {seconds - KEY * len(WORDS):.1f} s without")
    assert count <= MOST_PRESSES
    assert seconds < MOST_SECONDS
    assert phone.complaints == []

    now = recount.supervision(house, ana["id"])
    assert (now.worked, now.since_last) == (owed.worked + MINUTES, owed.since_last + MINUTES)
    assert owed.until_stop - now.until_stop == MINUTES
    then = look_around(house, browser, ana, start)
    assert then["contacts"] == shown["contacts"] + 1
    assert then["ready"] == shown["ready"] + 3 * recount.RATE_CENTS, "45 minutes are three units"
    assert then["cost_per_contact"] < shown["cost_per_contact"]
    assert (then["offered"], then["answered"]) == (shown["offered"], shown["answered"])

    the_survey_in_other_hands(phone, house, browser)
    last = look_around(house, browser, ana, start)
    assert (last["offered"], last["answered"]) == (then["offered"] + 1, then["answered"] + 1)
    assert last["saved"] - then["saved"] == 52_000, "one visit to the emergency room, HCUP Statistical Brief 257"


def write_up(phone):
    """From Today to the signed contact; presses counted, and the seconds that a practiced thumb would need."""
    before = presses(phone)
    # Seven people walk with Ana; Gil's card or the first button are one press each, the chip is the second.
    phone.get_by_role("link", name="Write a contact", exact=True).click()
    phone.get_by_label("Gil", exact=True).click()
    phone.get_by_label(f"{MINUTES} min", exact=True).click()
    phone.get_by_label("Kind").select_option("one_to_one")
    native = 2  # the phone's own list: opened and chosen from, outside of the page
    phone.get_by_label("Emotional", exact=True).click()
    phone.get_by_label("What happened").click()
    phone.keyboard.type(WORDS)
    phone.get_by_role("button", name="Save and sign").click()
    phone.wait_for_url(re.compile(r"/contacts/[0-9a-f-]{36}/(\?saved=[a-z-]+)?$"))
    assert phone.get_by_text("Signed", exact=True).first.is_visible()
    count = presses(phone) - before + native
    return count, count * (POINT + PRESS + MIND) + KEY * len(WORDS)


def look_around(house, browser, ana, start):
    """What Ben, Faye, Jun and Lee see, each figure equal to its recount. Gives the figures that should have moved."""
    owed = recount.supervision(house, ana["id"])
    by_ben(enter(browser, house, "Ben", DESK), houses_id(ana["id"]), owed)
    by_faye(enter(browser, house, "Faye", DESK), house, ana, owed)
    ready = by_jun(enter(browser, house, "Jun", DESK), house, ana)
    figures = by_lee(enter(browser, house, "Lee", DESK), house, ana["organization_id"], start)
    for context in browser.contexts[-4:]:
        context.close()
    return {"ready": ready, **figures}


def by_ben(page, ana, owed):
    row = page.locator(".ways li", has=page.get_by_role("link", name="Ana Whitcomb"))
    assert row.locator(".soft").inner_text() == hours(owed.until_stop)
    page.goto(f"/supervision/{ana}/")
    assert f"{hours(owed.until_stop)} of work until the stop" in page.locator("h1 + .lead").inner_text()
    told = page.locator(".card", has=page.get_by_role("heading", name="Hours")).locator(".pairs dd").all_inner_texts()
    assert told[:3] == [hours(owed.worked), hours(owed.supervised), hours(owed.since_last)]  # then the other kinds
    page.goto("/supervision/")
    cells = page.get_by_role("row", name=re.compile("^Ana Whitcomb")).locator("td").all_inner_texts()
    assert cells[1:4] == [hours(owed.owed) if owed.owed else "none", hours(owed.until_stop), hours(owed.since_last)]


def by_faye(page, house, ana, owed):
    unsigned = house.rows(
        "SELECT count(*) AS n FROM support_note n JOIN support_encounter e ON e.id = n.encounter_id "
        "WHERE n.organization_id = ? AND n.signed_at IS NULL AND e.in_error_at IS NULL",
        [ana["organization_id"]],
    )[0]["n"]
    assert figure(page, "notes not signed yet") == str(unsigned)
    month = recount.outcomes(house, ana["organization_id"], house.today - recount.timedelta(days=30), house.today)
    assert figure(page, "answered the survey") == f"{month.response} %"
    assert f"{month.answered} of {month.offered} offered" in stat(page, "answered the survey")
    page.goto("/compliance/")
    cells = page.get_by_role("row", name=re.compile("^Ana Whitcomb")).locator("td").all_inner_texts()
    assert cells[0] == f"{hours(owed.until_stop)} of work until the stop"
    assert cells[3].startswith(hours(owed.owed) if owed.owed else "None")


def by_jun(page, house, ana):
    """Ana's clean lines of this month, and what all clean lines come to."""
    page.goto("/claims/")
    page.locator("details.whole").evaluate_all("all => all.forEach(one => { one.open = true })")
    rows = page.get_by_role("table", name="Ready to bill").locator("tbody tr")
    cells = [row.locator("th, td").all_inner_texts() for row in rows.all()]
    ours = {(name, day): tuple(rest[:3]) for name, day, peer, *rest in cells if peer == "Ana Whitcomb"}
    clean = recount.clean_lines(house, ana["id"], house.today)
    expected = {
        (name, f"{day:%B} {day.day}, {day.year}"): (str(minutes), str(units), dollars(cents))
        for (name, day), (minutes, units, cents) in clean.items()
    }
    assert ours == expected
    total = sum(recount.units(int(minutes)) for _, _, _, minutes, *_ in cells) * recount.RATE_CENTS
    assert figure(page, "ready to bill") == dollars(total)
    return total


def by_lee(page, house, organization, start):
    page.goto(f"/outcomes/?from={start.isoformat()}&to={house.today.isoformat()}")
    true = recount.outcomes(house, organization, start, house.today)
    per_contact = recount.math.floor(true.cents / true.contacts + 0.5)
    assert figure(page, "people served") == f"{true.clients:,}"
    assert figure(page, "contacts") == f"{true.contacts:,}"
    assert figure(page, "all costs of the program") == dollars(true.cents)
    assert figure(page, "for each contact") == dollars(per_contact)
    assert figure(page, "for each person") == dollars(recount.math.floor(true.cents / true.clients + 0.5))
    words = page.locator("section", has=page.locator("#q3")).locator("p").first.inner_text()
    assert words.startswith(
        f"{true.answered} surveys answered of {true.offered} offered (response rate {true.response} %)"
    )
    rows = page.get_by_role("table", name="Diversion dollars").locator("tbody tr").all()
    for row, percent in zip(rows, (25, 50, 100), strict=True):
        _, saved, low, high, net, _ = row.locator("th, td").all_inner_texts()
        assert saved == dollars(recount.share(true.saved, percent))
        assert (low, high) == (dollars(recount.share(true.low, percent)), dollars(recount.share(true.high, percent)))
        assert net.replace("-", "−") == dollars(recount.share(true.saved, percent) - true.cents)
    return {
        "contacts": true.contacts, "cost_per_contact": per_contact,
        "offered": true.offered, "answered": true.answered, "saved": true.saved,
    }  # fmt: skip


def the_survey_in_other_hands(phone, house, browser):
    """By a code on Ana's screen, answered on another phone; the link shows Ana nothing then."""
    phone.get_by_role("link", name="Ask for their one-minute survey").click()
    phone.get_by_role("button", name="Show a code for their phone").click()
    link = re.search(r"http\S+/s/\S+/", phone.get_by_text("Or type:").inner_text()).group()
    theirs = visit(browser, house)
    theirs.goto(link)
    for answer in ("Very helpful", "Good", "Gone to the emergency room"):
        theirs.get_by_label(answer, exact=True).click()
    theirs.get_by_role("button", name="Send my answers").click()
    theirs.get_by_role("heading", name="Thank you").wait_for()
    assert theirs.complaints == []
    phone.goto(link)
    assert phone.locator("input:not([type=hidden])").count() == 0
    assert "emergency room" not in phone.content()
    phone.get_by_role("heading", name="Thank you").wait_for()
    kept = house.rows("SELECT state FROM support_survey ORDER BY offered_at DESC LIMIT 1")
    assert kept[0]["state"] == "answered"


def stat(page, label):
    return page.locator(".stat", has=page.get_by_text(label, exact=True)).inner_text()


def figure(page, label):
    return page.locator(".stat", has=page.get_by_text(label, exact=True)).locator(".value").inner_text()


def houses_id(id_):
    return f"{id_[:8]}-{id_[8:12]}-{id_[12:16]}-{id_[16:20]}-{id_[20:]}"
