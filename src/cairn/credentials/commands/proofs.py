"""Keeping a paper for a course, and removing one that should not be here."""

from __future__ import annotations

import hashlib
from uuid import UUID

from cairn.credentials import policy  # noqa: F401 - declares who may
from cairn.credentials.models import CeProof, ContinuingEducation
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.platform.uploads import MEGABYTE, Kind, check_upload
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible

PAPERS = (Kind.PDF, Kind.PNG, Kind.JPEG)
LARGEST = 5 * MEGABYTE
MOST = 4  # papers for one course: front and back, and a letter


@command(permission="credentials.proof.keep")
def keep_proof(*, actor: Actor, proof_id: UUID, course_id: UUID, name: str, data: bytes, now: Instant) -> UUID:
    """Keep a paper for a course. What it is, its bytes say; the same send again changes nothing."""
    courses = visible(ContinuingEducation, actor, "credentials.proof.keep", local_date(now, actor.zone))
    course = courses.filter(id=course_id).select_for_update().first()
    if course is None:
        raise NotFound
    upload = check_upload(data, name=name, allowed=PAPERS, limit=LARGEST, field="proof")
    digest = hashlib.sha256(upload.data).hexdigest()
    others = course.proofs.exclude(id=proof_id)
    if others.filter(digest=digest).exists():
        raise BadInput({"proof": "This paper is kept for this course already."})
    if others.count() >= MOST:
        raise BadInput({"proof": f"{MOST} papers are kept for this course. Remove one first."})
    content = {"course_id": course_id, "digest": digest, "kind": upload.kind.value, "size": len(upload.data)}
    if create_once(
        CeProof, actor, proof_id, content,
        name=upload.name, data=upload.data, kept_at=now, kept_by_id=actor.engagement_id,
    ):  # fmt: skip
        ledger.record("credentials.proof.kept", proof=proof_id, course=course_id, kind=upload.kind.value)
    return proof_id


@command(permission="credentials.proof.keep")
def remove_proof(*, actor: Actor, proof_id: UUID, now: Instant) -> None:
    """Remove a paper for good: what was sent here by mistake must not stay. That it was removed is on record."""
    proofs = visible(CeProof, actor, "credentials.proof.keep", local_date(now, actor.zone))
    proof = proofs.filter(id=proof_id).defer("data").first()
    if proof is None:
        raise NotFound
    proof.delete()
    ledger.record("credentials.proof.removed", proof=proof_id, course=proof.course_id)
