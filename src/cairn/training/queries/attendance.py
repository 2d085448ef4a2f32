"""Attendance as the marks tell it: minutes by person and block, the missed blocks, and which competencies were heard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant, as_instant
from cairn.privacy.policy import visible
from cairn.training import policy  # noqa: F401 - declares who may
from cairn.training.domain.attendance import Covered, Mark, coverage, is_inside, minutes_in
from cairn.training.models import AttendanceMark
from cairn.training.queries.classes import BlockRow, ClassRow


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person in one class until now: the marks of each block, and the minutes that they come to."""

    marks: Mapping[UUID, tuple[Mark, ...]] = field(default_factory=dict)
    minutes: Mapping[UUID, int] = field(default_factory=dict)  # by block
    missed: tuple[BlockRow, ...] = ()  # blocks that are over and of which not a minute was attended
    partly: tuple[BlockRow, ...] = ()  # over, and attended in part
    over_minutes: int = 0  # instruction held until now, in blocks that are over
    covered: tuple[Covered, ...] = ()

    @property
    def attended_minutes(self) -> int:
        return sum(self.minutes.values())

    def is_inside(self, block_id: UUID) -> bool:
        return is_inside(self.marks.get(block_id, ()))

    @property
    def unheard(self) -> tuple[str, ...]:
        """Competencies that were taught, and of which this person heard nothing."""
        return tuple(one.code for one in self.covered if one.taught and not one.attended)


def list_attendance(
    actor: Actor,
    course_class: ClassRow,
    blocks: list[BlockRow],
    registration_ids: tuple[UUID, ...],
    now: Instant,
    on: date,
) -> dict[UUID, Attendance]:
    """Attendance of these people in this class. One statement, whatever their number."""
    marks = list_marks(actor, registration_ids, on)
    return {reg_id: attendance_from(course_class, blocks, marks[reg_id], now) for reg_id in registration_ids}


def list_marks(actor: Actor, registration_ids: tuple[UUID, ...], on: date) -> dict[UUID, dict[UUID, list[Mark]]]:
    """Every mark of these people by registration and block, in the order of recording. One statement."""
    found: dict[UUID, dict[UUID, list[Mark]]] = {reg_id: defaultdict(list) for reg_id in registration_ids}
    rows = visible(AttendanceMark, actor, "training.registration.see", on).filter(registration_id__in=registration_ids)
    columns = ("registration_id", "block_id", "kind", "at", "until", "by", "reason", "recorded_at")
    for reg_id, block_id, kind, at, until, by, reason, recorded_at in rows.order_by("recorded_at", "id").values_list(
        *columns
    ):
        mark = Mark(kind, _instant(at), _instant(until), by, reason, as_instant(recorded_at))
        found[reg_id][block_id].append(mark)
    return found


def attendance_from(
    course_class: ClassRow, blocks: list[BlockRow], marks: Mapping[UUID, list[Mark]], now: Instant
) -> Attendance:
    """What the marks of one person in one class come to until now."""
    minutes = {block.id: minutes_in(marks.get(block.id, []), block.span, now) for block in blocks}
    over = [block for block in blocks if block.ends_at <= now]
    return Attendance(
        marks={block_id: tuple(of_block) for block_id, of_block in marks.items()},
        minutes=minutes,
        missed=tuple(block for block in over if not minutes[block.id]),
        partly=tuple(block for block in over if 0 < minutes[block.id] < block.minutes),
        over_minutes=sum(block.minutes for block in over),
        covered=coverage(
            course_class.course.competencies, ((one.competencies, one.minutes, minutes[one.id]) for one in over)
        ),
    )


def _instant(moment: Instant | None) -> Instant | None:
    return as_instant(moment) if moment else None
