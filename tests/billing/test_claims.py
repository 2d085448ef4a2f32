"""A month of claims: seeded faults are all caught, none is invented, and units equal a count from the raw rows."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.billing.queries.claims import list_month
from cairn.credentials.models import Credential, Renewal
from cairn.kernel.errors import NotPermitted
from cairn.kernel.money import Money
from cairn.platform.ids import new_id
from cairn.privacy.models import Consent
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.support.models import ClinicalDiagnosis, Coverage, Encounter, Note
from tests.browsers import set_clock, sign_in
from tests.people import LONG_AGO, NOW, TODAY, ZONE, at

pytestmark = pytest.mark.django_db


def papers(cast, *, consent=True, coverage=True, diagnosis=True, credential=True):
    """Everything that a clean claim of Ana's contacts with Gil needs, but for what a test leaves out."""
    own = {"organization_id": cast.organization.id}
    with scope_of_installation():
        if consent:
            Consent.objects.create(
                client_id=cast.gil.id,
                kind="treatment_payment_operations",
                recipient="",
                recipient_class="care_and_payment",
                scope="billing,contacts",
                purpose="for treatment, payment, and health care operations",
                expires_event="end of services",
                form_version="2024",
                signed_at=at(9, days_ago=200),
                signed_zone=ZONE,
                taken_by_id=cast.ana.engagement_id,
                **own,
            )
        if coverage:
            Coverage.objects.create(client=cast.gil, payer="us-mt-medicaid", member_id="M1", starts_on=LONG_AGO, **own)
        if diagnosis:
            ClinicalDiagnosis.objects.create(
                client=cast.gil, code="F10.20", recorded_on=LONG_AGO, from_clinician="Clinic", **own
            )
        if credential:
            held = Credential.objects.create(
                holder_id=cast.ana.engagement_id,
                kind="behavioral_health_peer",
                place="us-mt",
                number="1",
                issued_on=date(TODAY.year - 2, 3, 1),
                **own,
            )
            for year in (TODAY.year - 1, TODAY.year):
                Renewal.objects.create(
                    credential=held,
                    renewed_on=date(year - 1, 12, 1),
                    period_ends_on=date(year, 12, 31),
                    fee_paid_cents=9300,
                    attested_ce=True,
                    **own,
                )


def contact(cast, start, minutes, *, signed=True, kind="one_to_one", days_ago=1, client=None):
    with scope_of_installation():
        started = at(*start, days_ago=days_ago)
        encounter = Encounter.objects.create(
            id=new_id(),
            organization_id=cast.organization.id,
            program=cast.program,
            client=client or cast.gil,
            relationship=cast.gil_and_ana if client is None else None,
            peer_id=cast.ana.engagement_id,
            kind=kind,
            place="office",
            started_at=started,
            ended_at=started + timedelta(minutes=minutes),
            zone=ZONE,
            started_on=TODAY - timedelta(days=days_ago),
            minutes=minutes,
            recorded_at=NOW,
            recorded_by_id=cast.ana.engagement_id,
        )
        Note.objects.create(
            organization_id=cast.organization.id,
            encounter=encounter,
            client_id=encounter.client_id,
            author_id=cast.ana.engagement_id,
            data="x",
            drafted_at=NOW,
            saved_at=NOW,
            signed_at=NOW if signed else None,
            signed_by_id=cast.ana.engagement_id if signed else None,
            content_hash="0" * 64 if signed else "",
        )
    return encounter


def month(cast, actor=None):
    actor = actor or cast.jun
    with scope_of(actor):
        return list_month(actor, TODAY.replace(day=1), TODAY, NOW)


def test_an_hour_is_four_units_and_fifty_six_dollars_and_four_cents(cast):
    papers(cast)
    contact(cast, (9,), 60)
    found = month(cast)
    assert [line.fixes for line in found.held] == []
    assert (found.units, found.amount) == (4, Money(5604))


def test_contacts_of_one_day_are_counted_together(cast):
    papers(cast)
    for hour in (9, 11, 13, 15):
        contact(cast, (hour,), 7)
    assert [(line.minutes, line.units) for line in month(cast).clean] == [(28, 2)]


@pytest.mark.parametrize(
    ("missing", "fix"),
    [
        ("consent", "Consent to bill"),
        ("coverage", "Coverage on the day"),
        ("diagnosis", "Diagnosis from a clinician"),
        ("credential", "Credential on the day"),
    ],
)
def test_what_is_missing_is_named_and_nothing_else(cast, missing, fix):
    papers(cast, **{missing: False})
    contact(cast, (9,), 60)
    assert [line.fixes for line in month(cast).held] == [(fix,)]


