"""What the training and the exams part of the demo share: the rows that are gathered, one class as it is told, times of its days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from cairn.exams.models import Sitting, SittingAnswer
from cairn.front.demo.people import ZONE, House
from cairn.kernel.instants import Instant, as_instant, from_local
from cairn.training.models import (
    AttendanceMark,
    ClassBlock,
    Completion,
    Course,
    CourseClass,
    EvaluationAnswer,
    Invoice,
    Registration,
)

M = TypeVar("M", bound=Model)
KINDS: tuple[type[Model], ...] = (
    Course, CourseClass, ClassBlock, Registration, Invoice, AttendanceMark, Sitting, SittingAnswer, Completion, EvaluationAnswer,
)  # fmt: skip
BANK, ITEMS, MINUTES = "peer-support-core", 40, 90


@dataclass
class Run:
    """One class as it is told."""

    row: CourseClass
    blocks: list[ClassBlock]
    registrations: list[Registration] = field(default_factory=list)


@dataclass
class Teller:
    """Gathers rows and writes them by kind, in the order in which they need each other."""

    house: House
    rows: list[Model] = field(default_factory=list)
    marks: dict[tuple[UUID, UUID], list[AttendanceMark]] = field(default_factory=dict)
    kay: UUID = field(init=False)

    def __post_init__(self) -> None:
        self.kay = self.house.staff["Kay"].id

    def add(self, kind: type[M], /, **fields: Any) -> M:
        row = kind(id=self.house.seeded.new_id(), organization_id=self.house.organization_id, **fields)
        self.rows.append(row)
        return row

    def write(self) -> int:
        for kind in KINDS:
            kind._default_manager.bulk_create([row for row in self.rows if type(row) is kind])
        return len(self.rows)


def at(day: date, hour: int) -> Instant:
    return from_local(day, time(hour), ZONE)


def instant_or_none(moment: datetime | None) -> Instant | None:
    return as_instant(moment) if moment else None
