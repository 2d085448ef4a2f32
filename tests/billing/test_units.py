"""Units beyond what the case tables can say: payers that round each contact, and the whole of both tables."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.billing.domain.rates import RateFacts, decide_rate
from cairn.billing.domain.units import Contact, UnitsFacts, decide_units, minutes_by_service_date
from cairn.kernel.instants import as_instant
from cairn.kernel.money import Money
from cairn.platform.packs import rules_on
from cairn.rulebook.reading import read_pack
from cairn.rulebook.rules import NoRule, Rulebook, Rules

DAY = date(2024, 6, 3)


def _payer(basis: str) -> Rules:
    """A payer of the tests: 8 minutes to a unit, counted as `basis` says."""
    cited = {"from": "?", "citation": "a test payer", "status": "V"}
    rows = [
        {
            "key": "units.table",
            "unit": "unit_table",
            "value": {"unit_minutes": 15, "first_from": 8, "then_every": 15},
        },
        {"key": "units.basis", "unit": "text", "value": basis},
        {"key": "rate.h0038", "unit": "USD/unit", "value": "10.00"},
    ]
    pack = {"pack": {"place": "payer"}, "rule": [{**row, **cited} for row in rows]}
    return Rulebook(read_pack(pack, source="test"), {"payer": ()}).on(DAY, "payer")


def test_trap_31_four_short_contacts_are_nothing_singly_and_two_units_together():
    facts = UnitsFacts(minutes=(7, 7, 7, 7))
    assert decide_units(facts, _payer("contact"), DAY).figures["units"] == 0
    assert decide_units(facts, _payer("day"), DAY).figures["units"] == 2


def test_trap_31_rounding_each_contact_up_is_cut_to_what_the_day_bears():
    decision = decide_units(UnitsFacts(minutes=(8, 8, 8, 8)), _payer("contact"), DAY)
    assert decision.figures["units_rounded"] == 4
    assert decision.figures["units"] == 2
    assert [finding.code for finding in decision.warnings] == ["units.not_beyond_actual"]
    claimed = decide_units(UnitsFacts(minutes=(8, 8, 8, 8), units_claimed=4), _payer("contact"), DAY)
    assert [finding.code for finding in claimed.against] == ["units.not_beyond_actual"]


def test_trap_30_the_two_tables_differ_only_every_fifteen_minutes_from_23():
    tables = [rules_on(DAY, place).unit_table("units.table") for place in ("us-mt-medicaid", "medicare")]
    differing = [minutes for minutes in range(201) if tables[0].units(minutes) != tables[1].units(minutes)]
    assert differing == list(range(23, 201, 15))


def test_trap_34_a_contact_over_midnight_has_two_service_dates():
    start, end = (as_instant(datetime.fromisoformat(f"2024-06-0{at}:00-06:00")) for at in ("3T23:40", "4T00:35"))
    days = minutes_by_service_date([Contact(start, end)], "America/Denver")
    assert days == {date(2024, 6, 3): [20], date(2024, 6, 4): [35]}


@given(minutes=st.lists(st.integers(0, 300), max_size=6), basis=st.sampled_from(["day", "contact"]))
def test_units_never_exceed_what_the_whole_day_bears(minutes: list[int], basis: str):
    rules = _payer(basis)
    figures = decide_units(UnitsFacts(minutes=tuple(minutes)), rules, DAY).figures
    assert figures["units"] <= rules.unit_table("units.table").units(sum(minutes))
    assert figures["amount"] == Money(1000) * figures["units"]


def test_no_rate_is_guessed():
    with pytest.raises(NoRule):
        decide_rate(RateFacts(), rules_on(date(2010, 1, 1), "us-mt-medicaid"), date(2010, 1, 1))
    with pytest.raises(NoRule, match="group"):
        decide_rate(RateFacts(is_group=True), rules_on(DAY, "us-mt-medicaid"), DAY)
