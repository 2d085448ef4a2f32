"""Whether a consent lets something be shared, at the moment of sharing and by the law of its day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cairn.kernel.decisions import Verdict
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Requirement, Share, SignedConsent
from cairn.privacy.domain.disclosures import Disclosure, Sources, decide_disclosure
from cairn.privacy.queries.consent_rules import requirement_on, sources_on
from tests.people import NOW, ZONE, at

NINE = requirement_on(date(2023, 5, 1), ConsentKind.NAMED_PARTY, "us-mt")
NOW_NAMED = requirement_on(date(2026, 11, 1), ConsentKind.NAMED_PARTY, "us-mt")
NOW_TPO = requirement_on(date(2026, 11, 1), ConsentKind.TREATMENT_PAYMENT_OPERATIONS, "us-mt")
SISTER = SignedConsent(
    id=None,  # type: ignore[arg-type]
    kind=ConsentKind.NAMED_PARTY,
    recipient="Rosa Marsh",
    recipient_class=RecipientClass.FAMILY,
    scope=frozenset({Share.PROGRESS, Share.PLAN}),
    purpose="So that she can help",
    expires_on=date(2027, 1, 31),
    expires_event="",
    form_version="2024",
    signed_at=at(10, days_ago=30),
    signed_zone=ZONE,
    revoked_at=None,
    required=NOW_NAMED,
)
ASKED = Disclosure(ConsentKind.NAMED_PARTY, "rosa  marsh", RecipientClass.FAMILY, frozenset({Share.PROGRESS}))


def decide(*consents, asked=ASKED, when=NOW):
    return decide_disclosure(consents, asked, at=when, sources=sources_on(date(2026, 11, 20), "us-mt"))


def against(decision):
    return [finding.code for finding in decision.against]


def test_a_standing_consent_allows_what_it_names():
    decision = decide(SISTER)
    assert decision.allowed
    assert decision.figures["form_version"] == "2024"


def test_without_one_nothing_may_be_shared():
    assert against(decide()) == ["consent.exists"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"revoked_at": at(9)}, "consent.in_force"),
        ({"expires_on": date(2026, 11, 19)}, "consent.in_force"),
        ({"signed_at": at(16)}, "consent.in_force"),
        ({"scope": frozenset({Share.PLAN})}, "consent.scope"),
        ({"purpose": ""}, "consent.complete"),
        ({"expires_on": None}, "consent.complete"),
        ({"form_version": "unknown"}, "consent.complete"),
        ({"scope": frozenset({Share.PROGRESS, Share.COUNSELING_NOTES})}, "consent.apart"),
        ({"recipient": "Someone Else"}, "consent.exists"),
        ({"kind": ConsentKind.EMPLOYER}, "consent.exists"),
    ],
)
def test_each_thing_that_can_be_wrong_stops_it(change, code):
    assert against(decide(replace(SISTER, **change))) == [code]


def test_it_holds_through_its_last_day_and_is_judged_when_shared():
    last_day = replace(SISTER, expires_on=date(2026, 11, 20))
    assert decide(last_day, when=at(23, 59)).allowed
    assert not decide(last_day, when=at(0, 1, days_ago=-1)).allowed
    revoked = replace(SISTER, revoked_at=at(12))
    assert decide(revoked, when=at(11, 59)).allowed
    assert not decide(revoked, when=at(12)).allowed


def test_taking_one_back_leaves_the_others():
    brother = replace(SISTER, recipient="Tom Marsh")
    asked = replace(ASKED, recipient="Tom Marsh")
    assert decide(replace(SISTER, revoked_at=at(9)), brother, asked=asked).allowed


def test_a_second_standing_consent_of_the_same_party_is_enough():
    assert decide(replace(SISTER, revoked_at=at(9)), SISTER).allowed


def test_an_end_without_a_day_is_allowed_and_asked_about():
    decision = decide(replace(SISTER, expires_on=None, expires_event="when I move out"))
    assert decision.allowed
    assert [finding.code for finding in decision.warnings] == ["consent.in_force"]


def test_a_nine_element_form_stays_good_by_its_date_and_is_not_enough_for_care_today():
    old = replace(SISTER, form_version="nine-elements", signed_at=at(10, days_ago=1200), required=NINE)
    assert decide(old).allowed
    tpo = replace(
        SISTER,
        kind=ConsentKind.TREATMENT_PAYMENT_OPERATIONS,
        recipient="",
        recipient_class=RecipientClass.CARE_AND_PAYMENT,
        expires_on=None,
        required=NOW_TPO,
    )
    asked = replace(
        ASKED,
        kind=ConsentKind.TREATMENT_PAYMENT_OPERATIONS,
        recipient="County Clinic",
        recipient_class=RecipientClass.PROVIDER,
    )
    assert decide(tpo, asked=asked).allowed  # needs no end
    assert against(decide(replace(tpo, form_version="nine-elements"), asked=asked)) == ["consent.complete"]
    assert against(decide(tpo, asked=replace(asked, recipient_class=RecipientClass.COURT))) == ["consent.exists"]


def test_a_day_without_a_known_rule_says_so():
    unknown = replace(SISTER, required=Requirement((), must_end=True))
    assert decide(unknown).finding("consent.complete").verdict is Verdict.UNKNOWN
    assert not decide(unknown).allowed


def test_the_rule_that_was_not_read_says_so():
    assert not decide(SISTER).finding("consent.apart").is_verified
    assert Sources().combined == ()
