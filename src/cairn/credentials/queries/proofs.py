"""The papers kept for courses: what there is without its bytes, and one of them with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from cairn.credentials import policy  # noqa: F401 - declares who may
from cairn.credentials.models import CeProof, ContinuingEducation
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.kernel.instants import years_after
from cairn.platform.packs import rules_on
from cairn.platform.uploads import Kind
from cairn.privacy import ledger
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class ProofRow:
    id: UUID
    name: str
    kind: Kind
    size: int
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class CourseToProve:
    """A course that papers can be kept for, and until when they are to be kept."""

    id: UUID
    holder_id: UUID
    title: str
    completed_on: date
    keep_until: date
    proofs: tuple[ProofRow, ...]


@dataclass(frozen=True, slots=True)
class ProofFile:
    """One paper to hand back. Its own name stays out of the answer's head: `completed_on` and the kind name it there."""

    kind: Kind
    data: bytes
    completed_on: date


_ROW = ("id", "name", "kind", "size", "kept_at")


def list_proofs(actor: Actor, holder_id: UUID, on: date) -> dict[UUID, tuple[ProofRow, ...]]:
    """The papers of one holder by course. One statement."""
    found: dict[UUID, list[ProofRow]] = defaultdict(list)
    rows = visible(CeProof, actor, "credentials.proof.see", on).filter(course__credential__holder_id=holder_id)
    for course, *row in rows.order_by("kept_at", "id").values_list("course_id", *_ROW):
        found[course].append(_row(*row))
    return {course: tuple(proofs) for course, proofs in found.items()}


def get_course_to_prove(actor: Actor, course_id: UUID, on: date) -> CourseToProve:
    """One course with its papers. Two statements; raises NotFound."""
    courses = visible(ContinuingEducation, actor, "credentials.proof.see", on).filter(id=course_id)
    for holder_id, title, completed_on, place in courses.values_list(
        "credential__holder_id", "title", "completed_on", "credential__place"
    ):
        proofs = visible(CeProof, actor, "credentials.proof.see", on).filter(course_id=course_id)
        years = rules_on(on, place).years("ce.document_retention")
        return CourseToProve(
            course_id,
            holder_id,
            title,
            completed_on,
            years_after(completed_on, years),
            tuple(_row(*row) for row in proofs.order_by("kept_at", "id").values_list(*_ROW)),
        )
    raise NotFound


def get_proof(actor: Actor, proof_id: UUID, on: date) -> tuple[ProofRow, UUID]:
    """What is known of one paper, and the course it is for; raises NotFound."""
    rows = visible(CeProof, actor, "credentials.proof.see", on).filter(id=proof_id)
    for course_id, *row in rows.values_list("course_id", *_ROW):
        return _row(*row), course_id
    raise NotFound


def get_proof_file(actor: Actor, proof_id: UUID, on: date) -> ProofFile:
    """One paper with its bytes, and the look is kept; raises NotFound."""
    rows = visible(CeProof, actor, "credentials.proof.see", on).filter(id=proof_id)
    for kind, data, completed_on in rows.values_list("kind", "data", "course__completed_on"):
        ledger.looked("credentials.proof.opened", proof=proof_id)
        return ProofFile(Kind(kind), bytes(data), completed_on)
    raise NotFound


def _row(proof_id: UUID, name: str, kind: str, size: int, kept_at: datetime) -> ProofRow:
    return ProofRow(proof_id, name, Kind(kind), size, kept_at)
