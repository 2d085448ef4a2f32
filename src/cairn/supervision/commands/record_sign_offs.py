"""Signing referrals and plans of those one supervises, each as it was read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.supervision import policy
from cairn.supervision.domain.records import RecordKind, RecordMark
from cairn.supervision.models import RecordSignOff
from cairn.supervision.queries.record_sign_offs import waiting_plans, waiting_referrals

CHANGED = "A plan was changed since you read it. Nothing was signed; read it once more."


@command(permission=policy.SIGN_RECORD)
def sign_off_records(*, actor: Actor, read: Collection[RecordMark], now: Instant) -> int:
    """Sign these, each as it was read. All or none. Gives how many are newly signed; signing twice changes nothing.

    Raises BadInput for none, NotFound, Conflict when a plan was changed since.
    """
    if not read:
        raise BadInput({"records": "Choose what you have read."})
    new = [mark for mark in sorted(read, key=str) if not _was_signed(actor, mark)]
    waiting = _waiting(actor, new, local_date(now, actor.zone))
    for mark in new:
        found = waiting.get((mark.kind, mark.id))
        if found is None:
            raise NotFound
        if found.n != mark.n:
            raise Conflict(CHANGED)
        _write(actor, mark, found, now)
        ledger.record("supervision.record.signed_off", client=found.client_id, kind=mark.kind.value, n=mark.n)
    if not new:
        ledger.unchanged("signed before")
    return len(new)


@dataclass(frozen=True, slots=True)
class _Waiting:
    n: int
    client_id: UUID
    author_id: UUID


def _waiting(actor: Actor, marks: Collection[RecordMark], on: date) -> dict[tuple[RecordKind, UUID], _Waiting]:
    """What waits of these, as it stands now."""
    ids = [mark.id for mark in marks]
    plans = {
        (RecordKind.PLAN, row.client_id): _Waiting(row.number, row.client_id, row.written_by_id)
        for row in waiting_plans(actor, on).filter(client_id__in=ids)
    }
    referrals = {
        (RecordKind.REFERRAL, row.id): _Waiting(1, row.client_id, row.peer_id)
        for row in waiting_referrals(actor, on).filter(id__in=ids)
    }
    return {**plans, **referrals}


def _was_signed(actor: Actor, mark: RecordMark) -> bool:
    own = RecordSignOff.objects.filter(organization_id=actor.organization_id, supervisor_id=actor.engagement_id)
    return own.filter(kind=mark.kind.value, record_id=mark.id, n=mark.n).exists()


def _write(actor: Actor, mark: RecordMark, found: _Waiting, now: Instant) -> None:
    try:
        with transaction.atomic():
            RecordSignOff.objects.create(
                id=new_id(),
                organization_id=actor.organization_id,
                kind=mark.kind.value,
                client_id=found.client_id,
                record_id=mark.id,
                n=mark.n,
                author_id=found.author_id,
                supervisor_id=actor.engagement_id,
                at=now,
            )
    except IntegrityError:  # two supervisors at once: the first signature stands
        raise Conflict("Somebody else signed one of these just now. Look at the list once more.") from None
