"""Courses and their classes with blocks, as the coordinator plans them and a candidate may choose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, Min

from cairn.exams.queries.competencies import competencies
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import Instant, Span, as_instant, local_date
from cairn.privacy.policy import visible
from cairn.training import policy  # noqa: F401 - declares who may
from cairn.training.models import ClassBlock, Course, CourseClass


@dataclass(frozen=True, slots=True)
class CourseRow:
    id: UUID
    title: str
    minutes: int
    competencies: tuple[str, ...]
    price_rule: str
    price_cents: int
    exam_bank: str


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One block of instruction; `competencies` are codes."""

    id: UUID
    title: str
    starts_at: Instant
    ends_at: Instant
    competencies: tuple[str, ...]

    @property
    def span(self) -> Span:
        return Span(self.starts_at, self.ends_at)

    @property
    def minutes(self) -> int:
        return self.span.minutes

    @property
    def names(self) -> tuple[str, ...]:
        """The competencies by name."""
        return tuple(competencies()[code].name for code in self.competencies)


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One class. `starts_at` and `ends_at` are those of its blocks, None while there are none."""

    id: UUID
    course: CourseRow
    place: str
    zone: str
    seats: int
    exam_opens_at: Instant
    exam_closes_at: Instant
    exam_minutes: int
    exam_items: int
    opened_at: Instant | None
    cancelled_at: Instant | None
    cancelled_because: str
    starts_at: Instant | None
    ends_at: Instant | None

    def state(self, now: Instant) -> str:
        """The word for where it stands."""
        if self.cancelled_at is not None:
            return "cancelled"
        if self.opened_at is None or self.starts_at is None or self.ends_at is None:
            return "being planned"
        if now < self.starts_at:
            return "coming"
        return "over" if now > max(self.exam_closes_at, self.ends_at) else "under way"

    def may_be_cancelled(self, now: Instant) -> bool:
        """Whether it can still be called off; that nobody began its exam is asked when it is tried."""
        return self.cancelled_at is None and (self.opened_at is None or now < self.exam_closes_at)

    @property
    def starts_on(self) -> date | None:
        return local_date(self.starts_at, self.zone) if self.starts_at else None

    @property
    def ends_on(self) -> date | None:
        return local_date(self.ends_at, self.zone) if self.ends_at else None

    @property
    def exam_on(self) -> date:
        return local_date(self.exam_opens_at, self.zone)


_COURSE = ("id", "title", "minutes", "competencies", "price_rule", "price_cents", "exam_bank")
_CLASS = (
    "id", "place", "zone", "seats", "exam_opens_at", "exam_closes_at", "exam_minutes", "exam_items", "opened_at",
    "cancelled_at", "cancelled_because",
)  # fmt: skip
SEE = "training.class.see"


def list_courses(actor: Actor, on: date) -> list[CourseRow]:
    """Every course, by title. One statement."""
    rows = visible(Course, actor, "training.class.plan", on).order_by("title", "id")
    return [_course(row) for row in rows.values_list(*_COURSE)]


def get_course(actor: Actor, course_id: UUID, on: date) -> CourseRow:
    """One course; raises NotFound."""
    rows = visible(Course, actor, "training.class.plan", on).filter(id=course_id)
    for row in rows.values_list(*_COURSE):
        return _course(row)
    raise NotFound


def list_classes(actor: Actor, on: date, *, class_ids: tuple[UUID, ...] | None = None) -> list[ClassRow]:
    """The classes that the actor may see, the latest exam first. One statement."""
    rows = visible(CourseClass, actor, SEE, on)
    if class_ids is not None:
        rows = rows.filter(id__in=class_ids)
    rows = rows.annotate(first=Min("blocks__starts_at"), last=Max("blocks__ends_at")).order_by("-exam_opens_at", "id")
    columns = (*_CLASS, "first", "last", *(f"course__{name}" for name in _COURSE))
    return [_class(row) for row in rows.values_list(*columns)]


def get_class(actor: Actor, class_id: UUID, on: date) -> ClassRow:
    """One class that the actor may see; raises NotFound."""
    for row in list_classes(actor, on, class_ids=(class_id,)):
        return row
    raise NotFound


def list_blocks(actor: Actor, class_ids: tuple[UUID, ...], on: date) -> dict[UUID, list[BlockRow]]:
    """The blocks of these classes in order of time. One statement."""
    rows = visible(ClassBlock, actor, SEE, on).filter(course_class_id__in=class_ids).order_by("starts_at", "id")
    found: dict[UUID, list[BlockRow]] = {class_id: [] for class_id in class_ids}
    columns = ("course_class_id", "id", "title", "starts_at", "ends_at", "competencies")
    for class_id, block_id, title, starts_at, ends_at, codes in rows.values_list(*columns):
        found[class_id].append(_block(block_id, title, starts_at, ends_at, codes))
    return found


def get_block(actor: Actor, block_id: UUID, on: date) -> tuple[UUID, BlockRow]:
    """One block and the id of its class; raises NotFound."""
    columns = ("course_class_id", "id", "title", "starts_at", "ends_at", "competencies")
    for class_id, *row in visible(ClassBlock, actor, SEE, on).filter(id=block_id).values_list(*columns):
        return class_id, _block(*row)
    raise NotFound


def _course(row: tuple) -> CourseRow:
    course_id, title, minutes, codes, *rest = row
    return CourseRow(course_id, title, minutes, tuple(codes.split(",")), *rest)


def _class(row: tuple) -> ClassRow:
    own, (first, last), course = row[: len(_CLASS)], row[len(_CLASS) : len(_CLASS) + 2], row[len(_CLASS) + 2 :]
    class_id, place, zone, seats, opens_at, closes_at, minutes, items, opened_at, cancelled_at, because = own
    return ClassRow(
        class_id, _course(course), place, zone, seats, as_instant(opens_at), as_instant(closes_at), minutes, items,
        as_instant(opened_at) if opened_at else None, as_instant(cancelled_at) if cancelled_at else None,
        because, as_instant(first) if first else None, as_instant(last) if last else None,
    )  # fmt: skip


def _block(block_id: UUID, title: str, starts_at: Instant, ends_at: Instant, codes: str) -> BlockRow:
    return BlockRow(block_id, title, as_instant(starts_at), as_instant(ends_at), tuple(codes.split(",")))
