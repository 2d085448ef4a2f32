"""Calling off a class: whoever was in it is told why, and owes nothing for it."""

from __future__ import annotations

from uuid import UUID

from cairn.exams.queries.sittings import list_results
from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import visible
from cairn.training import policy  # noqa: F401 - declares who may
from cairn.training.domain.courses import check_cancelling
from cairn.training.models import CourseClass, Invoice

CANCEL = "training.class.cancel"
BEGUN = "Its exam was begun, so this class ends with a decision on each person. Nothing was changed."
OVER = "This class is over. Decide on each person instead. Nothing was changed."
OTHER_REASON = "This class was cancelled before, for another reason. What people were told stays."


@command(permission=CANCEL)
def cancel_class(*, actor: Actor, class_id: UUID, reason: str, now: Instant) -> UUID:
    """Call off a class that is planned, coming or under way. Its seats, its line and its invoices end with it; hours do not count.

    Raises NotFound, BadInput (no reason), Conflict (over, its exam begun, cancelled before for another reason).
    """
    on = local_date(now, actor.zone)
    rows = visible(CourseClass, actor, CANCEL, on).filter(id=class_id)
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound
    check_cancelling(reason)
    if found.cancelled_at is not None:
        if found.cancelled_because != reason.strip():
            raise Conflict(OTHER_REASON)
        ledger.unchanged("cancelled before")
        return class_id
    if list_results(actor, class_id, on, now):
        raise Conflict(BEGUN)
    if found.opened_at is not None and found.exam_closes_at <= now:
        raise Conflict(OVER)
    found.cancelled_at, found.cancelled_by_id, found.cancelled_because = now, actor.engagement_id, reason.strip()
    found.save(update_fields=["cancelled_at", "cancelled_by_id", "cancelled_because"])
    owed = Invoice.objects.filter(registration__course_class=found, cancelled_on__isnull=True)
    ended = owed.update(cancelled_on=on)
    ledger.record("training.class.cancelled", course_class=class_id, invoices=ended)
    return class_id
