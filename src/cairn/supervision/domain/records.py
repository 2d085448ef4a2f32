"""Which records beside notes a supervisor signs, and what stands for one of them as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class RecordKind(StrEnum):
    REFERRAL = "referral"
    PLAN = "plan"

    @property
    def label(self) -> str:
        return {"referral": "Referral", "plan": "Plan"}[self.value]


@dataclass(frozen=True, slots=True)
class RecordMark:
    """One record as it stood: a referral, which never changes (n is 1), or somebody's plan up to change `n` (id: the person)."""

    kind: RecordKind
    id: UUID
    n: int

    def __str__(self) -> str:
        return f"{self.kind.value}.{self.id}.{self.n}"

    @classmethod
    def read(cls, text: str) -> RecordMark:
        """The mark that a page sent along; raises ValueError for anything else."""
        kind, record_id, n = text.split(".")
        if not (n.isascii() and n.isdigit() and len(n) < 9):
            raise ValueError("no number")
        return cls(RecordKind(kind), UUID(record_id), int(n))
