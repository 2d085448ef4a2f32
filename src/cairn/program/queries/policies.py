"""The register as the house reads it: which version holds, who looks after it, who has read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import as_instant, local_date
from cairn.privacy.policy import visible
from cairn.program import policy
from cairn.program.domain.policies import Subject, state_of
from cairn.program.models import Acknowledgment, ProgramPolicy

MOST = 400  # a product limit: versions on the page


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """One version. `read_by` says how many say that they have read it; `is_read`, whether the actor is one of them."""

    id: UUID
    subject: Subject
    name: str
    version: str
    in_force_on: date
    review_on: date
    kept_at: str
    owner: str
    state: tuple[str, str]
    read_by: int
    is_read: bool
    text: str = ""

    @property
    def is_current(self) -> bool:
        return self.state[0] in ("In force", "Review overdue")


def list_policies(actor: Actor, on: date) -> tuple[PolicyRow, ...]:
    """Every version that was not taken back, by subject and name, newest first. Two statements."""
    rows = (
        visible(ProgramPolicy, actor, policy.SEE_POLICIES, on)
        .filter(taken_back_at__isnull=True)
        .select_related("owner")
        .annotate(readers=Count("acknowledgments"))
        .order_by("-in_force_on", "-entered_at", "-id")[:MOST]
    )
    read = set(visible(Acknowledgment, actor, policy.ACKNOWLEDGE, on).values_list("policy_id", flat=True))
    order, seen, found = list(Subject), set[tuple[str, str]](), []
    for row in rows:
        key = (row.subject, row.name.casefold())
        state = state_of(row.in_force_on, row.review_on, is_replaced=key in seen, on=on)
        if row.in_force_on <= on:
            seen.add(key)
        readers = int(row.__dict__["readers"])
        found.append(
            PolicyRow(
                row.id, Subject(row.subject), row.name, row.version, row.in_force_on, row.review_on, row.kept_at,
                row.owner.name, state, readers, row.id in read, row.text,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda each: (order.index(each.subject), each.name.casefold())))


def get_policy(actor: Actor, policy_id: UUID, on: date) -> PolicyRow:
    """One version; raises NotFound."""
    for row in list_policies(actor, on):
        if row.id == policy_id:
            return row
    raise NotFound


@dataclass(frozen=True, slots=True)
class PolicyText:
    """The words of the version in force, as the house wrote them."""

    id: UUID
    name: str
    version: str
    in_force_on: date
    text: str


def find_policy_text(actor: Actor, subject: Subject, on: date) -> PolicyText | None:
    """The newest version in force about a subject that has its words here. One statement."""
    rows = visible(ProgramPolicy, actor, policy.SEE_POLICIES, on).filter(
        taken_back_at__isnull=True, subject=subject.value, in_force_on__lte=on
    )
    newest: dict[str, ProgramPolicy] = {}  # of each name; an older wording never stands in for a newer version
    for row in rows.order_by("-in_force_on", "-entered_at", "-id")[:MOST]:
        newest.setdefault(row.name.casefold(), row)
    found = next((row for row in newest.values() if row.text), None)
    return PolicyText(found.id, found.name, found.version, found.in_force_on, found.text) if found else None


def list_readers(actor: Actor, policy_id: UUID, on: date) -> list[tuple[str, date]]:
    """Who says that they have read a version, by name: for whoever keeps the register. One statement."""
    rows = visible(Acknowledgment, actor, policy.KEEP_POLICIES, on).filter(policy_id=policy_id)
    named = rows.order_by("person__name", "id").values_list("person__name", "at")
    return [(name, local_date(as_instant(at), actor.zone)) for name, at in named]
