"""What a new program sets up, in the order in which one thing needs the other. A program at work never sees it, nor pays for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from django.urls import reverse

from cairn.credentials.queries.standing import Holder
from cairn.identity.queries.agreements import list_licenses
from cairn.identity.queries.peers import Agreement, Peer
from cairn.identity.queries.programs import list_programs
from cairn.identity.queries.staff import summarize_staff
from cairn.kernel.actors import Actor, Role
from cairn.kernel.instants import Instant
from cairn.supervision.queries.debts import Debt
from cairn.support.queries.counts import count_contacts


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to set up. The first that is not done is the next; those after it wait for it."""

    title: str
    text: str
    action: str
    href: str
    is_done: bool
    is_next: bool = False

    @property
    def badge(self) -> tuple[str, str]:
        return ("Done", "good") if self.is_done else ("Next", "soon") if self.is_next else ("Then", "none")


class Compliance(Protocol):
    """What is asked of a row of the compliance page."""

    @property
    def peer(self) -> Peer: ...
    @property
    def holder(self) -> Holder: ...
    @property
    def debt(self) -> Debt: ...
    @property
    def agreement(self) -> Agreement | None: ...


def is_at_work(rows: Iterable[Compliance]) -> bool:
    """Whether the program runs: somebody is supervised, and somebody has worked. No statement."""
    told = list(rows)
    return any(row.agreement for row in told) and any(row.debt.since_last_minutes or row.debt.sessions for row in told)


def list_first_steps(actor: Actor, now: Instant, on: date, rows: Sequence[Compliance]) -> tuple[Step, ...]:
    """Nothing for a program at work, without a statement; else every step, in at most six."""
    if is_at_work(rows):
        return ()
    roles = {role for role, _ in summarize_staff(actor, now).by_role}
    costs = [program.monthly_cost.cents for program in list_programs(actor, on)]
    bare = next((row.peer for row in rows if not row.holder.held), None)
    waits = any(row.peer.agreements for row in rows)
    steps = (
        Step("Say what the program is", "Payer, Part 2, sites, and what a month costs.", "Programs",
             reverse("list_programs"), bool(costs) and all(costs)),
        Step("Let a clinical supervisor in", "You hand the link over; it works once, for two days.", "Invite",
             reverse("invite_person"), Role.CLINICAL_SUPERVISOR in roles),
        Step("Let the peer supporters in", "One link each.", "Invite",
             reverse("invite_person"), Role.PEER_SUPPORTER in roles),
        Step("Put the supervisor’s license on record", "A session held before it is on record never counts.", "Licenses",
             reverse("list_licenses"), any(one.taken_back_at is None for one in list_licenses(actor, on))),
        Step("Agree who supervises whom", "It waits for a signature of both." if waits else "In force once both have signed it.",
             "Agreements", reverse("list_agreements"), any(row.agreement for row in rows)),
        Step("Put the certificates on record", "With the background check. Nobody is billed for before.", "Certificates",
             reverse("get_credential", kwargs={"engagement_id": bare.id}) if bare else reverse("list_compliance"),
             bool(rows) and bare is None),
        Step("Take the first person in", "Peer supporters write up the first contact on their own home.", "Take somebody in",
             reverse("enroll_client"), count_contacts(actor, date.min, on, on).contacts > 0),
    )  # fmt: skip
    return _with_next(steps)


def _with_next(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    following = next((step for step in steps if not step.is_done), None)
    return tuple(replace(step, is_next=step is following) for step in steps) if following else ()
