"""Every combination of answers leads to one of the four trails or to a not-yet that says why."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import get_args, get_type_hints

import pytest

from cairn.credentials.domain.applications import ApplicationFacts, Trail, decide_may_apply
from cairn.kernel.citations import Status
from cairn.kernel.decisions import Verdict
from cairn.platform.packs import rules_on
from cairn.trails.domain.answers import Answers, Job, License, Said, Volunteered
from cairn.trails.domain.finder import NOT_YET, decide_trail

ON = date(2026, 11, 20)
RULES = rules_on(ON)
CHOICES = [[None, *get_args(kind)[0]] for kind in get_type_hints(Answers).values()]
STANDS_AGAINST = {"two_years": Said.NO, "long_stay": Said.YES, "jailed": Said.YES, "convicted": Said.YES}


def decided(**answers):
    return decide_trail(Answers(**answers), RULES, ON)


def is_open(answers: Answers) -> bool:
    """Written anew, without looking at the rule: whether any of the four entries of the guide's table is there."""
    return answers.job is Job.COMPLETE or answers.can_pay is Said.YES or answers.volunteered in (
        Volunteered.DONE, Volunteered.HOURS, Volunteered.WILLING)  # fmt: skip


def test_every_combination_of_answers_gets_a_trail_or_a_reasoned_not_yet():
    outcomes = set()
    for said in product(*CHOICES):
        answers = Answers(*said)
        decision = decide_trail(answers, RULES, ON)
        stopped = [name for name, against in STANDS_AGAINST.items() if getattr(answers, name) is against]
        assert decision.allowed == (is_open(answers) and not stopped), answers
        assert decision.allowed == (decision.outcome != NOT_YET)
        assert decision.allowed != bool(decision.against)
        assert all(finding.remedy and finding.citations for finding in decision.against), answers
        assert len([one for one in decision.against if one.code in GATES]) == len(stopped)
        if decision.allowed:
            way = decision.figures["way"]
            assert (way.trail.value, way.is_open) == (decision.outcome, True)
            assert decision.figures["cost"].cents == 15225 + 95000 * (way.trail is Trail.SELF_PAY)
            assert way.minutes >= 2400
        outcomes.add(decision.outcome)
    assert len(list(product(*CHOICES))) == 4 * 4 * 5 * 3**5
    assert outcomes == {NOT_YET, *Trail}


GATES = {"finder.recovery", "finder.inpatient", "finder.incarceration", "finder.driving_and_drugs"}


def test_the_third_trail_needs_license_and_job_and_comes_first():
    assert decided(other_license=License.CURRENT, job=Job.COMPLETE).outcome == Trail.OTHER_STATE
    assert decided(other_license=License.ENDED, job=Job.COMPLETE).outcome == Trail.EMPLOYMENT
    assert decided(other_license=License.CURRENT, job=Job.INCOMPLETE).outcome == NOT_YET


def test_all_four_ways_are_told_with_cost_and_hours():
    ways = {way.trail: way for way in decided(volunteered=Volunteered.HOURS).figures["ways"]}
    assert set(ways) == set(Trail)
    assert [str(fee.amount) for fee in ways[Trail.SELF_PAY].costs] == ["$950.00", "$125.00", "$27.25"]
    assert ways[Trail.VOLUNTEER].effort == (("Further training, at least", 720), ("The class", 2400))
    assert not ways[Trail.EMPLOYMENT].is_open


def test_skipped_questions_warn_and_never_stop():
    decision = decided(can_pay=Said.YES)
    assert decision.outcome == Trail.SELF_PAY
    assert {finding.code for finding in decision.warnings} == GATES
    assert decision.finding("finder.recovery").verdict is Verdict.WARNING


SAME = ApplicationFacts(
    zone="America/Denver",
    trail=Trail.SELF_PAY,
    recovery_since=date(2019, 5, 1),
    attests_diagnosis=True,
    attests_treatment=True,
    attests_recovery=True,
    documented_training_minutes=2400,
    certificate_from_provider=True,
    exam_passed=True,
    fingerprint_results_on=date(2024, 1, 8),
    agreement_signed_by_candidate_on=date(2024, 1, 10),
    agreement_signed_by_supervisor_on=date(2024, 1, 10),
    supervisor_is_eligible=True,
    fees_paid=("fee.application", "fee.fingerprint"),
)


@pytest.mark.parametrize(
    ("day", "outcome", "cited", "status"),
    [
        (date(2024, 2, 9), "yes", {"us-mt.app.attestations"}, Status.VERIFIED),
        (date(2024, 2, 10), "no", {"us-mt.app.attestations", "us-mt.recovery.no_symptoms_but_craving"}, Status.UNVERIFIED),
    ],
)  # fmt: skip
def test_one_case_on_two_dates_has_two_answers_each_with_its_own_citations(day, outcome, cited, status):
    decision = decide_may_apply(SAME, rules_on(day), day)
    assert decision.outcome == outcome
    assert {each.rule for each in decision.finding("apply.attestations").citations} == cited
    (fingerprints,) = decision.finding("apply.fingerprints").citations
    assert (fingerprints.status, fingerprints.start) == (status, date(2018, 1, 1) if outcome == "yes" else day)
