"""Classes that one passed and that may count as continuing education: those held in this installation, whoever held them.

A training body is seldom the employer. So this reads, as `badges.queries.own` does, rows of other organizations, and only those
that name the acting person; a certificate that was revoked counts for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.badges.domain.badges import Kind, Standing
from cairn.badges.queries.own import list_own_badges
from cairn.credentials.queries.declined_courses import list_declined
from cairn.credentials.queries.standing import Held, get_holder
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import grant_for
from cairn.privacy.scope import scope_of_installation
from cairn.training.models import Completion
from cairn.training.policy import TAKE_OVER

PASSED = "yes"


@dataclass(frozen=True, slots=True)
class ClassHours:
    """One class passed. `certificates`: (id, number) of those that it may count for; none: it was before certification."""

    registration_id: UUID
    title: str
    held_by: str
    completed_on: date
    minutes: int
    certificates: tuple[tuple[UUID, str], ...]
    is_counted: bool
    is_declined: bool

    @property
    def is_open(self) -> bool:
        """Whether the holder has still to say what becomes of it."""
        return bool(self.certificates) and not self.is_counted and not self.is_declined


def list_class_hours(actor: Actor, on: date) -> tuple[ClassHours, ...]:
    """Every class that the acting person passed, newest first. Five statements."""
    grant_for(actor, TAKE_OVER)
    badges = {one.id: one for one in list_own_badges(actor, on) if one.kind is Kind.COURSE}
    valid = [key for key, one in badges.items() if one.standing is Standing.VALID]
    with scope_of_installation():
        rows = Completion.objects.filter(
            registration_id__in=valid, registration__candidate__person_id=actor.person_id, outcome=PASSED
        )
        found = list(rows.values_list("registration_id", "decided_on", "attended_minutes"))
    held = get_holder(actor, actor.engagement_id, on).held
    counted = {course.source_id for one in held for course in one.courses}
    declined = list_declined(actor, on)
    return tuple(
        ClassHours(
            key,
            badges[key].title,
            badges[key].issuer_name,
            completed_on,
            minutes,
            _certificates(held, completed_on),
            key in counted,
            key in declined,
        )
        for key, completed_on, minutes in sorted(found, key=lambda row: (row[1], str(row[0])), reverse=True)
    )


def get_class_hours(actor: Actor, registration_id: UUID, on: date) -> ClassHours:
    """One of them; raises NotFound."""
    for found in list_class_hours(actor, on):
        if found.registration_id == registration_id:
            return found
    raise NotFound


def _certificates(held: tuple[Held, ...], completed_on: date) -> tuple[tuple[UUID, str], ...]:
    return tuple((one.id, one.number) for one in held if one.issued_on <= completed_on)
