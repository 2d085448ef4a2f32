"""Saying that a supervisor is away, and writing down who was told that one ceased."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from cairn.identity.queries.names import list_supervisors
from cairn.kernel.actors import Actor, Role
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once, mark_once
from cairn.privacy.policy import visible
from cairn.supervision import policy
from cairn.supervision.domain.notices import check_telling
from cairn.supervision.models import Absence, Telling
from cairn.supervision.queries.cover import get_change

LONGEST_DAYS = 366  # a slip of the finger; whoever is away for longer has ceased


@command(permission=policy.ABSENCE)
def record_absence(
    *,
    actor: Actor,
    absence_id: UUID,
    supervisor_id: UUID | None,
    starts_on: date | None,
    ends_on: date | None,
    now: Instant,
) -> UUID:
    """Say from when until when a supervisor is not there: one's own days, or for the manager anybody's. Raises BadInput,
    Conflict (same id, other content). Nobody is asked why."""
    today = local_date(now, actor.zone)
    problems: dict[str, str] = {}
    is_known = supervisor_id in {one.id for one in list_supervisors(actor, today)}
    if actor.role is Role.CLINICAL_SUPERVISOR and supervisor_id != actor.engagement_id:
        is_known = False
    if not is_known:
        problems["supervisor"] = "Choose a clinical supervisor who works here now."
    if starts_on is None:
        problems["starts_on"] = "Give the first day."
    if ends_on is None or ends_on < max(today, starts_on or today):
        problems["ends_on"] = "Give the last day: today or later, and not before the first."
    elif starts_on is not None and (ends_on - starts_on).days > LONGEST_DAYS:
        problems["ends_on"] = "This is more than a year. End the agreements instead."
    if problems:
        raise BadInput(problems)
    content = {"supervisor_id": supervisor_id, "starts_on": starts_on, "ends_on": ends_on}
    if create_once(Absence, actor, absence_id, content, recorded_at=now, recorded_by_id=actor.engagement_id):
        ledger.record("supervision.absence.recorded", absence=absence_id, supervisor=supervisor_id)
    return absence_id


@command(permission=policy.ABSENCE)
def withdraw_absence(*, actor: Actor, absence_id: UUID, now: Instant) -> UUID:
    """Take an absence back: the supervisor is there after all. Raises NotFound."""
    rows = visible(Absence, actor, policy.ABSENCE, local_date(now, actor.zone)).select_for_update()
    absence = rows.filter(id=absence_id).first()
    if absence is None:
        raise NotFound
    if mark_once(absence, "withdrawn", now):
        ledger.record("supervision.absence.withdrawn", absence=absence_id, supervisor=absence.supervisor_id)
    return absence_id


@command(permission=policy.CHANGE)
def record_telling(
    *, actor: Actor, agreement_id: UUID, whom: str, how: str, told_on: date | None, now: Instant
) -> UUID:
    """Write down who was told that this supervisor ceased, when and how. Each is told once. Raises NotFound, BadInput."""
    today = local_date(now, actor.zone)
    change = get_change(actor, agreement_id, today)
    problems = check_telling(whom, how, told_on, change.ceased_on, today)
    before = Telling.objects.filter(organization_id=actor.organization_id, agreement_id=agreement_id, whom=whom).first()
    if before is not None and not problems:
        if (before.how, before.told_on) != (how, told_on):
            raise BadInput({"whom": "It is written down already that they were told."})
        ledger.unchanged("written before")
        return before.id
    if problems or told_on is None:
        raise BadInput(problems)
    telling_id = new_id()
    Telling.objects.create(
        id=telling_id,
        organization_id=actor.organization_id,
        agreement_id=agreement_id,
        whom=whom,
        told_on=told_on,
        how=how,
        recorded_at=now,
        recorded_by_id=actor.engagement_id,
    )
    ledger.record("supervision.change.told", agreement=agreement_id, whom=whom)
    return telling_id
