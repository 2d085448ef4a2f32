"""Papers of an application, as bytes in rows: backup, walls and encryption hold for them as for everything else."""

from __future__ import annotations

from django.db import models

from cairn.board.models.applications import Application
from cairn.platform.models import OrganizationRow, classify


class Paper(OrganizationRow):
    """One file that a candidate added. Its own name is shown, and is never part of a path or an address."""

    privacy = classify(
        none="id organization_id application kind media size digest added_at removed_at", personal="name"
    )

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20)  # board.domain.papers.PaperKind
    name = models.CharField(max_length=120)
    media = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "application"], name="paper_application")]


class PaperPart(OrganizationRow):
    """A piece of a file, so that no single row is large."""

    privacy = classify(none="id organization_id paper n", part2="piece")

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="parts")
    n = models.PositiveIntegerField()
    piece = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "n"], name="paper_part_n")]