def test_another_payers_coverage_is_none_of_this_payers(cast):
    papers(cast)
    contact(cast, (9,), 60)
    with scope_of_installation():
        Coverage.objects.update(payer="another-payer")
    assert [line.fixes for line in month(cast).held] == [("Coverage on the day",)]


def test_what_ran_over_midnight_stands_under_the_service_date_of_each_part(cast):
    """Two hours from 11 pm, and an hour at nine: each part once, and the second day's minutes together."""
    papers(cast)
    contact(cast, (23,), 120, days_ago=2)
    contact(cast, (9,), 60)
    days = [TODAY - timedelta(days=n) for n in (2, 1)]
    with scope_of(cast.jun):
        found = [list_month(cast.jun, day, day, NOW) for day in days]
        both = list_month(cast.jun, days[0], days[1], NOW)
    assert [[(line.service_on, line.minutes, line.units) for line in one.clean] for one in (*found, both)] == [
        [(days[0], 60, 4)],
        [(days[1], 120, 8)],
        [(days[0], 60, 4), (days[1], 120, 8)],
    ]


def test_an_unsigned_note_holds_its_own_contact_only(cast):
    papers(cast)
    contact(cast, (9,), 30)
    contact(cast, (11,), 30, signed=False)
    found = month(cast)
    assert [(line.minutes, line.decision.allowed) for line in found.clean] == [(30, True)]
    assert [line.fixes for line in found.held] == [("Sign the note",)]


def test_two_people_in_the_same_minutes_hold_both(cast):
    papers(cast)
    contact(cast, (9,), 30)
    contact(cast, (9, 15), 30, client=cast.hal)
    held = month(cast).held
    assert len(held) == 2
    assert all("Correct the times" in line.fixes for line in held)


def test_touching_ends_do_not_overlap(cast):
    papers(cast)
    contact(cast, (9,), 30)
    contact(cast, (9, 30), 30)
    assert [line.units for line in month(cast).clean] == [4]


def test_revoking_the_consent_holds_what_was_clean(cast):
    papers(cast)
    contact(cast, (9,), 60)
    assert len(month(cast).clean) == 1
    with scope_of_installation():
        Consent.objects.update(revoked_at=NOW, revoked_by_id=cast.ana.engagement_id)
    assert [line.fixes for line in month(cast).held] == [("Consent to bill",)]


def test_an_agreement_made_later_mends_no_earlier_day(cast):
    papers(cast)
    contact(cast, (9,), 60)
    with scope_of_installation():
        cast.agreement.starts_on = TODAY
        cast.agreement.save()
    assert [line.fixes for line in month(cast).held] == [("Supervisor on the day",)]


def test_a_minor_is_held(cast):
    papers(cast)
    contact(cast, (9,), 60)
    with scope_of_installation():
        cast.gil.birth_date = date(TODAY.year - 17, 1, 1)
        cast.gil.save()
    assert [line.fixes for line in month(cast).held] == [("Member's age",)]


def test_outreach_is_work_and_never_a_claim(cast):
    papers(cast)
    contact(cast, (9,), 60, kind="outreach")
    found = month(cast)
    assert (found.clean, found.held, found.not_services) == ((), (), 1)


def test_every_reason_carries_words_and_a_way_out(cast):
    contact(cast, (9,), 60, signed=False)
    (line,) = month(cast).held
    assert {"Sign the note", "Coverage on the day", "Consent to bill", "Credential on the day"} <= set(line.fixes)
    assert all(finding.required and finding.found and finding.remedy for finding in line.decision.against)


@pytest.mark.parametrize("name", ["ana", "ben", "faye", "lee", "noor"])
def test_only_the_biller_sees_claims(cast, name):
    with pytest.raises(NotPermitted):
        month(cast, cast.actors[name])


def test_the_number_of_statements_does_not_grow(cast):
    papers(cast)
    counts = []
    for size in (3, 40):
        for n in range(size):
            contact(cast, (9 + n % 9, (n * 7) % 60), 20, days_ago=1 + n % 15)
        with scope_of(cast.jun), CaptureQueriesContext(connection) as queries:
            list_month(cast.jun, TODAY.replace(day=1), TODAY, NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1] == 9


def test_the_page_is_folded_with_counts_and_sums_first(cast, monkeypatch):
    set_clock(monkeypatch)
    papers(cast)
    contact(cast, (9,), 60)
    contact(cast, (11,), 60, signed=False)
    page = sign_in(cast, "jun").get("/claims/").content.decode()
    assert page.count('<details class="group whole">') == 2
    summaries = [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)).strip()
        for one in re.findall(r"<summary>(.*?)</summary>", page, re.DOTALL)
    ]
    assert "Sign the note 1 line $56.04" in summaries
    assert "Ready to bill 1 line $56.04, 4 units" in summaries
