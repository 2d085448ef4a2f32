"""What happens to a certificate at the board: renewed, reactivated, suspended, lifted, given back. The book only grows."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from cairn.board import policy
from cairn.board.commands.audits import ask_for_certain
from cairn.board.commands.publishing import publish
from cairn.board.domain.registered import SURRENDERED, Event, EventKind, decide_registered
from cairn.board.domain.renewals import RenewalFacts, decide_may_renew
from cairn.board.models import BoardCredential, CredentialEvent, FeeLine
from cairn.credentials.domain.standing import Standing
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.kernel.money import Money
from cairn.platform.ids import new_id
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import lock_one, visible

LONGEST = 1000  # letters
OWN = "This certificate is your own. Another clerk writes into the book about it; nothing was written."
CHANGED = "This certificate changed since you opened it. Nothing was written; open it again and look at what is new."


@dataclass(frozen=True, slots=True)
class Act:
    """An act on one certificate as a clerk had it open: the id that the form was given, and the version that was shown."""

    event_id: UUID
    credential_id: UUID
    seen_version: int


@command(permission=policy.KEEP_CREDENTIAL)
def renew_credential(*, actor: Actor, act: Act, attests_ce: bool, paid_cents: int, now: Instant) -> UUID:
    """Renew for the next year that is not covered; a late one pays its penalty. The holder's word is enough."""
    credential, standing = _opened(actor, act, now)
    if credential is None:
        return act.event_id
    today = local_date(now, actor.zone)
    may = decide_may_renew(RenewalFacts(standing, attests_ce), rules_on(today, credential.place), today)
    may.require()
    cost = may.figures["cost_cents"]
    if paid_cents != cost:
        raise BadInput({"paid": f"The fees of today come to {Money(cost)}. Write down that amount once it came in."})
    late, year = may.figures["is_reactivation"], may.figures["for_year"]
    kind = EventKind.REACTIVATED if late else EventKind.RENEWED
    FeeLine.objects.bulk_create(
        FeeLine(
            id=new_id(),
            organization_id=actor.organization_id,
            credential=credential,
            key=charge.key,
            what=charge.what,
            payee=charge.payee,
            amount_cents=charge.amount.cents,
            rule=charge.citation[:200],
            charged_on=today,
            paid_on=today,
            recorded_by_id=actor.engagement_id,
        )
        for charge in may.figures["charges"]
    )
    _write(actor, act, credential, Event(kind, today, year), "", now, attested_ce=attests_ce)
    if may.figures["audit_is_certain"]:
        ask_for_certain(actor, credential.id, act.event_id)
    return act.event_id


@command(permission=policy.KEEP_CREDENTIAL)
def suspend_credential(*, actor: Actor, act: Act, reason: str, now: Instant) -> UUID:
    """Write down the board's order from today on."""
    credential, standing = _opened(actor, act, now)
    if credential is None:
        return act.event_id
    _refuse_when(standing, Standing.SUSPENDED.value, Standing.TERMINATED.value, SURRENDERED)
    return _write(actor, act, credential, Event(EventKind.SUSPENDED, local_date(now, actor.zone)), _words(reason), now)


@command(permission=policy.KEEP_CREDENTIAL)
def lift_suspension(*, actor: Actor, act: Act, reason: str, now: Instant) -> UUID:
    """End the board's order: from today on the dates alone say what the certificate is."""
    credential, standing = _opened(actor, act, now)
    if credential is None:
        return act.event_id
    if standing.outcome != Standing.SUSPENDED.value:
        raise Conflict(f"This certificate is not suspended: it is {standing.outcome}. Nothing was written.")
    return _write(actor, act, credential, Event(EventKind.LIFTED, local_date(now, actor.zone)), _words(reason), now)


@command(permission=policy.KEEP_CREDENTIAL)
def surrender_credential(*, actor: Actor, act: Act, reason: str, now: Instant) -> UUID:
    """Write down that the holder gave it back."""
    credential, standing = _opened(actor, act, now)
    if credential is None:
        return act.event_id
    _refuse_when(standing, Standing.TERMINATED.value, SURRENDERED)
    today = local_date(now, actor.zone)
    return _write(actor, act, credential, Event(EventKind.SURRENDERED, today), _words(reason), now)


def _opened(actor: Actor, act: Act, now: Instant) -> tuple[BoardCredential | None, Decision]:
    """The certificate, locked, with its standing today; None when this very act was written before."""
    today = local_date(now, actor.zone)
    rows = visible(BoardCredential, actor, policy.KEEP_CREDENTIAL, today)
    credential = lock_one(rows.select_related("holder"), act.credential_id)
    if credential.holder is not None and credential.holder.person_id == actor.person_id:
        raise Conflict(OWN)
    events = [Event(EventKind(row.kind), row.on, row.for_year) for row in credential.events.all()]
    standing = decide_registered(credential.issued_on, events, rules_on(today, credential.place), today)
    if credential.events.filter(id=act.event_id).exists():
        ledger.unchanged("sent before")
        return None, standing
    if credential.version != act.seen_version:
        raise Conflict(CHANGED, current_version=credential.version)
    return credential, standing


def _refuse_when(standing: Decision, *words: str) -> None:
    if standing.outcome in words:
        raise Conflict(f"This certificate is {standing.outcome}. Nothing was written.")


def _words(reason: str) -> str:
    words = reason.strip()
    if not 0 < len(words) <= LONGEST:
        raise BadInput({"reason": f"Give the reason, up to {LONGEST:,} letters. It stays in the book."})
    return words


def _write(
    actor: Actor, act: Act, credential: BoardCredential, event: Event, reason: str, now: Instant,
    *, attested_ce: bool | None = None,
) -> UUID:  # fmt: skip
    entry = CredentialEvent.objects.create(
        id=act.event_id,
        organization_id=actor.organization_id,
        credential=credential,
        kind=event.kind.value,
        on=event.on,
        for_year=event.for_year,
        attested_ce=attested_ce,
        reason=reason,
        recorded_at=now,
        recorded_by_id=actor.engagement_id,
        recorded_by_name=actor.name,
    )
    credential.version += 1
    credential.save(update_fields=["version"])
    ledger.record(f"board.credential.{event.kind.value}", credential=credential.id, event=act.event_id)
    publish(actor, credential, entry, now)
    return act.event_id
