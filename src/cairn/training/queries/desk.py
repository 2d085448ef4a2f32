"""The coordinator's desk: each class with what is still to be done in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.kernel.money import ZERO, Money
from cairn.training.queries.attendance import attendance_from, list_marks
from cairn.training.queries.classes import ClassRow, list_blocks, list_classes
from cairn.training.queries.registrations import RegistrationRow, list_registrations


@dataclass(frozen=True, slots=True)
class ClassDesk:
    """One class: who is in it, who waits, and what is open."""

    course_class: ClassRow
    state: str
    here: tuple[RegistrationRow, ...]
    waiting: int
    undecided: int
    unpaid: int
    open_amount: Money
    missed: tuple[tuple[str, int], ...]  # who missed whole blocks of a class under way, and how many


def list_desk(actor: Actor, on: date, now: Instant) -> list[ClassDesk]:
    """Every class, the latest exam first. Four statements, whatever their number."""
    classes = list_classes(actor, on)
    everybody = list_registrations(actor, on)
    running = {one.id for one in classes if one.state(now) == "under way"}
    blocks = list_blocks(actor, tuple(running), on)
    marks = list_marks(actor, tuple(row.id for row in everybody if row.class_id in running and row.is_here), on)
    by_class: dict[UUID, list[RegistrationRow]] = defaultdict(list)
    for row in everybody:
        by_class[row.class_id].append(row)
    found = []
    for one in classes:
        own = by_class[one.id]
        here = tuple(row for row in own if row.is_here)
        due = [row.invoice for row in here if row.invoice is not None and row.invoice.is_due]
        missed = [
            (row.name, len(attended.missed))
            for row in here
            if row.id in marks and (attended := attendance_from(one, blocks[one.id], marks[row.id], now)).missed
        ]
        found.append(
            ClassDesk(
                course_class=one,
                state=one.state(now),
                here=here,
                waiting=sum(row.is_waiting for row in own),
                undecided=sum(not row.outcome for row in here),
                unpaid=len(due),
                open_amount=sum((bill.amount for bill in due), ZERO),
                missed=tuple(sorted(missed)),
            )
        )
    return found
