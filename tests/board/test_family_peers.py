"""Who applies as a family peer supporter is asked about the child they raise, and nothing of a road of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cairn.board.domain.answers import find_gaps
from cairn.board.domain.facts import Verified, application_facts, without_sealed
from cairn.board.domain.steps import SEALED, STEPS
from cairn.credentials.domain.applications import Certificate, decide_may_apply
from cairn.credentials.domain.families import FAMILY_UNVERIFIED
from cairn.kernel.decisions import Verdict
from cairn.platform.packs import rules_on

ON, BEFORE_THE_ACT = date(2026, 6, 15), date(2024, 6, 15)
OWN_ROAD = {"recovery_since", "attests_diagnosis", "attests_treatment", "attests_recovery", "attests_no_symptoms"}


def asked(kind: str) -> set[str]:
    answers = {"kind": kind, "trail": "self_pay"}
    return {question.name for step in STEPS for question in step.asked(answers)}


def facts(sealed: dict[str, str], kind: str = "family_peer"):
    return application_facts({"kind": kind, "trail": "self_pay"}, sealed, Verified(), (), "America/Denver")


def found(sealed: dict[str, str], on: date = ON):
    return decide_may_apply(facts(sealed), rules_on(on, "us-mt"), on)


def test_each_certificate_has_its_own_questions_and_the_rest_is_the_same() -> None:
    own, family = asked("behavioral_health_peer"), asked("family_peer")
    assert own >= OWN_ROAD
    assert not family & OWN_ROAD
    assert family - own == {"cares_for_child"}
    assert {name for name in own - family if not name.startswith("stay_")} == OWN_ROAD
    assert asked("") == own
    assert "cares_for_child" in SEALED


def test_nobody_has_to_say_since_when_they_are_in_recovery_to_be_a_family_peer_supporter() -> None:
    assert "recovery_since" in find_gaps({"kind": "behavioral_health_peer", "trail": "self_pay"})
    assert "recovery_since" not in find_gaps({"kind": "family_peer", "trail": "self_pay"})


def test_the_child_is_what_the_certificate_rests_on() -> None:
    assert facts({}).certificate is Certificate.FAMILY_PEER
    given, missing = found({"cares_for_child": "yes"}), found({})
    assert given.finding("apply.caregiver").verdict is Verdict.MET
    assert missing.finding("apply.caregiver").verdict is Verdict.NOT_MET
    assert "under 21 " in given.finding("apply.caregiver").required
    codes = {each.code for each in given.findings}
    assert not codes & {"apply.recovery", "apply.inpatient", "apply.incarceration", "apply.attestations"}


def test_what_was_not_verified_for_family_peers_says_so() -> None:
    noted = {each.code for each in found({}).findings if FAMILY_UNVERIFIED in each.note}
    assert noted == {each.code for each in found({}).findings} - {"apply.caregiver"}
    own = decide_may_apply(
        replace(facts({}), certificate=Certificate.BEHAVIORAL_HEALTH_PEER), rules_on(ON, "us-mt"), ON
    )
    assert not any(FAMILY_UNVERIFIED in each.note for each in own.findings)


def test_before_there_was_a_rule_nothing_is_known() -> None:
    assert found({"cares_for_child": "yes"}, BEFORE_THE_ACT).finding("apply.caregiver").verdict is Verdict.UNKNOWN


@pytest.mark.parametrize("sealed", [{"cares_for_child": "yes"}, {}])
def test_the_desk_reads_whether_the_rule_is_met_and_no_more(sealed: dict[str, str]) -> None:
    shown = without_sealed(found(sealed)).finding("apply.caregiver")
    assert shown.found.startswith("sealed: ")
    assert "not given" not in shown.found
