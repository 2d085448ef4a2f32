"""The draws of the years, each certificate drawn with its clock, and who would be drawn from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.board import policy
from cairn.board.domain.draws import Answer, draw, open_answers
from cairn.board.models import AuditDraw, AuditedCredential
from cairn.board.queries.book import Volume, walk_book
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class Audited:
    """One certificate that is audited. `days`: since it was drawn or came back, until it was answered. `place` 0: for certain."""

    id: UUID
    credential_id: UUID
    number: str
    name: str
    place: int
    answer: Answer | None
    note: str
    days: int

    @property
    def open_answers(self) -> tuple[Answer, ...]:
        return open_answers(self.answer)


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
        if one.draw_id is not None:
            audited[one.draw_id].append(_audited(one, started[one.draw_id], on))
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


def list_certain(actor: Actor, on: date) -> tuple[Audited, ...]:
    """Those audited for certain since they came back after they had expired: the open ones first. One statement."""
    rows = visible(AuditedCredential, actor, policy.AUDIT, on).filter(reactivation__isnull=False)
    found = rows.select_related("credential", "reactivation").order_by("answered_on", "-reactivation__on", "id")
    ones = [_audited(one, one.reactivation.on, on) for one in found if one.reactivation is not None]
    return tuple(sorted(ones, key=lambda one: one.answer is not None))


def _audited(row: AuditedCredential, since: date, on: date) -> Audited:
    return Audited(
        row.id,
        row.credential_id,
        row.credential.number,
        row.credential.name,
        row.place,
        Answer(row.answer) if row.answer else None,
        row.note,
        ((row.answered_on or on) - since).days,
    )
