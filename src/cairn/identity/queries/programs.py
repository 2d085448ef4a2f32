"""The programs of the acting organization: what they cost, and who mostly pays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.identity import policy  # noqa: F401 - declares who may
from cairn.identity.models import Program, Site
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.money import Money
from cairn.privacy.policy import visible

SEE = "identity.program.see"


@dataclass(frozen=True, slots=True)
class ProgramView:
    """A program; `monthly_cost` holds all costs of running it."""

    id: UUID
    name: str
    is_part2: bool
    payer: str
    starts_on: date
    monthly_cost: Money


def list_programs(actor: Actor, on: date) -> tuple[ProgramView, ...]:
    """Every program, oldest first. One statement."""
    rows = visible(Program, actor, SEE, on).order_by("starts_on", "id")
    return tuple(
        ProgramView(row.id, row.name, row.is_part2, row.payer, row.starts_on, Money(row.monthly_cost_cents))
        for row in rows
    )


def get_payer(actor: Actor, on: date) -> str:
    """The payer pack of the organization's first program; raises NotFound without a program. One statement."""
    for program in list_programs(actor, on):
        return program.payer
    raise NotFound


@dataclass(frozen=True, slots=True)
class SiteView:
    name: str
    place_of_service: str


def list_sites(actor: Actor, on: date) -> dict[UUID, tuple[SiteView, ...]]:
    """The sites of each program, by name. One statement."""
    found: dict[UUID, tuple[SiteView, ...]] = {}
    for row in visible(Site, actor, SEE, on).order_by("name", "id"):
        found[row.program_id] = (*found.get(row.program_id, ()), SiteView(row.name, row.place_of_service))
    return found


def get_program(actor: Actor, program_id: UUID, on: date) -> ProgramView:
    """One program; raises NotFound. One statement."""
    for program in list_programs(actor, on):
        if program.id == program_id:
            return program
    raise NotFound
