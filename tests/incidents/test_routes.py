"""By which legal route something may be told: the collision of trap 57, against the real packs."""

from __future__ import annotations

from datetime import date

import pytest

from cairn.incidents.domain.kinds import Basis, Kind, Recipient
from cairn.incidents.domain.routes import ReportFacts, decide_report, possible_routes
from cairn.incidents.queries.routes import routes_on

ON, PLACE = date(2026, 11, 20), "us-mt"


def route(basis):
    return next(route for route in routes_on(ON, PLACE) if route.basis is basis)


def open_routes(kind, *, part2, named, consent=False):
    facts = ReportFacts(kind, part2, named, has_consent=consent)
    return {each.basis for each, decision in possible_routes(facts, routes_on(ON, PLACE)) if decision.allowed}


def test_every_route_has_its_rule_and_source():
    assert {each.basis for each in routes_on(ON, PLACE)} == set(Basis)
    assert all(each.citation.text for each in routes_on(ON, PLACE))


@pytest.mark.parametrize(
    ("kind", "named", "expected"),
    [
        # Trap 57: child abuse has an exception of its own; the abuse of an adult and a warning have none.
        (Kind.CHILD_ABUSE, True, {"child_abuse", "medical_emergency", "court_order"}),
        (Kind.ADULT_ABUSE, True, {"medical_emergency", "court_order"}),
        (Kind.ADULT_ABUSE, False, {"names_nobody", "medical_emergency", "court_order"}),
        (Kind.IMMINENT_HARM, True, {"medical_emergency", "court_order"}),
        (Kind.IMMINENT_HARM, False, {"names_nobody", "medical_emergency", "court_order"}),
        (Kind.CRIME, True, {"crime_on_premises", "court_order"}),
        (Kind.RETURN_TO_USE, True, set()),
        (Kind.RETURN_TO_USE, False, set()),
    ],
)
def test_under_part2_only_the_routes_that_it_opens(kind, named, expected):
    assert {basis.value for basis in open_routes(kind, part2=True, named=named)} == expected


def test_outside_part2_state_law_and_serious_threat_are_routes():
    assert Basis.ADULT_ABUSE_LAW in open_routes(Kind.ADULT_ABUSE, part2=False, named=True)
    assert Basis.SERIOUS_THREAT in open_routes(Kind.IMMINENT_HARM, part2=False, named=True)


def test_a_consent_that_stands_opens_the_route_and_none_does_not():
    assert Basis.CONSENT in open_routes(Kind.ADULT_ABUSE, part2=True, named=True, consent=True)
    assert Basis.CONSENT not in open_routes(Kind.ADULT_ABUSE, part2=True, named=True, consent=False)


def test_each_refusal_names_its_rule_and_a_way_out():
    facts = ReportFacts(Kind.ADULT_ABUSE, True, True, Recipient.ADULT_PROTECTION)
    decision = decide_report(facts, route(Basis.ADULT_ABUSE_LAW))
    assert not decision.allowed
    finding = decision.finding("report.part2")
    assert "no such exception" in finding.found
    assert "without naming anybody" in finding.remedy
    assert finding.citations[0].text == "45 CFR 164.512(c)"


def test_whom_the_route_does_not_allow_is_refused():
    facts = ReportFacts(Kind.CHILD_ABUSE, True, True, Recipient.FAMILY)
    assert not decide_report(facts, route(Basis.CHILD_ABUSE)).finding("report.recipient").is_met


def test_open_routes_come_first_and_the_person_s_own_yes_before_the_others():
    facts = ReportFacts(Kind.ADULT_ABUSE, False, False, has_consent=True)
    judged = possible_routes(facts, routes_on(ON, PLACE))
    allowed = [decision.allowed for _, decision in judged]
    assert allowed == sorted(allowed, reverse=True)
    assert judged[0][0].basis is Basis.CONSENT
