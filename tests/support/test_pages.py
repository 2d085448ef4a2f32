"""The pages of people: who may open them, what they hold, what they cost, and that no name travels in an address."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cairn.platform import clock
from cairn.platform.ids import new_id
from cairn.privacy.models import Consent, LedgerEntry
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.commands.relationships import start_relationship
from cairn.support.models import Client, PhaseChange, Promise, Relationship
from tests import people
from tests.labor import keep_certified
from tests.support.test_clients import grow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.support.page_urls")]


@pytest.fixture(autouse=True)
def _today(monkeypatch, settings, tmp_path):
    settings.STATIC_ROOT = str(tmp_path)
    monkeypatch.setattr(clock, "now", lambda: people.NOW)


def sign_in(cast, name):
    browser = Browser()
    browser.force_login(cast.accounts[name], backend="allauth.account.auth_backends.AuthenticationBackend")
    session = browser.session
    session["engagement_id"] = str(cast.actors[name].engagement_id)
    session["seen_at"] = int(people.NOW.timestamp())
    session.save()
    return browser


def text_of(response):
    return response.content.decode()


def hidden(response, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text_of(response)).group(1)


def of(cast, name):
    return reverse(name, kwargs={"client_id": cast.gil.id})


PAGES = ("get_client", "update_goal", "list_looks", "change_phase", "make_promise", "list_consents", "give_consent")


@pytest.mark.parametrize("name", PAGES)
def test_ana_opens_it_and_cleo_and_dov_get_what_nobody_has(cast, name):
    assert sign_in(cast, "ana").get(of(cast, name)).status_code == 200
    for who in ("cleo", "dov"):
        browser = sign_in(cast, who)
        real = browser.get(of(cast, name))
        nothing = browser.get(reverse(name, kwargs={"client_id": new_id()}))
        assert real.status_code == nothing.status_code == 404
        strip = lambda page: re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|hx-headers=\S+ "[^"]*"\S*', "", page)  # noqa: E731
        assert strip(text_of(real)) == strip(text_of(nothing))
    assert sign_in(cast, "lee").get(of(cast, name)).status_code == 403


def test_the_page_of_a_person_holds_their_words_and_not_their_legal_name(cast):
    page = text_of(sign_in(cast, "ana").get(of(cast, "get_client")))
    assert "My own place" in page
    assert "<title>Client · Cairn</title>" in page
    assert "Gilbert" not in page
    assert "Marsh" not in page


def test_a_caseload_is_cards_for_a_peer_and_a_list_for_who_answers(cast):
    assert "My own place" in text_of(sign_in(cast, "ana").get("/people/"))
    listed = text_of(sign_in(cast, "faye").get("/people/"))
    assert "Gil" in listed
    assert "Hal" in listed
    filtered = text_of(sign_in(cast, "faye").get(f"/people/?peer={cast.cleo.engagement_id}"))
    assert ">Gil<" not in filtered
    assert ">Hal<" in filtered
    with scope_of_installation():
        Relationship.objects.update(ended_on=people.LONG_AGO)
    assert "Nobody here yet" in text_of(sign_in(cast, "ana").get("/people/"))
    assert sign_in(cast, "ana").get(f"/people/?after={new_id()}").status_code == 200
    assert sign_in(cast, "ana").get("/people/?after=x&peer=y").status_code == 200


def test_a_long_caseload_has_a_next_page_without_a_name_in_its_address(cast):
    grow(cast, 60)
    browser = sign_in(cast, "ana")
    first = text_of(browser.get("/people/"))
    older = re.search(r'href="(/people/\?after=[0-9a-f-]{36})"', first).group(1)
    second = text_of(browser.get(older))
    assert "Person 055" in second
    assert "Person 001" not in second


CONTROL = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK", "SET ", "SELECT set_config", "SELECT pg_advisory")
APART = ("django_session", 'FROM "identity_account"', "privacy_ledger", "client_noun")  # session, hat, ledger


def cost(browser, address):
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(address).status_code == 200
    statements = [one["sql"] for one in captured.captured_queries]
    return [sql for sql in statements if not sql.startswith(CONTROL) and not any(name in sql for name in APART)]


@pytest.mark.parametrize("name", ["list_caseload", "get_client", "list_consents", "change_phase"])
def test_a_page_costs_the_same_with_5_and_with_200(cast, name):
    browser, costs = sign_in(cast, "ana"), []
    address = "/people/" if name == "list_caseload" else of(cast, name)
    for more in (5, 195):
        grow(cast, more)
        with scope_of_installation():
            for number in range(more):
                Promise.objects.create(
                    organization_id=cast.organization.id,
                    relationship=cast.gil_and_ana,
                    text=f"Promise {number}",
                    made_at=people.NOW,
                    made_by_id=cast.ana.engagement_id,
                )
        costs.append(len(cost(browser, address)))
    assert costs[0] == costs[1] <= 6


def test_taking_in_choosing_a_phase_promising_and_settling(cast):
    with scope_of_installation():
        keep_certified(cast, cast.ana)
    browser = sign_in(cast, "ana")
    form = browser.get("/people/new/")
    sent = {name: hidden(form, name) for name in ("id", "client", "relationship")} | {"called": " "}
    wrong = browser.post("/people/new/", sent | {"goal": "A dog"})
    assert wrong.status_code == 400
    assert "A dog" in text_of(wrong)
    assert hidden(wrong, "id") == sent["id"]
    for _ in range(2):
        done = browser.post("/people/new/", sent | {"called": "Ida"})
    question = browser.get(done["Location"])
    done = browser.post(done["Location"], {"id": hidden(question, "id"), "ties": "none"})
    assert done["Location"] == f"/people/{sent['client']}/"
    with scope_of_installation():
        assert Client.objects.filter(name="Ida").count() == 1

    form = browser.get(f"/people/{sent['client']}/phase/")
    step = {"id": hidden(form, "id"), "relationship": hidden(form, "relationship"), "phase": "supporting"}
    page = browser.post(f"/people/{sent['client']}/phase/", step, follow=True)
    assert "It may be too early to fix things" in text_of(page)
    assert browser.post(f"/people/{sent['client']}/phase/", step | {"phase": "soaring"}).status_code == 400
    again = browser.post(f"/people/{sent['client']}/phase/", step | {"id": str(new_id())})
    assert again.status_code == 409
    assert "already" in text_of(again)
    with scope_of_installation():
        assert PhaseChange.objects.count() == 2

    form = browser.get(f"/people/{sent['client']}/promise/")
    vow = {"id": hidden(form, "id"), "relationship": hidden(form, "relationship"), "text": "Call", "due_on": "tomorrow"}
    wrong = browser.post(f"/people/{sent['client']}/promise/", vow)
    assert wrong.status_code == 400
    assert 'value="Call"' in text_of(wrong)
    page = browser.post(f"/people/{sent['client']}/promise/", vow | {"due_on": "2026-11-19"}, follow=True)
    settle = re.search(r'action="(/promises/[^"]+)"', text_of(page)).group(1)
    assert "No promise stands" in text_of(browser.post(settle, {"outcome": "kept"}, follow=True))
    assert browser.post(f"/promises/{new_id()}/settle/", {"outcome": "kept"}).status_code == 404


def test_a_manager_writes_down_a_choice_and_a_goodbye(cast):
    browser = sign_in(cast, "faye")
    for method in (browser.get, browser.post):  # the old address leads to the page where people choose each other
        assert method(of(cast, "start_relationship")).url == of(cast, "choose_peer")
    assert browser.get(reverse("start_relationship", kwargs={"client_id": new_id()})).status_code == 404
    chosen = new_id()
    with scope_of(cast.faye):
        peer_id = cast.cleo.engagement_id
        start_relationship(
            actor=cast.faye, relationship_id=chosen, client_id=cast.gil.id, peer_id=peer_id, now=people.NOW
        )
    assert sign_in(cast, "cleo").get(of(cast, "get_client")).status_code == 200
    leave = reverse("end_relationship", kwargs={"client_id": cast.gil.id, "relationship_id": chosen})
    assert browser.get(leave).status_code == 200
    assert browser.post(leave, {"ended_on": "2020-01-01"}).status_code == 409
    assert browser.post(leave, {"ended_on": "", "because": "Chose Ana"}).status_code == 302
    assert sign_in(cast, "cleo").get(of(cast, "get_client")).status_code == 404
    assert browser.get(leave).status_code == 404


def test_saying_yes_and_taking_it_back_in_two_taps(cast):
    browser, address = sign_in(cast, "ana"), of(cast, "give_consent")
    form = browser.get(address)
    yes = {
        "id": hidden(form, "id"),
        "recipient_class": "family",
        "recipient": "Rosa",
        "scope": ["progress", "plan"],
        "purpose": "So that she can help",
        "expires_on": date(2099, 1, 31).isoformat(),
    }
    refused = browser.post(address, yes)
    assert refused.status_code == 400
    assert "Only the person can say yes" in text_of(refused)
    assert 'value="Rosa"' in text_of(refused)
    assert browser.post(address, yes | {"recipient_class": "everybody"}).status_code == 400
    cards = browser.post(address, yes | {"is_signed": "yes"}, follow=True)
    stop = re.search(r'href="(/consents/[^"]+)"', text_of(cards)).group(1)
    assert "Shares with one party." in text_of(browser.get(of(cast, "get_client")))
    assert "Rosa" in text_of(browser.get(stop))
    assert "Taken back on" in text_of(browser.post(stop, follow=True))
    assert "not shared any more" in text_of(browser.get(stop))
    assert "Nothing may be shared." in text_of(browser.get(of(cast, "get_client")))
    for who in ("cleo", "dov"):
        assert sign_in(cast, who).get(stop).status_code == 404
        assert sign_in(cast, who).post(stop).status_code == 404
    with scope_of_installation():
        assert Consent.objects.count() == 1


def test_a_yes_that_would_hold_the_billing_is_said_before_and_after(cast):
    browser, address = sign_in(cast, "ana"), of(cast, "give_consent")
    form = browser.get(address)
    assert "The only choice under which the service can be billed" in text_of(form)
    yes = {
        "id": hidden(form, "id"),
        "recipient_class": "care_and_payment",
        "recipient": "County Clinic",
        "scope": ["billing", "contacts"],
        "purpose": "for treatment, payment, and health care operations",
        "expires_event": "end of services",
        "is_signed": "yes",
    }
    refused = browser.post(address, yes)
    assert refused.status_code == 400
    assert "a name would narrow it to that one" in text_of(refused)
    with scope_of_installation():
        assert not Consent.objects.exists()
    assert "It can be taken back" in text_of(browser.post(address, yes | {"recipient": ""}, follow=True))
    one = yes | {"id": hidden(browser.get(address), "id"), "recipient_class": "provider"}
    assert "claims stay held until" in text_of(browser.post(address, one, follow=True))


def test_who_looked_names_people_and_says_what_in_words(cast):
    sign_in(cast, "faye").get("/people/")
    sign_in(cast, "ben").get(of(cast, "get_client"))
    browser = sign_in(cast, "ana")
    page = text_of(browser.get(of(cast, "list_looks")))
    assert "Ben" in page
    assert "Opened your page" in page
    assert "Faye" in page
    assert "Saw your name and goal in a list" in page
    assert "support.client.seen" not in page
    assert browser.get(of(cast, "list_looks") + "?before=1").status_code == 200
    assert browser.get(of(cast, "list_looks") + "?before=x").status_code == 200
    with scope_of_installation():
        assert LedgerEntry.objects.count() == 5


def test_search_takes_its_text_from_the_body_only(cast):
    browser = sign_in(cast, "ana")
    assert ">Gil<" in text_of(browser.post("/search/", {"q": "gi"}))
    assert ">Gil<" not in text_of(browser.get("/search/?q=gi"))
    assert ">Hal<" not in text_of(browser.post("/search/", {"q": "Hal"}))
    assert "Gilbert Marsh" in text_of(sign_in(cast, "jun").post("/search/", {"q": "marsh"}))


def test_a_goal_that_changed_meanwhile_is_shown_beside_what_was_typed(cast):
    browser = sign_in(cast, "ana")
    page = browser.post(of(cast, "update_goal"), {"goal": "A cat", "seen": "Something old"})
    assert page.status_code == 409
    assert "A cat" in text_of(page)
    assert "My own place" in text_of(page)
    assert browser.post(of(cast, "update_goal"), {"goal": "A cat", "seen": "My own place"}).status_code == 302


def test_a_goal_that_was_too_long_is_still_compared_with_the_one_that_was_read(cast):
    browser = sign_in(cast, "ana")
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(goal="A dog")  # by somebody else, after the page was opened
    page = text_of(browser.post(of(cast, "update_goal"), {"goal": "A cat" * 100, "seen": "My own place"}))
    assert 'name="seen" value="My own place"' in page


HOSTILE = "My\x00 sister\x1b"


def test_signs_that_steer_a_machine_reach_no_record(cast):
    ana = sign_in(cast, "ana")
    told = {"recipient_class": "family", "scope": "attendance", "expires_event": HOSTILE, "is_signed": "yes"}
    ana.post(of(cast, "give_consent"), {**told, "recipient": HOSTILE, "purpose": HOSTILE})
    page = ana.get(of(cast, "make_promise"))
    ana.post(of(cast, "make_promise"), {"relationship": hidden(page, "relationship"), "text": HOSTILE})
    ana.post(of(cast, "update_goal"), {"seen": cast.gil.goal, "goal": HOSTILE})
    with scope_of_installation():
        consent = Consent.objects.exclude(recipient="").latest("signed_at")
        assert {consent.recipient, consent.purpose, consent.expires_event} == {"My sister"}
        assert Promise.objects.get().text == Client.objects.get(id=cast.gil.id).goal == "My sister"


def test_a_goal_kept_with_other_line_ends_can_be_changed(cast):
    with scope_of_installation():
        Client.objects.filter(id=cast.gil.id).update(goal="Sleep\r\nand work")
    ana = sign_in(cast, "ana")
    answer = ana.post(of(cast, "update_goal"), {"seen": "Sleep\r\nand work", "goal": "Sleep"})
    assert answer.status_code == 302
    with scope_of_installation():
        assert Client.objects.get(id=cast.gil.id).goal == "Sleep"


def test_every_answer_says_where_its_parts_may_come_from(cast):
    for answer in (sign_in(cast, "ana").get(of(cast, "get_client")), sign_in(cast, "dov").get(of(cast, "get_client"))):
        said = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
        assert {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"} <= said
