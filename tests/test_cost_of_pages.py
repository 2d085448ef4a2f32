"""What the hottest page and save cost whatever the machine: statements and bytes, exact, at 5 rows and at many. `do.py bench` times them."""

from __future__ import annotations

import gzip
import re

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from bench.inside import BEFORE_THE_PAGE, CONTROL, LEDGER
from cairn.platform import clock
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of_installation
from tests import people
from tests.support import contact_drafts

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: people.NOW)


@pytest.fixture
def ana(cast):
    browser = Browser()
    browser.force_login(cast.accounts["ana"], backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["engagement_id"] = str(cast.ana.engagement_id)
    session["seen_at"] = session["began_at"] = int(people.NOW.timestamp())
    session.save()
    return browser


def cost(act):
    """Statements of the room, statements of the ledger, and the answer."""
    with CaptureQueriesContext(connection) as captured:
        answer = act()
    said = [one["sql"] for one in captured.captured_queries if not one["sql"].lstrip().upper().startswith(CONTROL)]
    own = [sql for sql in said if not any(word in sql for word in BEFORE_THE_PAGE)]
    ledger = [sql for sql in own if LEDGER in sql]
    return len(own) - len(ledger), len(ledger), answer


def walk_with(cast, count):
    with scope_of_installation():
        for number in range(count):
            people.serve(
                f"Person {number:03}", cast.ana, cast.program, goal="My own place, and Sundays with my daughter"
            )


def tell(cast, count):
    for days_ago in range(1, count + 1):
        start, end = people.at(9, days_ago=days_ago), people.at(10, days_ago=days_ago)
        contact_drafts.record(cast, contact_drafts.draft_for(cast.gil, start, end))


@pytest.mark.parametrize("count", [5, 49])
def test_a_caseload_costs_three_reads(cast, ana, count):
    walk_with(cast, count)
    ana.get("/people/")  # an organization's very first entry costs PostgreSQL two more
    reads, ledger, page = cost(lambda: ana.get("/people/"))
    assert page.status_code == 200
    assert page.content.count(b"<article") == count + 1
    assert (reads, ledger) == (3, 3)


def test_a_caseload_of_25_is_31_kilobytes(cast, ana):
    walk_with(cast, 24)
    page = ana.get("/people/").content
    assert page.count(b"<article") == 25
    assert len(page) < 31_000  # 2 of them are the numbers that open without a signal, on every page of the field
    assert len(gzip.compress(page, 6)) < 6_000


@pytest.mark.parametrize("count", [1, 25])
def test_a_client_page_costs_six_reads(cast, ana, count):
    tell(cast, count)
    reads, ledger, page = cost(lambda: ana.get(f"/people/{cast.gil.id}/"))
    assert page.content.count(b"Rode along") == min(count, 10)
    assert (reads, ledger) == (6, 2)
    assert len(page.content) < 22_000
    assert len(gzip.compress(page.content, 6)) < 5_300


def test_the_story_goes_on_to_the_first_contact_by_plain_links(cast, ana):
    tell(cast, 25)
    address, told, costs = f"/people/{cast.gil.id}/", [], []
    while address:
        reads, _, page = cost(lambda: ana.get(address))
        costs.append(reads)
        told.append(re.findall(r'href="/contacts/([0-9a-f-]{36})/"', page.content.decode()))
        earlier = re.search(r'href="([^"]*\?before=[^"#]*)#story"', page.content.decode())
        address = earlier[1] if earlier else ""
    assert [len(some) for some in told] == [10, 10, 5]
    assert len({one for some in told for one in some}) == 25
    assert costs == [6, 5, 5]  # only the first asks how the two walk together


@pytest.mark.parametrize("before", [1, 25])
def test_a_save_costs_six_statements(cast, ana, before):
    tell(cast, before)
    form = {
        "id": str(new_id()),
        "person": str(cast.gil.id),
        "minutes": "45",
        "kind": "one_to_one",
        "place": "community",
        "support": "emotional",
        "data": "Rode along to the clinic.",
        "act": "sign",
    }
    with CaptureQueriesContext(connection) as captured:
        own, ledger, answer = cost(lambda: ana.post("/contacts/new/", form))
    assert answer.status_code == 302
    assert (own, ledger) == (4, 2)
    written = [one["sql"] for one in captured.captured_queries if one["sql"].startswith(("INSERT", "UPDATE"))]
    assert not [sql for sql in written if "django_session" in sql]  # it would wait for the disk a second time
