"""Issuing a certificate under the next number of its kind: no gap and no number twice, however many clerks approve at once."""

from __future__ import annotations

from cairn.board.commands.publishing import publish
from cairn.board.domain.registered import EventKind, number_of
from cairn.board.models import Application, BoardCredential, CredentialEvent, NumberSeries
from cairn.board.queries.files import File
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger


def issue_credential(*, actor: Actor, application: Application, file: File, now: Instant) -> BoardCredential:
    """The certificate of an approved application. Part of the command that approves: a number is given out with it or not at all."""
    kind, today = file.answers["kind"], local_date(now, actor.zone)
    n = next_number(actor, kind)
    credential = BoardCredential.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        application=application,
        holder_id=file.applicant_id,
        kind=kind,
        place=file.place,
        n=n,
        number=number_of(kind, n),
        name=file.name,
        issued_on=today,
    )
    entry = CredentialEvent.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        credential=credential,
        kind=EventKind.ISSUED.value,
        on=today,
        recorded_at=now,
        recorded_by_id=actor.engagement_id,
        recorded_by_name=actor.name,
    )
    ledger.record("board.credential.issued", credential=credential.id, application=application.id)
    publish(actor, credential, entry, now)
    return credential


def next_number(actor: Actor, kind: str) -> int:
    """The next number of a kind, with the series locked until the transaction ends."""
    series, _ = NumberSeries.objects.select_for_update().get_or_create(
        organization_id=actor.organization_id, kind=kind, defaults={"id": new_id()}
    )
    series.last += 1
    series.save(update_fields=["last"])
    return series.last
