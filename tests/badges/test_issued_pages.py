"""The coordinator's and the clerk's pages: issue, find, correct, revoke."""

from __future__ import annotations

import re

import pytest

from cairn.badges.domain.numbers import shown
from cairn.badges.models import Badge, IssuerKey
from cairn.badges.queries.issued import PAGE
from cairn.platform.ids import new_form_id, new_id
from cairn.privacy.scope import scope_of
from tests.badges.badges import issue, stored
from tests.browsers import counted, set_clock, sign_in
from tests.people import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_the_tests_hour(monkeypatch):
    set_clock(monkeypatch)


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main", 1)[1]))


def form_of(cast, **changes):
    return {
        "id": str(new_form_id(cast.organization.id)),
        "recipient": str(cast.ivo.engagement_id),
        "recipient_name": "",
        "title": "Peer Support 101",
        "facts": "Hours: 40\nClass: PS101: May",
        "criteria": "",
        "issued_on": TODAY.isoformat(),
        "expires_on": "",
        **changes,
    }


def test_issuing_by_hand_reaches_the_candidate(cast):
    browser = sign_in(cast, "kay")
    assert "Ivo" in text_of(browser.get("/badges/issued/new/"))
    answer = browser.post("/badges/issued/new/", sent := form_of(cast))
    with scope_of(cast.kay):
        badge = Badge.objects.get()
    assert answer["Location"] == f"/badges/issued/{badge.id}/"
    assert (badge.recipient_name, badge.recipient_person_id, badge.kind) == ("Ivo", cast.ivo.person_id, "course")
    said = text_of(browser.get(answer["Location"]))
    assert "Hours 40" in said
    assert "Class PS101: May" in said
    assert browser.post("/badges/issued/new/", sent)["Location"] == answer["Location"]  # sent twice
    assert "Peer Support 101" in text_of(sign_in(cast, "ivo").get("/badges/"))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"facts": "Hours 40"}, "facts"),
        ({"issued_on": "soon"}, "issued_on"),
        ({"expires_on": "never"}, "expires_on"),
        ({"recipient": str(new_id())}, "recipient"),
        ({"recipient": "", "recipient_name": ""}, "recipient_name"),
    ],
)
def test_what_cannot_be_taken_comes_back_as_typed(cast, changes, field):
    answer = sign_in(cast, "hana").post("/badges/issued/new/", form_of(cast, **changes))
    body = answer.content.decode()
    assert answer.status_code == 400
    assert f'href="#{field}"' in body
    assert "Class: PS101: May" in body or field == "facts"
    with scope_of(cast.hana):
        assert not Badge.objects.exists()


def test_a_correction_begins_with_what_was_issued(cast):
    browser, old = sign_in(cast, "kay"), issue(cast.kay)
    assert "Class: PS101, May 2026" in browser.get(f"/badges/issued/{old}/correct/").content.decode()
    answer = browser.post(f"/badges/issued/{old}/correct/", form_of(cast, recipient="", recipient_name="Ivo Radík"))
    assert answer.status_code == 302
    assert "A corrected one was issued in its place" in text_of(browser.get(f"/badges/issued/{old}/"))
    assert "In place of" in text_of(browser.get(answer["Location"]))


def test_revoking_asks_once_and_why(cast):
    browser, badge_id = sign_in(cast, "hana"), issue(cast.hana, kind="license")
    page = f"/badges/issued/{badge_id}/revoke/"
    assert "cannot be taken back" in text_of(browser.get(page))
    assert browser.post(page).status_code == 400
    assert stored(badge_id).revoked_at is None
    assert browser.post(page, {"reason": "given_up"}).status_code == 302
    assert "The holder gave it up" in text_of(browser.get(f"/badges/issued/{badge_id}/"))
    assert browser.post(f"/badges/issued/{badge_id}/print/", {"form": "letter"}).status_code == 409


def test_one_is_found_by_its_number_however_typed(cast):
    browser, badge_id = sign_in(cast, "kay"), issue(cast.kay, recipient_name="Petra Lund")
    issue(cast.kay)
    number = shown(stored(badge_id).number).lower()
    said = text_of(browser.get("/badges/issued/", {"number": number}))
    assert "Petra Lund" in said
    assert "Ivo Radek" not in said
    for typed in ("K7T", "K7T-4QX-9MN-2BC", "Petra"):
        assert "You issued nothing under this number" in text_of(browser.get("/badges/issued/", {"number": typed}))


def test_a_long_list_is_paged_and_costs_the_same(cast):
    browser, costs, seen = sign_in(cast, "kay"), [], set()
    assert "Nothing issued yet" in text_of(browser.get("/badges/issued/"))
    for many in (2, PAGE):
        for n in range(many):
            issue(cast.kay, recipient_name=f"Person {many} {n:03}")
        with counted() as count:
            page = browser.get("/badges/issued/")
        costs.append(len([one for one in count.statements if "ledger" not in one]))
    assert costs == [1, 1]
    older = re.search(r'href="(/badges/issued/\?after=[^"]+)"', page.content.decode())[1]
    for body in (page.content.decode(), browser.get(older).content.decode()):
        seen |= set(re.findall(r"Person \d+ \d{3}", body))
    assert len(seen) == PAGE + 2


def test_changing_the_key_asks_once(cast):
    browser, badge_id = sign_in(cast, "kay"), issue(cast.kay)
    assert "new key" in text_of(browser.get("/badges/issued/key/"))
    assert browser.post("/badges/issued/key/").status_code == 302
    with scope_of(cast.kay):
        assert IssuerKey.objects.count() == 2
    assert browser.get(f"/verify/{shown(stored(badge_id).number)}/").status_code == 200


def test_others_find_none_of_it(cast):
    badge_id = issue(cast.kay)
    for name in ("ana", "dov", "ivo", "faye", "noor"):
        for page in ("", "new/", "key/", f"{badge_id}/", f"{badge_id}/revoke/", f"{badge_id}/correct/"):
            assert sign_in(cast, name).get(f"/badges/issued/{page}").status_code == 403
