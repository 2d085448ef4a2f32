"""A supervisor's license on record: it says whether a session counts, and an entry made by mistake can be taken back."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.identity import policy as _declared  # noqa: F401 - the grants
from cairn.identity.domain.agreements import LicenseDraft, check_license
from cairn.identity.models import Engagement, SupervisorQualification
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once, take_back_once
from cairn.privacy.policy import lock_one, visible

RECORD_LICENSE, TAKE_BACK_LICENSE = "identity.license.record", "identity.license.take_back"


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
    row = lock_one(rows, license_id)
    if take_back_once(row, actor, because, now):
        ledger.record("identity.license.taken_back", license=license_id, holder=row.engagement_id)
    return license_id


def license_types(actor: Actor, on: date) -> tuple[str, ...]:
    """The kinds of license that the place's rules accept of a supervisor."""
    entry = rules_on(on, actor.place).find("supervisor.license_types")
    return entry.items if entry else ()
