"""The December checklist, and the one sentence on what is missing."""

from __future__ import annotations

import re
from datetime import date, time

import pytest

from cairn.credentials.domain.continuing_education import Category, CeFacts, CourseTaken, decide_ce
from cairn.credentials.domain.missing import say_missing
from cairn.credentials.domain.renewals import RenewalFacts, decide_renewal
from cairn.credentials.domain.standing import Renewal
from cairn.kernel.instants import from_local
from cairn.platform.packs import rules_on
from cairn.privacy.scope import scope_of
from tests.browsers import set_clock, sign_in
from tests.labor import certify
from tests.people import ZONE

pytestmark = pytest.mark.django_db
DECEMBER = date(2026, 12, 5)


def taken(minutes, category=Category.GENERAL, on=date(2026, 4, 1)):
    return CourseTaken(on, minutes, category)


@pytest.mark.parametrize(
    ("issued_on", "courses", "said"),
    [
        (date(2025, 3, 1), (), "20 h more by December 31, 2026, 2 h of them on suicide prevention."),
        (
            date(2025, 3, 1),
            (taken(1140),),
            "2 h more by December 31, 2026, on suicide prevention.",
        ),
        (
            date(2025, 3, 1),
            (taken(1200),),
            "The hours are whole; 2 h on suicide prevention are still missing by December 31, 2026.",
        ),
        (date(2025, 3, 1), (taken(120, Category.SUICIDE_PREVENTION), taken(1080)), "All of 2026 is done."),
        (
            date(2024, 3, 1),
            (taken(120, Category.SUICIDE_PREVENTION, date(2025, 2, 1)), taken(1200)),
            "All of 2026 is done. By December 31, 2027: 2 h on suicide prevention, within the hours of those years.",
        ),
        (
            date(2026, 3, 1),
            (),
            "Nothing is owed in 2026; the first hours are owed from January 1, 2027. "
            "By December 31, 2027: 2 h on suicide prevention, within the hours of those years.",
        ),
    ],
)
def test_what_is_missing_is_one_sentence(issued_on, courses, said):
    assert say_missing(decide_ce(CeFacts(issued_on, courses), rules_on(DECEMBER), DECEMBER)) == said


def test_the_fee_is_the_one_of_the_day():
    facts = RenewalFacts(date(2018, 10, 1), (Renewal(date(2018, 12, 1), 2019),))
    on = date(2019, 12, 1)
    assert decide_renewal(facts, rules_on(on), on).figures["fee_cents"] == 12500


def page(cast, monkeypatch, on=DECEMBER) -> str:
    set_clock(monkeypatch, from_local(on, time(9), ZONE))
    answer = sign_in(cast, "ana").get("/credential/renewal/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_checklist_says_fee_word_proof_and_late_days(cast, monkeypatch):
    with scope_of(cast.ana):
        certify(cast, date(2025, 3, 1), (date(2025, 12, 10), 2026))
    said = page(cast, monkeypatch)
    for words in (
        "Renewal for 2027",
        "What to do by December 31, 2026",
        "Pay $93.00",
        "20 h more by December 31, 2026",
        "No proof of the hours",
        "Jan 1 to February 14, 2027",
        "From February 15, 2027",
        "could not be verified",
    ):
        assert words in said, words


def test_whoever_renewed_has_nothing_to_do(cast, monkeypatch):
    with scope_of(cast.ana):
        certify(cast, date(2025, 3, 1), (date(2025, 12, 10), 2026), (date(2026, 12, 1), 2027))
    said = page(cast, monkeypatch)
    assert "Nothing has to be done in 2026" in said
    assert "Renewal for 2028" in said


def test_without_a_certificate_there_is_nothing_to_renew(cast, monkeypatch):
    assert "Nothing to renew yet" in page(cast, monkeypatch)


def test_the_certificate_page_leads_to_it_for_its_holder_only(cast, monkeypatch):
    set_clock(monkeypatch)
    with scope_of(cast.ana):
        certify(cast, date(2025, 3, 1), (date(2025, 12, 10), 2026))
    assert "/credential/renewal/" in sign_in(cast, "ana").get("/credential/").content.decode()
    body = sign_in(cast, "faye").get(f"/credential/{cast.ana.engagement_id}/").content.decode()
    assert "/credential/renewal/" not in body
    assert "Limits inside the hours" in body
    assert "ARM 24.219.435" in body
