"""A month of contacts as the payer would see them: lines that are clean, and lines that are held with every reason.

Nothing is stored: the answer follows from the facts each time. Lower rooms decide (credential, supervisor, consent, units); here they meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cairn.billing import policy
from cairn.billing.domain.scrub import FIXES, FROM_FACTS, ClaimFacts, deadline_of, decide_claim_ready
from cairn.billing.domain.units import Contact as UnitsContact
from cairn.billing.domain.units import UnitsFacts, decide_units
from cairn.credentials.queries.standing import Holder, decide_standing_then, list_holders
from cairn.identity.queries.peers import Peer, list_peers
from cairn.identity.queries.programs import get_payer
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.instants import Instant, Span, local_date
from cairn.kernel.money import ZERO, Money
from cairn.platform.packs import rules_on
from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.domain.disclosures import Disclosure
from cairn.privacy.policy import grant_for
from cairn.privacy.queries.consents import decide_sharing_for
from cairn.rulebook.rules import Rules
from cairn.supervision.queries.supervisors import decide_agreement
from cairn.support.domain.encounters import Kind
from cairn.support.queries.billing_clients import BillingClient, list_billing_clients
from cairn.support.queries.encounters import Contact, list_contacts_between

MOST_CONTACTS = 5000  # of one month on one page; beyond it the page says so
DIRECT = frozenset({Kind.ONE_TO_ONE, Kind.GROUP, Kind.VIRTUAL, Kind.CRISIS})
TO_PAYER = Disclosure(
    kind=ConsentKind.TREATMENT_PAYMENT_OPERATIONS,
    recipient="",
    recipient_class=RecipientClass.PAYER,
    scope=frozenset({Share.BILLING}),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One client, service date, peer supporter and place: what a claim line would say, or why it may not."""

    client_id: UUID
    client_name: str
    peer_name: str
    service_on: date
    minutes: int
    units: int
    amount: Money
    decision: Decision
    contact_ids: tuple[UUID, ...]
    file_by: date | None

    @property
    def fixes(self) -> tuple[str, ...]:
        """What would have to be done, as short headings."""
        return tuple(FIXES.get(finding.code, finding.title) for finding in self.decision.against)

    @property
    def lacks_facts(self) -> bool:
        """Whether what is missing is put down on the client's billing facts: coverage, birth date, diagnosis."""
        return any(finding.code in FROM_FACTS for finding in self.decision.against)


@dataclass(frozen=True, slots=True)
class Month:
    """A month's lines. `is_whole` is False when there were more contacts than one page takes."""

    clean: tuple[Line, ...]
    held: tuple[Line, ...]
    not_services: int  # contacts that are work but never a claim (outreach, drop-in, warmline)
    is_whole: bool

    @property
    def units(self) -> int:
        return sum(line.units for line in self.clean)

    @property
    def amount(self) -> Money:
        return sum((line.amount for line in self.clean), ZERO)

    @property
    def held_amount(self) -> Money:
        return sum((line.amount for line in self.held), ZERO)

    def held_by_fix(self) -> list[tuple[str, list[Line]]]:
        """Held lines under each thing to do, the most money first. A line with two reasons stands under both."""
        groups: dict[str, list[Line]] = defaultdict(list)
        for line in self.held:
            for fix in line.fixes:
                groups[fix].append(line)
        return sorted(groups.items(), key=lambda group: (-sum(line.amount.cents for line in group[1]), group[0]))


@dataclass(frozen=True, slots=True)
class Ground:
    """Everything that a month's scrub stands on, read in a number of statements that does not grow."""

    actor: Actor
    on: date
    payer: str
    clients: dict[UUID, BillingClient]
    holders: Mapping[UUID, Holder]
    peers: dict[UUID, Peer]
    consents: dict[UUID, Decision]


def list_month(actor: Actor, start: date, end: date, now: Instant) -> Month:
    """Every line from `start` to `end` (service dates). Nine statements, whatever the size."""
    grant_for(actor, policy.SEE)
    contacts = list_contacts_between(actor, eve_of(start), end, on=local_date(now, actor.zone), limit=MOST_CONTACTS + 1)
    return scrub(
        actor,
        (start, end),
        contacts,
        list_billing_clients,
        now,
        holders=list_holders(actor, end, since=start),
        peers=list_peers(actor, end, since=start),
    )


def eve_of(start: date) -> date:
    """From which day on contacts are read: one that ran over midnight has a part on the day after it began."""
    return start - timedelta(days=1)


