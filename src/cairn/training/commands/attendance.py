"""Writing attendance: by the roster, by the code in the room, and corrections, which are additions with a reason."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings

from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, Span, as_instant, local_date
from cairn.platform.ids import new_id
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible
from cairn.training import policy  # noqa: F401 - declares who may
from cairn.training.domain.attendance import Mark, check_correction, check_mark
from cairn.training.domain.codes import accepts
from cairn.training.models import AttendanceMark, ClassBlock, Registration

RECORD = "training.attendance.record"
DECIDED = "This class is decided for this person, so attendance stays as it was. Nothing was changed."


@command(permission=RECORD)
def record_attendance(
    *, actor: Actor, mark_id: UUID, registration_id: UUID, block_id: UUID, kind: str, at: Instant, now: Instant
) -> UUID:
    """Check a person in or out of a block at a time. Raises NotFound, BadInput (a time beyond the block), Conflict."""
    registration, block = _found(actor, registration_id, block_id, now)
    content = {"registration_id": registration.id, "block_id": block.id, "kind": kind, "at": at}
    more = {"by": "roster", "recorded_at": now, "recorded_by_id": actor.engagement_id}
    if not AttendanceMark.objects.filter(id=mark_id, organization_id=actor.organization_id).exists():
        _still_open(registration)
        if not check_mark(kind, at, _span(block), _marks(registration, block), block.course_class.zone, now):
            ledger.unchanged("stands so already")
            return mark_id
    if create_once(AttendanceMark, actor, mark_id, content, **more):
        ledger.record("training.attendance.recorded", registration=registration_id, block=block_id, kind=kind)
    return mark_id


@command(permission=RECORD)
def correct_attendance(
    *,
    actor: Actor,
    mark_id: UUID,
    registration_id: UUID,
    block_id: UUID,
    at: Instant | None,
    until: Instant | None,
    reason: str,
    now: Instant,
) -> UUID:
    """Say what was so in a block (neither time: not there) and why. What was written before stays, set aside."""
    registration, block = _found(actor, registration_id, block_id, now)
    check_correction(at, until, reason, _span(block), block.course_class.zone, now)
    content = {
        "registration_id": registration.id, "block_id": block.id, "kind": "correction", "at": at, "until": until,
        "reason": reason.strip(),
    }  # fmt: skip
    if not AttendanceMark.objects.filter(id=mark_id, organization_id=actor.organization_id).exists():
        _still_open(registration)
    more = {"by": "roster", "recorded_at": now, "recorded_by_id": actor.engagement_id}
    if create_once(AttendanceMark, actor, mark_id, content, **more):
        ledger.record("training.attendance.corrected", registration=registration_id, block=block_id)
    return mark_id


@command(permission="training.attendance.check_in")
def check_in(*, actor: Actor, code: str, now: Instant) -> UUID:
    """Check oneself in to the block that runs now, by the letters shown in the room; the registration. Raises BadInput."""
    on = local_date(now, actor.zone)
    own = visible(Registration, actor, "training.attendance.check_in", on)
    own = own.filter(withdrawn_at__isnull=True, seat_at__isnull=False, completion__isnull=True)
    own = own.filter(course_class__cancelled_at__isnull=True)
    own = own.filter(course_class__blocks__starts_at__lte=now, course_class__blocks__ends_at__gte=now)
    rows = list(own.select_related("course_class").distinct())
    running = ClassBlock.objects.filter(starts_at__lte=now, ends_at__gte=now).select_related("course_class")
    if not rows:
        raise BadInput(
            {
                "code": "None of your classes has a block under way now. Check in while one runs, or tell the coordinator."
            }
        )
    for registration in rows:
        for block in running.filter(course_class_id=registration.course_class_id):
            if accepts(settings.CAIRN_FORM_KEY, block.id, now, code):
                return _check_in(actor, registration, block, now)
    raise BadInput(
        {
            "code": "These are not the letters shown now. They change every few minutes: look again, and type the six letters."
        }
    )


def _check_in(actor: Actor, registration: Registration, block: ClassBlock, now: Instant) -> UUID:
    Registration.objects.select_for_update().get(
        id=registration.id
    )  # two taps at once: the second finds the first one's mark
    at = Instant(max(as_instant(now.replace(second=0, microsecond=0)), as_instant(block.starts_at)))
    if not check_mark("in", at, _span(block), _marks(registration, block), block.course_class.zone, now):
        ledger.unchanged("is in already")
        return registration.id
    AttendanceMark.objects.create(
        id=new_id(),
        organization_id=actor.organization_id,
        registration=registration,
        block=block,
        kind="in",
        by="code",
        at=at,
        recorded_at=now,
        recorded_by_id=actor.engagement_id,
    )
    ledger.record("training.attendance.checked_in", registration=registration.id, block=block.id)
    return registration.id


def _found(actor: Actor, registration_id: UUID, block_id: UUID, now: Instant) -> tuple[Registration, ClassBlock]:
    """A participant and a block of the same class; anything else is not found. The participant is locked."""
    on = local_date(now, actor.zone)
    rows = visible(Registration, actor, RECORD, on).filter(id=registration_id, seat_at__isnull=False)
    registration = rows.select_related("course_class").select_for_update(of=("self",)).first()
    block = visible(ClassBlock, actor, RECORD, on).filter(id=block_id).select_related("course_class").first()
    if registration is None or block is None or block.course_class_id != registration.course_class_id:
        raise NotFound
    return registration, block


def _still_open(registration: Registration) -> None:
    if registration.withdrawn_at is not None:
        raise Conflict("This person has withdrawn from the class. Nothing was changed.")
    if registration.course_class.cancelled_at is not None:
        raise Conflict("This class was cancelled, so its attendance counts for nothing. Nothing was changed.")
    if hasattr(registration, "completion"):
        raise Conflict(DECIDED)


def _marks(registration: Registration, block: ClassBlock) -> list[Mark]:
    rows = AttendanceMark.objects.filter(registration=registration, block=block).order_by("recorded_at", "id")
    return [
        Mark(row.kind, as_instant(row.at) if row.at else None, as_instant(row.until) if row.until else None)
        for row in rows
    ]


def _span(block: ClassBlock) -> Span:
    return Span(as_instant(block.starts_at), as_instant(block.ends_at))
