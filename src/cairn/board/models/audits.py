"""Audits of continuing education: one draw a year with its seed, and what came of each certificate drawn."""

from __future__ import annotations

from django.db import models

from cairn.board.models.credentials import BoardCredential
from cairn.platform.models import OrganizationRow, classify


class AuditDraw(OrganizationRow):
    """One draw over the certificates renewed for a year. Fixed: the seed makes it again."""

    privacy = classify(
        none="id organization_id year seed percent rule eligible drawn_on drawn_at drawn_by_id",
        workforce="drawn_by_name",
    )

    year = models.PositiveIntegerField()
    seed = models.CharField(max_length=64)
    percent = models.PositiveIntegerField()
    rule = models.CharField(max_length=200)  # the citation
    eligible = models.PositiveIntegerField()
    drawn_on = models.DateField()
    drawn_at = models.DateTimeField()
    drawn_by_id = models.UUIDField()
    drawn_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "year"], name="draw_year")]


class AuditedCredential(OrganizationRow):
    """One certificate that was drawn: its place in the draw, and what the audit came to."""

    privacy = classify(
        none="id organization_id draw credential place answered_on recorded_by_id", workforce="answer note"
    )

    draw = models.ForeignKey(AuditDraw, on_delete=models.PROTECT, related_name="audited")
    credential = models.ForeignKey(BoardCredential, on_delete=models.PROTECT, related_name="audits")
    place = models.PositiveIntegerField()
    answer = models.CharField(max_length=10, blank=True)  # board.domain.draws.Answer
    note = models.CharField(max_length=500, blank=True)
    answered_on = models.DateField(null=True)
    recorded_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draw", "credential"], name="audited_once")]
