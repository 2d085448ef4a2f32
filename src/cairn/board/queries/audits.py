"""The draws of the years, each certificate drawn with its clock, and who would be drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.board import policy
from cairn.board.domain.draws import Answer, draw
from cairn.board.models import AuditDraw, AuditedCredential
from cairn.board.queries.book import Volume, walk_book
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class Audited:
    """One certificate drawn. `days`: since the draw, until it was answered."""

    id: UUID
    credential_id: UUID
    number: str
    name: str
    place: int
    answer: Answer | None
    note: str
    days: int


@dataclass(frozen=True, slots=True)
class Draw:
    """One draw. `agrees`: made again from its seed over those drawn, the order is the same."""

    id: UUID
    year: int
    seed: str
    percent: int
    rule: str
    eligible: int
    drawn_on: date
    drawn_by: str
    audited: tuple[Audited, ...]

    @property
    def open(self) -> int:
        return sum(one.answer is None for one in self.audited)

    @property
    def agrees(self) -> bool:
        numbers = [one.number for one in self.audited]
        return list(draw(self.seed, numbers, len(numbers))) == numbers


def list_eligible(actor: Actor, year: int, on: date) -> list[Volume]:
    """The active certificates that were renewed for a year: whoever gave their word for it can be asked. Two statements a piece."""
    return [one for one in walk_book(actor, on) if one.outcome == "active" and one.is_renewed_for(year)]


def list_draws(actor: Actor, on: date) -> list[Draw]:
    """Every draw, the newest year first. Two statements."""
    return _draws(actor, on, None)


def get_draw(actor: Actor, draw_id: UUID, on: date) -> Draw:
    """One draw with those drawn; raises NotFound."""
    for found in _draws(actor, on, draw_id):
        return found
    raise NotFound


def _draws(actor: Actor, on: date, draw_id: UUID | None) -> list[Draw]:
    rows = visible(AuditDraw, actor, policy.AUDIT, on).order_by("-year")
    if draw_id is not None:
        rows = rows.filter(id=draw_id)
    drawn = list(rows)
    audited: dict[UUID, list[Audited]] = {row.id: [] for row in drawn}
    started = {row.id: row.drawn_on for row in drawn}
    ones = visible(AuditedCredential, actor, policy.AUDIT, on).filter(draw_id__in=list(started))
    for one in ones.select_related("credential").order_by("place"):
        audited[one.draw_id].append(
            Audited(
                one.id,
                one.credential_id,
                one.credential.number,
                one.credential.name,
                one.place,
                Answer(one.answer) if one.answer else None,
                one.note,
                ((one.answered_on or on) - started[one.draw_id]).days,
            )
        )
    return [
        Draw(
            row.id,
            row.year,
            row.seed,
            row.percent,
            row.rule,
            row.eligible,
            row.drawn_on,
            row.drawn_by_name,
            tuple(audited[row.id]),
        )
        for row in drawn
    ]
