"""The book of credentials: each with its standing today, and one with its whole history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from cairn.badges.policy import SEE as SEE_BADGE
from cairn.badges.queries.issued import IssuedBadge, list_badges_of
from cairn.badges.queries.own import OwnBadge, list_own_badges
from cairn.board import policy
from cairn.board.domain.registered import KINDS, Event, EventKind, decide_registered
from cairn.board.domain.renewals import RenewalFacts, decide_may_renew
from cairn.board.models import BoardCredential, CredentialEvent, FeeLine
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.errors import NotFound
from cairn.kernel.money import Money
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.policy import may, visible


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the book, as it is told."""

    id: UUID
    kind: EventKind
    on: date
    for_year: int
    attested_ce: bool | None
    reason: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Registered:
    """One credential and what it is on the day of asking."""

    id: UUID
    number: str
    kind: str
    name: str
    place: str
    issued_on: date
    version: int
    has_application: bool
    entries: tuple[Entry, ...]
    standing: Decision

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]


@dataclass(frozen=True, slots=True)
class Paid:
    """One amount that was charged with a renewal."""

    what: str
    payee: str
    amount: Money
    rule: str
    charged_on: date
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Held:
    """One credential with what a renewal would ask for today, and what was paid for it so far.

    `badge`: the newest that was signed for it, as anybody can check it; None without one.
    """

    registered: Registered
    renewal: Decision
    paid: tuple[Paid, ...]
    badge: IssuedBadge | OwnBadge | None


def list_credentials(actor: Actor, on: date) -> list[Registered]:
    """The whole book by number. Two statements."""
    rows = visible(BoardCredential, actor, policy.SEE_CREDENTIAL, on).order_by("kind", "n")
    return _registered(actor, rows, on)


def get_credential(actor: Actor, credential_id: UUID, on: date) -> Held:
    """One credential with its history. Four statements; raises NotFound."""
    rows = visible(BoardCredential, actor, policy.SEE_CREDENTIAL, on).filter(id=credential_id)
    found = _registered(actor, rows, on)
    if not found:
        raise NotFound
    ledger.looked("board.credential.opened", credential=credential_id)
    lines = visible(FeeLine, actor, policy.SEE_CREDENTIAL, on).filter(credential_id=credential_id)
    paid = tuple(
        Paid(
            line.what,
            line.payee,
            Money(line.amount_cents),
            line.rule,
            line.charged_on,
            _is_verified(line, found[0].place),
        )
        for line in lines.order_by("charged_on", "key")
    )
    rules = rules_on(on, found[0].place)
    renewal = decide_may_renew(RenewalFacts(found[0].standing, attests_ce=True), rules, on)
    return Held(found[0], renewal, paid, _badge(actor, found[0], on))


def _is_verified(line: FeeLine, place: str) -> bool:
    """Whether the source of an amount was read, by the pack of the day on which it was charged."""
    entry = rules_on(line.charged_on, place).find(line.key)
    return entry is not None and entry.citation.status.is_sure


def _badge(actor: Actor, registered: Registered, on: date) -> IssuedBadge | OwnBadge | None:
    """A badge carries the id of the entry that signed it."""
    ids = {entry.id for entry in registered.entries}
    if may(actor, SEE_BADGE):
        return next(iter(list_badges_of(actor, ids, on)), None)
    return next((one for one in list_own_badges(actor, on) if one.id in ids), None)


def list_own_credentials(actor: Actor, on: date) -> list[Registered]:
    """The actor's own. Two statements."""
    rows = visible(BoardCredential, actor, policy.SEE_CREDENTIAL, on).filter(holder_id=actor.engagement_id)
    return _registered(actor, rows.order_by("issued_on", "id"), on)


def find_issued(actor: Actor, application_id: UUID, on: date) -> Registered | None:
    """The credential that an application became; None before that. Two statements."""
    rows = visible(BoardCredential, actor, policy.SEE_CREDENTIAL, on).filter(application_id=application_id)
    return next(iter(_registered(actor, rows, on)), None)


def _registered(actor: Actor, rows: QuerySet[BoardCredential], on: date) -> list[Registered]:
    credentials = list(rows)
    entries: dict[UUID, list[Entry]] = defaultdict(list)
    events = visible(CredentialEvent, actor, policy.SEE_CREDENTIAL, on).filter(credential__in=rows.order_by())
    for event in events.order_by("on", "recorded_at", "id"):
        entries[event.credential_id].append(
            Entry(
                event.id,
                EventKind(event.kind),
                event.on,
                event.for_year,
                event.attested_ce,
                event.reason,
                event.recorded_by_name,
            )
        )
    return [
        Registered(
            each.id,
            each.number,
            each.kind,
            each.name,
            each.place,
            each.issued_on,
            each.version,
            each.application_id is not None,
            tuple(entries[each.id]),
            decide_registered(each.issued_on, events_of(entries[each.id]), rules_on(on, each.place), on),
        )
        for each in credentials
    ]


def events_of(entries: Iterable[Entry]) -> list[Event]:
    return [Event(entry.kind, entry.on, entry.for_year) for entry in entries]
