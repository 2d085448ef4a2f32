"""Putting down what a claim needs to know of a person. Peer supporters neither write nor see any of it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import payers_in
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once, take_back_once
from cairn.privacy.policy import lock_one, visible
from cairn.support import policy
from cairn.support.commands.apart import keep_out_namesakes
from cairn.support.domain.billing_facts import (
    CoverageDraft,
    DiagnosisDraft,
    LegalName,
    check_coverage,
    check_diagnosis,
    check_legal_name,
    code_as_written,
)
from cairn.support.models import Client, ClinicalDiagnosis, Coverage


@command(permission=policy.RECORD_FACTS)
def write_legal_name(*, actor: Actor, client_id: UUID, name: LegalName, now: Instant) -> UUID:
    """Write the legal name and the birth date as the payer has them. Raises NotFound, BadInput."""
    client = _client(actor, client_id, local_date(now, actor.zone))
    check_legal_name(name, local_date(now, actor.zone))
    wanted = (name.given.strip(), name.family.strip(), name.birth_date)
    if (client.legal_given_name, client.legal_family_name, client.birth_date) == wanted:
        ledger.unchanged("says so already")
        return client_id
    client.legal_given_name, client.legal_family_name, client.birth_date = wanted
    client.save(update_fields=["legal_given_name", "legal_family_name", "birth_date"])
    keep_out_namesakes(actor, client, now, field="family")
    ledger.record("support.legal_name.written", client=client_id)
    return client_id


@command(permission=policy.RECORD_FACTS)
def add_coverage(*, actor: Actor, coverage_id: UUID, client_id: UUID, draft: CoverageDraft, now: Instant) -> UUID:
    """Write down who pays between two days. Raises NotFound, BadInput, Conflict (same id, other content)."""
    today = local_date(now, actor.zone)
    _client(actor, client_id, today)
    check_coverage(draft, payers_in(actor.place))
    mine = visible(Coverage, actor, policy.RECORD_FACTS, today)
    if not mine.filter(id=coverage_id).exists() and _overlaps(actor, client_id, draft, today):
        raise BadInput({"starts_on": "Another coverage holds in these days already. Give it its last day first."})
    content = {
        "client_id": client_id, "payer": draft.payer, "member_id": draft.member_id.strip(),
        "starts_on": draft.starts_on, "ends_on": draft.ends_on,
    }  # fmt: skip
    if create_once(Coverage, actor, coverage_id, content):
        ledger.record("support.coverage.added", client=client_id, coverage=coverage_id, payer=draft.payer)
    return coverage_id


@command(permission=policy.RECORD_FACTS)
def end_coverage(*, actor: Actor, coverage_id: UUID, client_id: UUID, ends_on: date | None, now: Instant) -> UUID:
    """Give a coverage its last day, or another one. Raises NotFound, BadInput."""
    row = lock_one(
        visible(Coverage, actor, policy.RECORD_FACTS, local_date(now, actor.zone)).filter(client_id=client_id),
        coverage_id,
    )
    if ends_on is None or ends_on < row.starts_on:
        raise BadInput(
            {"last_day": f"Give the last day: {row.starts_on:%B} {row.starts_on.day}, {row.starts_on.year} or later."}
        )
    if row.ends_on == ends_on:
        ledger.unchanged("says so already")
        return coverage_id
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    ledger.record("support.coverage.ended", client=client_id, coverage=coverage_id, last_day=ends_on)
    return coverage_id


@command(permission=policy.RECORD_FACTS)
def add_diagnosis(*, actor: Actor, diagnosis_id: UUID, client_id: UUID, draft: DiagnosisDraft, now: Instant) -> UUID:
    """Copy a diagnosis from a clinician's record, for the claim only. Raises NotFound, BadInput, Conflict."""
    today = local_date(now, actor.zone)
    _client(actor, client_id, today)
    check_diagnosis(draft, today)
    content = {
        "client_id": client_id, "code": code_as_written(draft.code), "recorded_on": draft.recorded_on,
        "from_clinician": draft.from_clinician.strip(),
    }  # fmt: skip
    if create_once(ClinicalDiagnosis, actor, diagnosis_id, content):
        ledger.record("support.diagnosis.added", client=client_id, diagnosis=diagnosis_id)
    return diagnosis_id


@command(permission=policy.RECORD_FACTS)
def take_back_diagnosis(*, actor: Actor, diagnosis_id: UUID, client_id: UUID, because: str, now: Instant) -> UUID:
    """Mark a diagnosis as copied wrongly: it stays to be read, and no claim rests on it. Raises NotFound, BadInput (no reason)."""
    rows = visible(ClinicalDiagnosis, actor, policy.RECORD_FACTS, local_date(now, actor.zone))
    row = lock_one(rows.filter(client_id=client_id), diagnosis_id)
    if take_back_once(row, actor, because, now):
        ledger.record("support.diagnosis.taken_back", client=client_id, diagnosis=diagnosis_id)
    return diagnosis_id


def _client(actor: Actor, client_id: UUID, today: date) -> Client:
    return lock_one(visible(Client, actor, policy.RECORD_FACTS, today), client_id)


def _overlaps(actor: Actor, client_id: UUID, draft: CoverageDraft, today: date) -> bool:
    others = visible(Coverage, actor, policy.RECORD_FACTS, today).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=draft.starts_on), client_id=client_id
    )
    if draft.ends_on is not None:
        others = others.filter(starts_on__lte=draft.ends_on)
    return others.exists()
