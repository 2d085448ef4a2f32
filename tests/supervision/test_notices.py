"""Twenty business days in Montana."""

from __future__ import annotations

from datetime import date

from cairn.platform.packs import rules_on
from cairn.supervision.domain.notices import change_notice_due_on

ELECTION_DAY, VETERANS_DAY, THANKSGIVING = date(2024, 11, 5), date(2024, 11, 11), date(2024, 11, 28)


def test_trap_17_business_days_know_the_holidays_of_the_place():
    changed = date(2024, 11, 1)
    rules = rules_on(changed)
    assert change_notice_due_on(changed, (), rules) == date(2024, 11, 29)
    assert change_notice_due_on(changed, {ELECTION_DAY, VETERANS_DAY, THANKSGIVING}, rules) == date(2024, 12, 4)


def test_a_holiday_on_a_weekend_moves_nothing():
    changed = date(2024, 11, 1)
    assert change_notice_due_on(changed, {date(2024, 11, 2)}, rules_on(changed)) == date(2024, 11, 29)
