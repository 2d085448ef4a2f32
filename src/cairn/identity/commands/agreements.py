"""Putting supervision in place: an agreement made, signed by both, ended; a supervisor's license on record."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q

from cairn.identity import policy as _declared  # noqa: F401 - the grants
from cairn.identity.domain.agreements import (
    AgreementDraft,
    LicenseDraft,
    check_agreement,
    check_end,
    check_license,
    check_reason,
)
from cairn.identity.models import Engagement, SupervisionAgreement, SupervisorQualification
from cairn.identity.queries.names import list_peer_supporters, list_supervisors
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible

MAKE, SIGN, END = "identity.agreement.make", "identity.agreement.sign", "identity.agreement.end"
RECORD_LICENSE, TAKE_BACK_LICENSE = "identity.license.record", "identity.license.take_back"


@command(permission=MAKE)
def make_agreement(*, actor: Actor, agreement_id: UUID, draft: AgreementDraft, now: Instant) -> UUID:
    """Write down who is to supervise whom. It holds once both have signed. Raises BadInput, Conflict (same id, other content)."""
    today = local_date(now, actor.zone)
    content = {
        "peer_id": draft.peer_id, "supervisor_id": draft.supervisor_id, "kind": draft.kind, "ends_on": draft.ends_on,
        "is_relative": draft.is_relative, "is_own_therapist": draft.is_own_therapist,
    }  # fmt: skip
    mine = visible(SupervisionAgreement, actor, MAKE, today)
    if not mine.filter(id=agreement_id).exists():
        check_agreement(
            draft, today, excludes_near=rules_on(today, actor.place).find("supervisor.excluded") is not None
        )
        _check_people(actor, draft, today)
        _check_no_other(actor, draft, today)
    if create_once(SupervisionAgreement, actor, agreement_id, content, starts_on=draft.starts_on):
        ledger.record(
            "identity.agreement.made", agreement=agreement_id, peer=draft.peer_id, supervisor=draft.supervisor_id
        )
    return agreement_id


@command(permission=SIGN)
def sign_agreement(*, actor: Actor, agreement_id: UUID, now: Instant) -> UUID:
    """Sign one's own side. With the second signature it is in force, never before that day. Raises NotFound, BadInput (ended)."""
    today = local_date(now, actor.zone)
    rows = visible(SupervisionAgreement, actor, SIGN, today).select_for_update()
    row = rows.filter(id=agreement_id).first()
    if row is None:
        raise NotFound
    own = "peer_signed_at" if row.peer_id == actor.engagement_id else "supervisor_signed_at"
    if getattr(row, own) is not None:
        ledger.unchanged("signed before")
        return agreement_id
    if row.ended_because or (row.ends_on is not None and row.ends_on < today):
        raise BadInput({"agreement": "This agreement has ended. Ask your program manager for a new one."})
    setattr(row, own, now)
    if row.peer_signed_at is not None and row.supervisor_signed_at is not None:
        row.starts_on = max(row.starts_on, today)
    row.save(update_fields=[own, "starts_on"])
    ledger.record("identity.agreement.signed", agreement=agreement_id, side=own.removesuffix("_signed_at"))
    return agreement_id


@command(permission=END)
def end_agreement(*, actor: Actor, agreement_id: UUID, ends_on: date | None, because: str, now: Instant) -> UUID:
    """Give an agreement its last day and say why. Raises NotFound, BadInput."""
    today = local_date(now, actor.zone)
    row = visible(SupervisionAgreement, actor, END, today).select_for_update().filter(id=agreement_id).first()
    if row is None:
        raise NotFound
    if (row.ends_on, row.ended_because) == (ends_on, because.strip()) and row.ended_because:
        ledger.unchanged("ended before")
        return agreement_id
    if row.ended_because and row.ends_on is not None and row.ends_on < today:
        raise BadInput({"ends_on": "This agreement has ended already. Make a new one if supervision goes on."})
    row.ends_on, row.ended_because = check_end(ends_on, because, row.starts_on, today), because.strip()
    row.save(update_fields=["ends_on", "ended_because"])
    ledger.record("identity.agreement.ended", agreement=agreement_id, last_day=row.ends_on)
    return agreement_id


@command(permission=RECORD_LICENSE)
def record_license(*, actor: Actor, license_id: UUID, draft: LicenseDraft, now: Instant) -> UUID:
    """Put a supervisor's license on record; a renewed one is recorded anew. Raises NotFound (holder), BadInput, Conflict."""
    today = local_date(now, actor.zone)
    holders = visible(Engagement, actor, RECORD_LICENSE, today).filter(role=Role.CLINICAL_SUPERVISOR.value)
    if draft.holder_id is None or not holders.filter(id=draft.holder_id).exists():
        raise NotFound
    check_license(draft, today, license_types(actor, today))
    content = {
        "engagement_id": draft.holder_id, "license_type": draft.license_type, "license_number": draft.number.strip(),
        "licensed_on": draft.licensed_on, "expires_on": draft.expires_on,
        "supervision_training_minutes": draft.training_minutes,
        "supervision_training_completed_on": draft.training_completed_on,
    }  # fmt: skip
    if create_once(SupervisorQualification, actor, license_id, content, recorded_at=now):
        ledger.record("identity.license.recorded", license=license_id, holder=draft.holder_id, kind=draft.license_type)
    return license_id


@command(permission=TAKE_BACK_LICENSE)
def take_back_license(*, actor: Actor, license_id: UUID, because: str, now: Instant) -> UUID:
    """Mark a license as entered wrongly: from now on no session counts by it. Raises NotFound, BadInput (no reason)."""
    rows = visible(SupervisorQualification, actor, TAKE_BACK_LICENSE, local_date(now, actor.zone))
    row = rows.select_for_update().filter(id=license_id).first()
    if row is None:
        raise NotFound
    if row.taken_back_at is not None:
        ledger.unchanged("taken back before")
        return license_id
    row.taken_back_because = check_reason(because)
    row.taken_back_at, row.taken_back_by_id = now, actor.engagement_id
    row.save(update_fields=["taken_back_at", "taken_back_by_id", "taken_back_because"])
    ledger.record("identity.license.taken_back", license=license_id, holder=row.engagement_id)
    return license_id


def license_types(actor: Actor, on: date) -> tuple[str, ...]:
    """The kinds of license that the place's rules accept of a supervisor."""
    entry = rules_on(on, actor.place).find("supervisor.license_types")
    return entry.items if entry else ()


def _check_people(actor: Actor, draft: AgreementDraft, today: date) -> None:
    problems: dict[str, str] = {}
    if draft.peer_id not in {one.id for one in list_peer_supporters(actor, today)}:
        problems["peer"] = "Choose a peer supporter who works here now."
    if draft.supervisor_id not in {one.id for one in list_supervisors(actor, today)}:
        problems["supervisor"] = "Choose a clinical supervisor who works here now."
    if problems:
        raise BadInput(problems)


def _check_no_other(actor: Actor, draft: AgreementDraft, today: date) -> None:
    going_on = visible(SupervisionAgreement, actor, MAKE, today).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=draft.starts_on),
        peer_id=draft.peer_id,
        supervisor_id=draft.supervisor_id,
    )
    if draft.ends_on is not None:
        going_on = going_on.filter(starts_on__lte=draft.ends_on)
    if going_on.exists():
        raise BadInput({"supervisor": "These two have an agreement in these days already. End that one first."})
