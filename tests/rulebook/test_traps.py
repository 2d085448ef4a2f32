"""Each of the 29 traps has cases, they are asked of the real packs, and each of them can fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any

import pytest

from cairn.billing.domain.scrub import ClaimFacts, decide_claim_ready
from cairn.billing.domain.units import UnitsFacts, decide_units
from cairn.credentials.domain.standing import Renewal, StandingFacts, decide_standing
from cairn.kernel.decisions import Decision
from cairn.platform import packs
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.supervision.queries.debts import decide_supervision_debt, facts_for_debt
from cairn.work.domain.activities import Activity
from cairn.work.queries.worked import Entry, Worked
from tests.rulebook import test_cases
from tests.rulebook.trap_table import TRAPS, Trap

NUMBERS = range(1, 30)
CASES = [(trap, case) for trap in TRAPS for case in test_cases.CASES if trap.number in case.traps]


def ask(case: Any) -> None:
    """The case as `test_cases` asks it, of whatever packs stand now."""
    rule = test_cases.RULES[case.rule]
    facts = test_cases.read_facts(rule.facts, test_cases._as_json(case.facts))
    place = case.place or test_cases.PLACES[rule.place_kind]
    test_cases._agrees(rule.decide(facts, packs.the_rulebook().on(case.on, place), case.on), case.expect)


def test_the_table_names_each_trap_once_in_its_order():
    assert [trap.number for trap in TRAPS] == list(NUMBERS)
    assert all(trap.words and trap.spoilt and (trap.case or trap.tests) for trap in TRAPS)


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: f"trap {trap.number}")
def test_each_trap_points_to_a_case_that_is_asked(trap: Trap):
    """The named row carries the trap's number and agrees with the real packs; each named test is there to be run."""
    if trap.case:
        (case,) = [case for case in test_cases.CASES if f"{case.file}: {case.name}" == trap.case]
        assert trap.number in case.traps
        assert case.expect
        ask(case)
    for name in trap.tests:
        found = named_test(name)
        marks = {mark.name for mark in getattr(found, "pytestmark", ())}
        assert not marks & {"skip", "skipif", "xfail"}


@pytest.mark.parametrize(("trap", "case"), CASES, ids=[f"trap {trap.number}: {case.name}" for trap, case in CASES])
def test_each_case_of_a_trap_fails_when_the_mistake_is_made(trap: Trap, case: Any):
    ask(case)
    for mistake in trap.spoilt:
        with mistake.spoilt():
            try:
                ask(case)
            except AssertionError:
                return
    pytest.fail(f"No mistake of trap {trap.number} is seen by {case.name!r}")


@pytest.mark.parametrize("trap", [trap for trap in TRAPS if not trap.case], ids=lambda trap: f"trap {trap.number}")
def test_a_trap_that_only_tests_show_is_seen_by_its_first(trap: Trap):
    shown = named_test(trap.tests[0])
    shown()
    with trap.spoilt[0].spoilt(), pytest.raises(AssertionError):
        shown()


def named_test(name: str) -> Callable[[], None]:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


def test_trap_15_work_after_the_day_of_expiry_is_not_billed():
    """Renewed once for 2024: a contact of 14 February 2025 may be billed, one of the 15th may not."""
    held = StandingFacts(date(2023, 5, 10), (Renewal(date(2023, 12, 20), 2024),))
    for day, billed in ((date(2025, 2, 14), True), (date(2025, 2, 15), False)):
        standing = decide_standing(held, rules_on(day), day)
        decision = decide_claim_ready(_claim(day, standing), rules_on(day, "us-mt-medicaid"), day)
        assert decision.allowed is billed
        assert [finding.code for finding in decision.against] == ([] if billed else ["scrub.credential"])


def _claim(day: date, credential: Decision) -> ClaimFacts:
    yes = replace(
        decide_standing(StandingFacts(date(2023, 5, 10)), rules_on(date(2023, 6, 1)), date(2023, 6, 1)), findings=()
    )
    units = decide_units(UnitsFacts(minutes=(60,)), rules_on(day, "us-mt-medicaid"), day)
    return ClaimFacts(
        service_on=day, service="individual", is_direct=True, is_in_error=False, signed_on=day, units=units, credential=credential,
        supervisor=yes, consent=yes, has_coverage=True, has_diagnosis=True, birth_date=date(1980, 1, 1),
    )  # fmt: skip


def test_trap_21_every_activity_of_a_day_raises_what_is_owed():
    day = date(2024, 3, 4)
    for activity in Activity:
        worked = Worked(entries=(Entry(new_id(), day, activity, 1200),))
        figures = decide_supervision_debt(
            facts_for_debt(worked, (), "America/Denver", "us-mt"), rules_on(day), day
        ).figures
        assert (figures["worked_minutes"], figures["owed_minutes"]) == (1200, 60), activity
