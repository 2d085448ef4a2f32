"""The evidence vault: papers that prove continuing education, kept as rows so that encryption, walls and backup hold for them."""

from __future__ import annotations

from django.db import models

from cairn.credentials.models.credentials import ContinuingEducation
from cairn.platform.models import OrganizationRow, classify


class CeProof(OrganizationRow):
    """One paper for one course: its bytes, their digest, and the kind that was found in them."""

    privacy = classify(none="id organization_id kind size digest kept_at", workforce="course name data kept_by_id")

    course = models.ForeignKey(ContinuingEducation, on_delete=models.PROTECT, related_name="proofs")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)  # platform.uploads.Kind
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256 of the data
    data = models.BinaryField()
    kept_at = models.DateTimeField()
    kept_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "course"], name="ce_proof_course")]
