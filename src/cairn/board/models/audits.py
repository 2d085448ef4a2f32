"""Audits of continuing education: one draw a year with its seed, those that are certain, and what came of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.board.models.credentials import BoardCredential, CredentialEvent
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
    """One certificate that is audited: drawn, at its place in the draw, or for certain since it came back after it had expired."""

    privacy = classify(
        none="id organization_id draw reactivation credential place answered_on recorded_by_id", workforce="answer note"
    )

    draw = models.ForeignKey(AuditDraw, on_delete=models.PROTECT, related_name="audited", null=True)
    reactivation = models.OneToOneField(CredentialEvent, on_delete=models.PROTECT, related_name="audit", null=True)
    credential = models.ForeignKey(BoardCredential, on_delete=models.PROTECT, related_name="audits")
    place = models.PositiveIntegerField(default=0)  # in the draw, from 1
    answer = models.CharField(max_length=10, blank=True)  # board.domain.draws.Answer
    note = models.CharField(max_length=500, blank=True)
    answered_on = models.DateField(null=True)
    recorded_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "credential"], name="audited_once"),
            models.CheckConstraint(
                condition=Q(draw__isnull=False, reactivation__isnull=True)
                | Q(draw__isnull=True, reactivation__isnull=False),
                name="audited_for_one_cause",
            ),
        ]
