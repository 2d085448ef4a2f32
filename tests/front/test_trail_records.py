"""What the training body's records say of the steps of a trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cairn.front.pages.trail_records import TRAINING, _of_class
from cairn.journeys.steps import FactKind, StepFact
from cairn.kernel.money import Money
from cairn.platform.ids import new_id
from cairn.training.domain.registrations import Funding
from cairn.training.queries.registrations import InvoiceRow, RegistrationRow
from tests.people import NOW, TODAY

PAID = TODAY + timedelta(days=3)
INVOICE = InvoiceRow(new_id(), "Class", "Ridgeline", "", Money(95_000), TODAY, None, None)
SEATED = RegistrationRow(
    new_id(), new_id(), new_id(), "Ivo", Funding.SELF, NOW, has_seat=True, withdrawn_at=None, has_evaluated=False,
    outcome="", decided_on=None, invoice=INVOICE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "is_paid"),
    [({}, False), ({"paid_on": PAID}, True), ({"paid_on": PAID, "cancelled_on": PAID}, False)],
)
def test_the_fee_of_the_class_is_done_once_its_invoice_is_paid(changes, is_paid):
    facts = list(_of_class(replace(SEATED, invoice=replace(INVOICE, **changes)), TODAY))
    assert facts[0] == StepFact("registered", FactKind.DONE, TODAY, "", TRAINING)
    assert facts[1:] == ([StepFact("class_fee", FactKind.DONE, PAID, "", TRAINING)] if is_paid else [])


def test_a_class_that_was_not_passed_counts_for_nothing():
    failed = replace(SEATED, outcome="no", decided_on=PAID, invoice=replace(INVOICE, paid_on=PAID))
    assert [(fact.step, fact.kind) for fact in _of_class(failed, TODAY)] == [("exam", FactKind.NOT_POSSIBLE)]
    assert [fact.step for fact in _of_class(replace(SEATED, invoice=None), TODAY)] == ["registered"]
