"""Supervision agreements as the two of them and the program manager see them, and the licenses of supervisors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from cairn.identity import policy  # noqa: F401 - declares who may
from cairn.identity.domain.agreements import COUNTS
from cairn.identity.models import SupervisionAgreement, SupervisorQualification
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible

SEE, SEE_LICENSE = "identity.agreement.see", "identity.license.see"
PAGE = 50
MOST_LICENSES = 200


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One agreement on a day. `state` is "in force", "begins later", "waits for a signature" or "ended"."""

    id: UUID
    peer_id: UUID
    peer_name: str
    supervisor_id: UUID
    supervisor_name: str
    kind: str
    starts_on: date
    ends_on: date | None
    peer_signed_at: datetime | None
    supervisor_signed_at: datetime | None
    ended_because: str
    state: str
    supervision: str = COUNTS
    version: int = 1
    replaces_id: UUID | None = None
    changes: str = ""
    frequency: str = ""
    duties: str = ""
    cosigns_notes: bool = False

    def waits_for(self, actor: Actor) -> bool:
        """Whether the actor is one of the two and has not signed yet."""
        unsigned = [
            who
            for who, at in ((self.peer_id, self.peer_signed_at), (self.supervisor_id, self.supervisor_signed_at))
            if at is None
        ]
        return self.state == "waits for a signature" and actor.engagement_id in unsigned


@dataclass(frozen=True, slots=True)
class AgreementPage:
    rows: list[AgreementView]
    next_after: UUID | None


@dataclass(frozen=True, slots=True)
class LicenseView:
    """A license on record; whether it makes a qualified supervisor is decided for a day, elsewhere."""

    id: UUID
    holder_id: UUID
    holder_name: str
    license_type: str
    number: str
    licensed_on: date
    expires_on: date | None
    training_minutes: int
    training_completed_on: date | None
    taken_back_at: datetime | None
    taken_back_because: str


def list_agreements(actor: Actor, on: date, *, after: UUID | None = None) -> AgreementPage:
    """Those the actor may see, by the peer supporter's name, fifty a page; ended ones too. At most two statements."""
    rows = _rows(actor, on)
    if after is not None:
        last = rows.filter(id=after).first()
        if last is None:
            raise NotFound
        rows = rows.filter(Q(peer__name__gt=last.peer.name) | Q(peer__name=last.peer.name, id__gt=after))
    found = [_view(row, on) for row in rows.order_by("peer__name", "id")[: PAGE + 1]]
    return AgreementPage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def get_agreement(actor: Actor, agreement_id: UUID, on: date) -> AgreementView:
    """One of them; raises NotFound."""
    row = _rows(actor, on).filter(id=agreement_id).first()
    if row is None:
        raise NotFound
    return _view(row, on)


def list_versions(actor: Actor, agreement: AgreementView, on: date) -> list[AgreementView]:
    """Every agreement of these two in this kind of supervision, newest first; old versions stay readable. One statement."""
    rows = _rows(actor, on).filter(
        peer_id=agreement.peer_id,
        supervisor_id=agreement.supervisor_id,
        supervision=agreement.supervision,
        kind=agreement.kind,
    )
    return [_view(row, on) for row in rows.order_by("-starts_on", "-version", "id")]


def list_agreements_to_sign(actor: Actor, on: date) -> list[AgreementView]:
    """Those that wait for the actor's own signature. One statement."""
    own = Q(peer_id=actor.engagement_id, peer_signed_at__isnull=True) | Q(
        supervisor_id=actor.engagement_id, supervisor_signed_at__isnull=True
    )
    waiting = [_view(row, on) for row in _rows(actor, on).filter(own).order_by("starts_on", "id")]
    return [each for each in waiting if each.waits_for(actor)]


def list_licenses(actor: Actor, on: date) -> list[LicenseView]:
    """The licenses on record by the holder's name, newest first, those taken back too; at most two hundred. One statement."""
    rows = visible(SupervisorQualification, actor, SEE_LICENSE, on).select_related("engagement")
    return [_license(row) for row in rows.order_by("engagement__name", "-licensed_on", "id")[:MOST_LICENSES]]


def get_license(actor: Actor, license_id: UUID, on: date) -> LicenseView:
    """One of them; raises NotFound. One statement."""
    rows = visible(SupervisorQualification, actor, SEE_LICENSE, on).select_related("engagement")
    row = rows.filter(id=license_id).first()
    if row is None:
        raise NotFound
    return _license(row)


def _license(row: SupervisorQualification) -> LicenseView:
    return LicenseView(
        row.id, row.engagement_id, row.engagement.name, row.license_type, row.license_number, row.licensed_on,
        row.expires_on, row.supervision_training_minutes, row.supervision_training_completed_on,
        row.taken_back_at, row.taken_back_because,
    )  # fmt: skip


def _rows(actor: Actor, on: date) -> QuerySet[SupervisionAgreement]:
    return visible(SupervisionAgreement, actor, SEE, on).select_related("peer", "supervisor")


def _view(row: SupervisionAgreement, on: date) -> AgreementView:
    return AgreementView(
        row.id, row.peer_id, row.peer.name, row.supervisor_id, row.supervisor.name, row.kind, row.starts_on, row.ends_on,
        row.peer_signed_at, row.supervisor_signed_at, row.ended_because, _state(row, on),
        row.supervision, row.version, row.replaces_id, row.changes, row.frequency, row.duties, row.cosigns_notes,
    )  # fmt: skip


def _state(row: SupervisionAgreement, on: date) -> str:
    signed = row.peer_signed_at is not None and row.supervisor_signed_at is not None
    if (row.ends_on is not None and row.ends_on < on) or (row.ended_because and not signed):
        return "ended"
    if not signed:
        return "waits for a signature"
    return "begins later" if row.starts_on > on else "in force"