def scrub(
    actor: Actor,
    days: tuple[date, date],
    contacts: list[Contact],
    read_clients: Callable[[Actor, set[UUID], date], dict[UUID, BillingClient]],
    now: Instant,
    *,
    holders: Mapping[UUID, Holder],
    peers: Iterable[Peer],
) -> Month:
    """The lines of the service dates from the first of `days` to the last. `contacts` are those that began from the eve of the first
    on; one more than a page takes may be given: then the month is not whole.

    `read_clients` is the read under which the actor knows the people: with names for a claim, without for a sum.
    """
    on = local_date(now, actor.zone)
    services = [contact for contact in contacts[:MOST_CONTACTS] if contact.kind in DIRECT]
    ids = {contact.client_id for contact in services}
    ground = Ground(
        actor=actor,
        on=on,
        payer=get_payer(actor, on),
        clients=read_clients(actor, ids, on),
        holders=holders,
        peers={peer.id: peer for peer in peers},
        consents=decide_sharing_for(actor, ids, TO_PAYER, now),
    )
    lines = _lines(services, ground, days)
    return Month(
        clean=tuple(line for line in lines if line.decision.allowed),
        held=tuple(line for line in lines if not line.decision.allowed),
        not_services=sum(
            contact.kind not in DIRECT and contact.started_on >= days[0] for contact in contacts[:MOST_CONTACTS]
        ),
        is_whole=len(contacts) <= MOST_CONTACTS,
    )


def _lines(services: Iterable[Contact], ground: Ground, days: tuple[date, date]) -> list[Line]:
    """Sound pieces of one client, day, peer supporter and place are counted together; a piece that is held stands alone."""
    together: dict[tuple[object, ...], list[tuple[Contact, date, Span]]] = defaultdict(list)
    for contact in services:
        for day, piece in contact.spans_by_day:
            if not days[0] <= day <= days[1]:
                continue
            sound = contact.note_signed_at is not None and not contact.peer_overlaps and not contact.client_overlaps
            key = (contact.client_id, day, contact.peer_id, contact.place, None if sound else contact.id)
            together[key].append((contact, day, piece))
    lines = [_line(pieces, ground) for pieces in together.values()]
    return sorted(lines, key=lambda line: (line.service_on, line.client_name, line.contact_ids))


def _line(pieces: list[tuple[Contact, date, Span]], ground: Ground) -> Line:
    contact, day, _ = pieces[0]
    rules, place = rules_on(day, ground.payer), ground.actor.place
    units = _units(pieces, rules)
    client, peer = ground.clients.get(contact.client_id), ground.peers.get(contact.peer_id)
    facts = ClaimFacts(
        service_on=day,
        service=contact.kind.label,
        is_direct=contact.kind in DIRECT,
        is_in_error=contact.is_in_error,
        signed_on=_signed_on(pieces),
        units=units,
        credential=decide_standing_then(ground.holders.get(contact.peer_id), day, place),
        supervisor=decide_agreement(peer, day, place)[1] if peer else None,
        consent=ground.consents[contact.client_id],
        has_coverage=client is not None and client.coverage_on(day, ground.payer) is not None,
        has_diagnosis=client is not None and client.diagnosis_on(day) is not None,
        birth_date=client.birth_date if client else None,
        overlaps=_overlaps(contact),
    )
    return Line(
        client_id=contact.client_id,
        client_name=contact.client_name,
        peer_name=contact.peer_name,
        service_on=day,
        minutes=units.figures["minutes"],
        units=units.figures["units"],
        amount=units.figures["amount"] or ZERO,
        decision=decide_claim_ready(facts, rules, ground.on),
        contact_ids=tuple(each.id for each, _, _ in pieces),
        file_by=deadline_of(day, rules),
    )


def _units(pieces: list[tuple[Contact, date, Span]], rules: Rules) -> Decision:
    contact, day, _ = pieces[0]
    contacts = tuple(UnitsContact(piece.start, piece.end) for _, _, piece in pieces)
    return decide_units(UnitsFacts(contact.zone, contacts, is_group=contact.kind is Kind.GROUP), rules, day)


def _signed_on(pieces: list[tuple[Contact, date, Span]]) -> date | None:
    signed = [contact.note_signed_at for contact, _, _ in pieces]
    latest = max((each for each in signed if each is not None), default=None)
    return None if latest is None or None in signed else local_date(latest, pieces[0][0].zone)


def _overlaps(contact: Contact) -> tuple[str, ...]:
    words = []
    if contact.peer_overlaps:
        words.append("the peer supporter has another individual contact in the same minutes")
    if contact.client_overlaps:
        words.append("the client has another contact in the same minutes")
    return tuple(words)
