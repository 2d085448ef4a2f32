"""Planning: a course, a run of it, its blocks, and opening it for registration."""

from __future__ import annotations

from uuid import UUID

from cairn.exams.queries.banks import banks
from cairn.exams.queries.competencies import competencies
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, Span, as_instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.training import policy  # noqa: F401 - declares who may
from cairn.training.domain.courses import (
    BlockDraft,
    ClassDraft,
    CourseDraft,
    check_block,
    check_class,
    check_course,
    check_opening,
)
from cairn.training.models import ClassBlock, Course, CourseClass
from cairn.training.queries.prices import PRICE_RULES

PLAN = "training.class.plan"
CALLED_OFF = "This class was cancelled. Plan another one."
STANDS = "This class is open for registration, so its plan cannot be changed. Plan another class for other times."


@command(permission=PLAN)
def add_course(*, actor: Actor, course_id: UUID, draft: CourseDraft, now: Instant) -> UUID:
    """Add a course. Raises BadInput, Conflict (same id, other content)."""
    check_course(draft, competencies(), PRICE_RULES, banks())
    content = {
        "title": draft.title.strip(), "minutes": draft.minutes, "competencies": ",".join(draft.competencies),
        "price_rule": draft.price_rule, "price_cents": 0 if draft.price_rule else draft.price_cents,
        "exam_bank": draft.exam_bank,
    }  # fmt: skip
    if create_once(Course, actor, course_id, content, added_at=now, added_by_id=actor.engagement_id):
        ledger.record("training.course.added", course=course_id, minutes=draft.minutes)
    return course_id


@command(permission=PLAN)
def plan_class(*, actor: Actor, class_id: UUID, course_id: UUID, draft: ClassDraft, now: Instant) -> UUID:
    """Plan a run of a course. Raises NotFound (course), BadInput, Conflict (same id, other content)."""
    course = visible(Course, actor, PLAN, local_date(now, actor.zone)).filter(id=course_id).first()
    if course is None:
        raise NotFound
    check_class(draft, len(banks()[course.exam_bank].in_use), now)
    content = {
        "course_id": course_id, "place": draft.place.strip(), "seats": draft.seats,
        "exam_opens_at": draft.exam_opens_at, "exam_closes_at": draft.exam_closes_at,
        "exam_minutes": draft.exam_minutes, "exam_items": draft.exam_items,
    }  # fmt: skip
    more = {"zone": actor.zone, "planned_at": now, "planned_by_id": actor.engagement_id}
    if create_once(CourseClass, actor, class_id, content, **more):
        ledger.record("training.class.planned", course=course_id, course_class=class_id, seats=draft.seats)
    return class_id


@command(permission=PLAN)
def add_block(*, actor: Actor, block_id: UUID, class_id: UUID, draft: BlockDraft, now: Instant) -> UUID:
    """Add a block of instruction to a class that is not open yet. Raises NotFound, BadInput, Conflict."""
    found = _locked(actor, class_id, now)
    others = ClassBlock.objects.filter(course_class=found).exclude(id=block_id)
    _still_planned(found)
    check_block(draft, found.course.competencies.split(","), [_span(block) for block in others])
    content = {
        "course_class_id": class_id, "title": draft.title.strip(), "starts_at": draft.starts_at,
        "ends_at": draft.ends_at, "competencies": ",".join(draft.competencies),
    }  # fmt: skip
    if create_once(ClassBlock, actor, block_id, content):
        ledger.record("training.block.added", course_class=class_id, block=block_id)
    return block_id


@command(permission=PLAN)
def remove_block(*, actor: Actor, block_id: UUID, now: Instant) -> UUID:
    """Take a block out of a class that is not open yet; the id of its class. Raises NotFound, Conflict."""
    block = visible(ClassBlock, actor, PLAN, local_date(now, actor.zone)).filter(id=block_id).first()
    if block is None:
        raise NotFound
    _still_planned(_locked(actor, block.course_class_id, now))
    block.delete()
    ledger.record("training.block.removed", course_class=block.course_class_id, block=block_id)
    return block.course_class_id


@command(permission=PLAN)
def open_class(*, actor: Actor, class_id: UUID, now: Instant) -> UUID:
    """Let candidates register. From then on hours, blocks and the exam's rules stand. Raises NotFound, BadInput."""
    found = _locked(actor, class_id, now)
    if found.opened_at is not None:
        ledger.unchanged("open already")
        return class_id
    _still_planned(found)
    rows = list(ClassBlock.objects.filter(course_class=found))
    blocks = [(_span(row), tuple(row.competencies.split(","))) for row in rows]
    if not blocks:
        raise BadInput({"blocks": "Add the blocks of instruction first."})
    taught, exam_opens_at = found.course.competencies.split(","), as_instant(found.exam_opens_at)
    check_opening(found.course.minutes, blocks, taught, exam_opens_at, now)
    found.opened_at = now
    found.save(update_fields=["opened_at"])
    ledger.record("training.class.opened", course_class=class_id, blocks=len(blocks))
    return class_id


def _still_planned(found: CourseClass) -> None:
    if found.cancelled_at is not None:
        raise Conflict(CALLED_OFF)
    if found.opened_at is not None:
        raise Conflict(STANDS)


def _locked(actor: Actor, class_id: UUID, now: Instant) -> CourseClass:
    rows = visible(CourseClass, actor, PLAN, local_date(now, actor.zone))
    return lock_one(rows.select_related("course"), class_id)


def _span(block: ClassBlock) -> Span:
    return Span(as_instant(block.starts_at), as_instant(block.ends_at))
