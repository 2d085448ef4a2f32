"""Beginning the exam of a class: in its hours, with a seat, once."""

from __future__ import annotations

from uuid import UUID

from cairn.exams.commands.sittings import start_sitting
from cairn.exams.queries.banks import banks
from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict, NotFound
from cairn.kernel.instants import Instant, as_instant, local_date
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.training import policy  # noqa: F401 - declares who may
from cairn.training.models import Registration


@command(permission="training.exam.start")
def start_exam(*, actor: Actor, registration_id: UUID, now: Instant) -> UUID:
    """Begin, or go on with what was begun; the sitting. Raises NotFound, Conflict (too early, too late, already decided)."""
    rows = visible(Registration, actor, "training.exam.start", local_date(now, actor.zone))
    rows = rows.filter(id=registration_id, seat_at__isnull=False, withdrawn_at__isnull=True)
    registration = rows.select_related("course_class__course").select_for_update(of=("self",)).first()
    if registration is None:
        raise NotFound
    found = registration.course_class
    if hasattr(registration, "completion"):
        raise Conflict("This class is decided, so there is no exam to sit. A new class has an exam of its own.")
    if found.cancelled_at is not None:
        raise Conflict("This class was cancelled, and its exam with it. A new class has an exam of its own.")
    if now < found.exam_opens_at:
        raise Conflict("The exam is not open yet. Come back when it opens; the page of your class says when.")
    if now >= found.exam_closes_at:
        raise Conflict("The exam is closed, so this class is not completed. A new class has an exam of its own.")
    return start_sitting(
        actor=actor,
        occasion_id=found.id,
        bank=banks()[found.course.exam_bank],
        items=found.exam_items,
        minutes=found.exam_minutes,
        closes_at=as_instant(found.exam_closes_at),
        now=now,
    )
