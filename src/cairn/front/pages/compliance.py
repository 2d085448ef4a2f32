"""Compliance: every peer supporter a row, every cell a decision, soonest breach first. Only joins what the rooms answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cairn.credentials.queries.standing import Holder, list_holders
from cairn.front.pages.first_steps import list_first_steps
from cairn.identity.queries.peers import Agreement, Peer, list_peers
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.kernel.durations import in_hours
from cairn.kernel.instants import local_date
from cairn.platform import clock
from cairn.platform.lists import page_after
from cairn.platform.pages import page
from cairn.supervision.domain.practice import Cause, causes_against
from cairn.supervision.queries.debts import Debt, list_debts
from cairn.supervision.queries.supervisors import decide_agreement

ON_A_PAGE = 40
WORKDAY = 8 * 60  # only for ordering hours of work left among dates
NOW = -1
UNKNOWN_DAYS = 365  # said, and never the soonest
NO_AGREEMENT = "No supervision agreement in force"
BARRED = {
    Cause.STOP: "Work stops until a session is held",
    Cause.SUPERVISOR: NO_AGREEMENT,
    Cause.CERTIFICATE: "No practice under the certificate",
}


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next for a peer supporter; `days` from today orders the list, negative when it is already so."""

    days: int
    words: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One peer supporter: five decisions and what comes next."""

    peer: Peer
    holder: Holder
    debt: Debt
    agreement: Agreement | None
    supervisor: Decision
    next: Next

    @property
    def decisions(self) -> tuple[Decision, ...]:
        known = (self.holder.standing, self.holder.ce, self.debt.decision, self.holder.background, self.supervisor)
        return tuple(decision for decision in known if decision is not None)

    @property
    def is_clear(self) -> bool:
        return all(decision.allowed for decision in self.decisions)


@dataclass(frozen=True, slots=True)
class Staff:
    """The peer supporters at work since a day, and their credentials: read once for all that a page asks of them."""

    peers: tuple[Peer, ...]
    holders: dict[UUID, Holder]


def read_staff(actor: Actor, on: date, *, since: date | None = None) -> Staff:
    """Three statements."""
    return Staff(list_peers(actor, on, since=since), list_holders(actor, on, since=since))


def list_compliance(actor: Actor, on: date, staff: Staff | None = None) -> tuple[Row, ...]:
    """Everybody at work on a day. Six statements, whatever the number; three when the staff was read already."""
    staff = staff or read_staff(actor, on)
    peers, holders = tuple(peer for peer in staff.peers if peer.is_at_work(on)), staff.holders
    rows = []
    for debt in list_debts(actor, on, peers):
        agreement, supervisor = decide_agreement(debt.peer, on, actor.place)
        holder = holders[debt.peer.id]
        coming = _next(holder, debt, agreement, supervisor, on)
        rows.append(Row(debt.peer, holder, debt, agreement, supervisor, coming))
    return tuple(sorted(rows, key=lambda row: (row.next.days, row.peer.name)))


@page(permission="credentials.compliance.see")
def list_compliance_page(request: HttpRequest) -> HttpResponse:
    """The table; `?show=open` leaves out those with nothing to do."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = clock.now()
    on = local_date(now, actor.zone)
    rows = list_compliance(actor, on)
    waiting = [row for row in rows if not row.is_clear]
    only_open = request.GET.get("show") == "open"
    shown, older = page_after(
        waiting if only_open else rows, lambda row: str(row.peer.id), request.GET.get("after", ""), ON_A_PAGE
    )
    return render(
        request,
        "compliance/list_compliance.html",
        {
            "rows": shown,
            "older": older,
            "count": len(rows),
            "waiting": len(waiting),
            "only_open": only_open,
            "steps": list_first_steps(actor, now, on, rows),
        },
    )


def _next(holder: Holder, debt: Debt, agreement: Agreement | None, supervisor: Decision, on: date) -> Next:
    """The soonest of what is already wrong, what is running out, and what falls due."""
    standing = holder.standing
    left = f"{in_hours(debt.until_stop_minutes)} of work until the stop"
    unknown = Next(UNKNOWN_DAYS, "No rule of supervision on record for this place")
    found = [unknown if debt.is_unknown else Next(debt.until_stop_minutes // WORKDAY, left)]
    causes = causes_against(standing, debt.decision, is_supervised=agreement is not None)
    found += [Next(NOW, words) for cause, words in BARRED.items() if cause in causes]
    if agreement and not supervisor.allowed:
        found.append(Next(NOW, "The supervisor is not qualified"))
    elif agreement and agreement.last_day:
        found.append(Next((agreement.last_day - on).days, "The agreement ends", agreement.last_day))
    if standing.allowed and standing.figures["until"]:
        late = standing.outcome == "lapsed"
        until: date = standing.figures["until"]
        found.append(Next((until - on).days, "Last day to renew late" if late else "Renew by", until))
    if holder.ce and holder.ce.figures["short_minutes"]:
        due: date = holder.ce.figures["due_on"]
        found.append(Next((due - on).days, "Hours of continuing education due", due))
    return min(found, key=lambda each: each.days)
