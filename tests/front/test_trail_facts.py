"""What a row of the training body or of the employer says of the steps of a trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cairn.front.pages.trail import find_way
from cairn.front.pages.trail_records import TRAINING, WORK, _of_agreements, _of_class, class_bills
from cairn.identity.models import Engagement, SupervisionAgreement
from cairn.identity.queries.agreements import AgreementView
from cairn.journeys.steps import FactKind, StepFact
from cairn.kernel.actors import Role
from cairn.kernel.money import Money
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.training.domain.registrations import Funding
from cairn.training.queries.registrations import InvoiceRow, RegistrationRow
from tests import people
from tests.people import NOW, TODAY, ZONE
from tests.trails.ways import take

PAID = TODAY + timedelta(days=3)
INVOICE = InvoiceRow(new_id(), "Class", "Ridgeline", "", Money(95_000), TODAY, None, None)
SEATED = RegistrationRow(
    new_id(), new_id(), new_id(), "Ivo", Funding.SELF, NOW, has_seat=True, withdrawn_at=None, has_evaluated=False,
    outcome="", result="", decided_on=None, is_called_off=False, invoice=INVOICE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "is_paid"),
    [({}, False), ({"paid_on": PAID}, True), ({"paid_on": PAID, "cancelled_on": PAID}, False)],
)
def test_the_fee_of_the_class_is_done_once_its_invoice_is_paid(changes, is_paid):
    facts = list(_of_class(replace(SEATED, invoice=replace(INVOICE, **changes)), TODAY))
    assert facts[0] == StepFact("registered", FactKind.DONE, TODAY, "", TRAINING)
    assert facts[1:] == ([StepFact("class_fee", FactKind.DONE, PAID, "", TRAINING)] if is_paid else [])


def test_bills_of_the_own_purse_are_told_paid_or_not_and_nobody_elses():
    due, paid = INVOICE, replace(INVOICE, paid_on=PAID)
    gone, employers = replace(INVOICE, cancelled_on=PAID), replace(SEATED, funding=Funding.EMPLOYER)
    rows = [*(replace(SEATED, invoice=bill) for bill in (due, paid, gone, None)), employers]
    assert list(class_bills(rows)) == [due, paid]


def test_a_class_that_was_not_passed_counts_for_nothing():
    failed = replace(SEATED, outcome="no", decided_on=PAID, invoice=replace(INVOICE, paid_on=PAID))
    assert [(fact.step, fact.kind) for fact in _of_class(failed, TODAY)] == [("exam", FactKind.NOT_POSSIBLE)]
    assert [fact.step for fact in _of_class(replace(SEATED, invoice=None), TODAY)] == ["registered"]


BOTH = {"peer_signed_at": NOW, "supervisor_signed_at": NOW + timedelta(days=1), "state": "in force"}
MADE = AgreementView(
    new_id(), new_id(), "Ivo", new_id(), "Ben", "regular", TODAY, None, None, None, "", "waits for a signature"
)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, [(FactKind.UNDER_WAY, TODAY)]),
        ({"peer_signed_at": NOW}, [(FactKind.UNDER_WAY, TODAY)]),
        (BOTH, [(FactKind.DONE, TODAY + timedelta(days=1))]),
        ({**BOTH, "state": "ended"}, []),
        ({**BOTH, "kind": "cover"}, []),
        ({**BOTH, "supervision": "peer"}, []),
    ],
)
def test_the_agreement_is_done_once_both_signed_it(changes, told):
    facts = list(_of_agreements([replace(MADE, **changes)], ZONE))
    assert [(fact.kind, fact.on) for fact in facts] == told
    assert {(fact.step, fact.source) for fact in facts} <= {("agreement", "the employer's records")}


@pytest.mark.django_db
def test_a_persons_own_hat_at_work_tells_of_the_agreement_and_nobody_elses(cast):
    with scope_of_installation():
        ivo_at_work = people.engage(cast, "ivo2", Role.PEER_SUPPORTER, cast.other_organization, cast.other_program)
        iris = people.engage(cast, "iris", Role.CLINICAL_SUPERVISOR, cast.other_organization, cast.other_program)
        Engagement.objects.filter(id=ivo_at_work.engagement_id).update(person_id=cast.ivo.person_id)
        SupervisionAgreement.objects.create(
            organization_id=cast.other_organization.id, peer_id=ivo_at_work.engagement_id,
            supervisor_id=iris.engagement_id, kind="regular", starts_on=TODAY, peer_signed_at=NOW,
            supervisor_signed_at=NOW,
        )  # fmt: skip
        petra = people.engage(cast, "petra", Role.CANDIDATE, cast.organization, cast.program)
    for candidate, state in ((cast.ivo, "done"), (petra, "ready")):
        take(candidate, "employment")
        with scope_of(candidate):
            stand = find_way(candidate, NOW).walk.stand("agreement")
            assert (stand.state.value, stand.source) == (state, WORK if state == "done" else "")
