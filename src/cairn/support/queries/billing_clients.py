"""What a claim needs to know of a person: legal name, birth date, coverage, diagnosis. No goal, no phase, no word of any note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Min, Q

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.support import policy, policy_counts
from cairn.support.models import Client, ClinicalDiagnosis, Coverage


@dataclass(frozen=True, slots=True)
class CoverageView:
    """Who pays, under which member number, between two days."""

    id: UUID
    payer: str
    member_id: str
    starts_on: date
    ends_on: date | None

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class DiagnosisView:
    """A diagnosis as a clinician recorded it; `taken_back_because` when it was copied wrongly and no claim rests on it."""

    id: UUID | None
    code: str
    recorded_on: date
    from_clinician: str
    taken_back_because: str = ""


@dataclass(frozen=True, slots=True)
class BillingClient:
    """One person as a payer knows them. Coverages and diagnoses are newest first."""

    id: UUID
    name: str
    legal_given_name: str
    legal_family_name: str
    birth_date: date | None
    coverages: tuple[CoverageView, ...]
    diagnoses: tuple[DiagnosisView, ...]

    def coverage_on(self, day: date, payer: str) -> CoverageView | None:
        """What this payer covers on the day; another payer's coverage is none of its."""
        return next((each for each in self.coverages if each.payer == payer and each.holds(day)), None)

    def diagnosis_on(self, day: date) -> DiagnosisView | None:
        return next((one for one in self.diagnoses if one.recorded_on <= day and not one.taken_back_because), None)


def get_billing_client(actor: Actor, client_id: UUID, on: date, *, permission: str = policy.BILL) -> BillingClient:
    """One person for billing, or for whoever puts these facts down; raises NotFound. Three statements."""
    found = list_billing_clients(actor, [client_id], on, permission=permission)
    if client_id not in found:
        raise NotFound
    return found[client_id]


def list_billing_clients(
    actor: Actor, client_ids: Iterable[UUID], on: date, *, permission: str = policy.BILL
) -> dict[UUID, BillingClient]:
    """These people for billing, by id; those out of reach are left out. Three statements, however many."""
    people = list(visible(Client, actor, permission, on).filter(id__in=set(client_ids)))
    ids = [person.id for person in people]
    coverages: dict[UUID, list[CoverageView]] = {}
    for row in visible(Coverage, actor, permission, on).filter(client__in=ids).order_by("-starts_on", "id"):
        coverage = CoverageView(row.id, row.payer, row.member_id, row.starts_on, row.ends_on)
        coverages.setdefault(row.client_id, []).append(coverage)
    diagnoses: dict[UUID, list[DiagnosisView]] = {}
    for one in visible(ClinicalDiagnosis, actor, permission, on).filter(client__in=ids).order_by("-recorded_on", "id"):
        diagnosis = DiagnosisView(one.id, one.code, one.recorded_on, one.from_clinician, one.taken_back_because)
        diagnoses.setdefault(one.client_id, []).append(diagnosis)
    ledger.looked("support.client.billing_seen", clients=ids)
    return {
        person.id: BillingClient(
            person.id,
            person.name,
            person.legal_given_name,
            person.legal_family_name,
            person.birth_date,
            tuple(coverages.get(person.id, ())),
            tuple(diagnoses.get(person.id, ())),
        )
        for person in people
    }


def list_unnamed_clients(actor: Actor, client_ids: Iterable[UUID], on: date) -> dict[UUID, BillingClient]:
    """What a sum of held money asks of these people, without a name, a number or a code. One statement."""
    rows = visible(Client, actor, policy_counts.SUM, on).filter(id__in=set(client_ids))
    found: dict[UUID, BillingClient] = {}
    for key, born, coverage, payer, starts_on, ends_on, diagnosed_on in rows.annotate(
        diagnosed_on=Min("diagnoses__recorded_on", filter=Q(diagnoses__taken_back_at__isnull=True))
    ).values_list(
        "id",
        "birth_date",
        "coverages__id",
        "coverages__payer",
        "coverages__starts_on",
        "coverages__ends_on",
        "diagnosed_on",
    ):
        diagnoses = (DiagnosisView(None, "", diagnosed_on, ""),) if diagnosed_on else ()
        one = found.setdefault(key, BillingClient(key, "", "", "", born, (), diagnoses))
        if coverage is not None:
            held = CoverageView(coverage, payer, "", starts_on, ends_on)
            found[key] = replace(one, coverages=(*one.coverages, held))
    return found
