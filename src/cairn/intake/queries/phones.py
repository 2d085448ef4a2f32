"""The number of a program, for the people whom it serves or served."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.intake import policy
from cairn.intake.models import ProgramPhone
from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible
from cairn.support.domain.phones import dialed
from cairn.support.queries.clients import program_of


@dataclass(frozen=True, slots=True)
class Number:
    """What to dial, as the program wrote it, and when somebody answers."""

    phone: str
    hours: str

    @property
    def dial(self) -> str:
        return dialed(self.phone)


def find_number(actor: Actor, client_id: UUID, on: date) -> Number | None:
    """Of the program of one person; None while it has told none. Raises NotFound. Two statements."""
    program_id, _ = program_of(actor, client_id, on)
    rows = visible(ProgramPhone, actor, policy.CALL, on).filter(program_id=program_id)
    row = rows.order_by("-set_at", "-id").first()
    return Number(row.phone, row.hours) if row and row.phone else None
