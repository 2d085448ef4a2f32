"""How much money is held and why, in sums: for whoever answers for the program and need not know whose claims they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.billing import policy
from cairn.billing.queries.claims import MOST_CONTACTS, eve_of, scrub
from cairn.credentials.queries.standing import Holder
from cairn.identity.queries.peers import Peer
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, local_date
from cairn.kernel.money import ZERO, Money
from cairn.privacy.policy import grant_for
from cairn.support.queries.billing_clients import list_unnamed_clients
from cairn.support.queries.encounters import list_unnamed_contacts


@dataclass(frozen=True, slots=True)
class HeldFor:
    """What waits for one thing to be done. A line with two reasons is counted under both."""

    fix: str
    lines: int
    amount: Money


@dataclass(frozen=True, slots=True)
class HeldSum:
    """Everything held between two service dates; `file_by` is the first last day among it. No person in it."""

    start: date
    lines: int
    amount: Money
    by_fix: tuple[HeldFor, ...]
    file_by: date | None
    is_whole: bool


def sum_held(
    actor: Actor, start: date, end: date, now: Instant, *, peers: Iterable[Peer], holders: Mapping[UUID, Holder]
) -> HeldSum:
    """What is held from `start` to `end` (service dates); `peers` and `holders` are those at work since `start`. Four statements."""
    grant_for(actor, policy.SUM)
    contacts = list_unnamed_contacts(actor, eve_of(start), end, on=local_date(now, actor.zone), limit=MOST_CONTACTS + 1)
    month = scrub(actor, (start, end), contacts, list_unnamed_clients, now, holders=holders, peers=peers)
    return HeldSum(
        start=start,
        lines=len(month.held),
        amount=month.held_amount,
        by_fix=tuple(
            HeldFor(fix, len(lines), sum((line.amount for line in lines), ZERO)) for fix, lines in month.held_by_fix()
        ),
        file_by=min((line.file_by for line in month.held if line.file_by), default=None),
        is_whole=month.is_whole,
    )
