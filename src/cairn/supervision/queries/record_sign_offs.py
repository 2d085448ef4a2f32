"""Referrals and plans that wait for the supervisor's signature, where the place's rules ask for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery

from cairn.identity.policy import supervised_by
from cairn.identity.queries.names import names_of
from cairn.kernel.actors import Actor
from cairn.kernel.citations import Citation
from cairn.kernel.instants import as_instant, local_date
from cairn.plans.models import PlanRevision
from cairn.plans.queries import plans as _plans  # noqa: F401 - says which plans a reach covers
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.policy import visible
from cairn.referrals.models import Referral
from cairn.referrals.queries import referrals as _referrals  # noqa: F401 - says which referrals a reach covers
from cairn.supervision import policy
from cairn.supervision.domain.records import RecordKind, RecordMark
from cairn.supervision.models import RecordSignOff

ON_A_PAGE = 20
KEY = "supervision.sign_off"


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record that waits. `what`: where somebody was pointed on to, or how many changes a plan has."""

    mark: RecordMark
    client_id: UUID
    client_name: str
    author_id: UUID
    author_name: str
    what: str
    on: date


@dataclass(frozen=True, slots=True)
class RecordQueue:
    """The oldest twenty, how many wait in all, and who asks for it: nobody where no rule does."""

    rows: tuple[RecordRow, ...]
    count: int
    citations: tuple[Citation, ...]


def list_record_queue(actor: Actor, on: date) -> RecordQueue:
    """The oldest first. Five statements at any size; none of the records where no rule of the place asks."""
    asked, citations = _asked(actor, on)
    referrals, plans = waiting_referrals(actor, on), waiting_plans(actor, on)
    rows: list[RecordRow] = []
    count = 0
    if RecordKind.REFERRAL in asked:
        count += referrals.count()
        first = referrals.select_related("client", "peer").order_by("asked_on", "id")[:ON_A_PAGE]
        rows += [_referral(row) for row in first]
    if RecordKind.PLAN in asked:
        count += plans.count()
        rows += _plan_rows(actor, list(plans.select_related("client").order_by("written_at", "id")[:ON_A_PAGE]), on)
    rows.sort(key=lambda row: (row.on, row.mark.id.int))
    shown = tuple(rows[:ON_A_PAGE])
    ledger.looked("supervision.record.listed", clients={row.client_id for row in shown})
    return RecordQueue(shown, count, citations)


def count_record_queue(actor: Actor, on: date) -> int:
    """How many wait. Two statements, none where no rule of the place asks."""
    asked, _ = _asked(actor, on)
    count = waiting_referrals(actor, on).count() if RecordKind.REFERRAL in asked else 0
    return count + (waiting_plans(actor, on).count() if RecordKind.PLAN in asked else 0)


def waiting_referrals(actor: Actor, on: date) -> QuerySet[Referral]:
    """Written by somebody supervised today, and not signed."""
    signed = _signed(RecordKind.REFERRAL).filter(record_id=OuterRef("pk"))
    rows = visible(Referral, actor, policy.SIGN_RECORD, on)
    return rows.filter(supervised_by(actor, on, peer_column="peer_id"), ~Exists(signed))


def waiting_plans(actor: Actor, on: date) -> QuerySet[PlanRevision]:
    """Of each plan the newest change, by somebody supervised today, with no signature as it stands now."""
    signed = _signed(RecordKind.PLAN).filter(record_id=OuterRef("client_id"), n=OuterRef("number"))
    own = PlanRevision.objects.filter(organization_id=actor.organization_id, client_id=OuterRef("client_id"))
    newest = own.order_by().values("client_id").annotate(newest=Max("number")).values("newest")
    rows = visible(PlanRevision, actor, policy.SIGN_RECORD, on).filter(number=Subquery(newest))
    return rows.filter(supervised_by(actor, on, peer_column="written_by_id"), ~Exists(signed))


def _signed(kind: RecordKind) -> QuerySet[RecordSignOff]:
    return RecordSignOff.objects.filter(kind=kind.value, organization_id=OuterRef("organization_id"))


def _asked(actor: Actor, on: date) -> tuple[frozenset[RecordKind], tuple[Citation, ...]]:
    entry = rules_on(on, actor.place).find(KEY)
    return (frozenset(map(RecordKind, entry.items)), (entry.citation,)) if entry else (frozenset(), ())


def _referral(row: Referral) -> RecordRow:
    mark = RecordMark(RecordKind.REFERRAL, row.id, 1)
    return RecordRow(mark, row.client_id, row.client.name, row.peer_id, row.peer.name, row.place_name, row.asked_on)


def _plan_rows(actor: Actor, rows: list[PlanRevision], on: date) -> list[RecordRow]:
    names = names_of(actor, {row.written_by_id for row in rows}, on)
    return [
        RecordRow(
            RecordMark(RecordKind.PLAN, row.client_id, row.number),
            row.client_id,
            row.client.name,
            row.written_by_id,
            names.get(row.written_by_id, ""),
            f"up to change {row.number}",
            local_date(as_instant(row.written_at), actor.zone),
        )
        for row in rows
    ]
