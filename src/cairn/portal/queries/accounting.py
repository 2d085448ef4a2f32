"""One accounting of everything that was sent about a person: each room reads its own rows, and this joins them.

A new verb that sends something out is named in `READERS`; `tests/portal/test_accounting.py` fails until it is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.court.queries import sent as court
from cairn.departures.queries import sent as departures
from cairn.identity.queries.names import names_of
from cairn.incidents.queries import sent as incidents
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.domain.accounting import Listed, Sent, listed, newest_first
from cairn.privacy.queries.accounting import MOST, SEE, Lists, lists_on
from cairn.privacy.queries.consents import ConsentView, list_consents
from cairn.privacy.subjects import require_client
from cairn.referrals.queries import sent as referrals

Reader = Callable[[Actor, UUID, date], tuple[Sent, ...]]

READERS: dict[str, Reader] = {room.COMMAND: room.list_sent for room in (departures, referrals, incidents, court)}


@dataclass(frozen=True, slots=True)
class Line:
    """One disclosure as the page tells it. `consent` is None where it went by another route, or the consent is not found."""

    sent: Sent
    on: date
    by: str
    listed: Listed
    consent: ConsentView | None


@dataclass(frozen=True, slots=True)
class Accounting:
    """Everything that was sent about one person, newest first. `has_more`: there is more than one page can hold."""

    made_on: date
    lines: tuple[Line, ...]
    lists: Lists
    has_more: bool


def get_accounting(actor: Actor, client_id: UUID, now: Instant) -> Accounting:
    """The whole list; raises NotFound. One statement for each sort of sending, and four more."""
    on = local_date(now, actor.zone)
    require_client(actor, SEE, client_id, on)
    ledger.looked("privacy.accounting.seen", clients=[client_id])
    found = [read(actor, client_id, on) for read in READERS.values()]
    consents = {card.id: card for card in list_consents(actor, client_id, now)}
    everything = newest_first(found)
    names = names_of(actor, {sent.by_id for sent in everything}, on)
    lists = lists_on(on, actor.place)

    def line(sent: Sent) -> Line:
        day = local_date(sent.at, actor.zone)
        by_consent = sent.by_consent is not None
        asked = listed(on=day, today=on, is_by_consent=by_consent, reach=lists.reach)
        consent = consents.get(sent.by_consent) if sent.by_consent else None
        return Line(sent, day, names.get(sent.by_id, ""), asked, consent)

    return Accounting(on, tuple(map(line, everything)), lists, any(len(one) >= MOST for one in found))
