"""Decisions of the board as they were taken, with what they rested on. Fixed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.board.models.applications import Application
from cairn.platform.models import OrganizationRow, classify


class BoardDecision(OrganizationRow):
    """One decision on a file: outcome, reasons, facts, findings and rules of the day, under one hash."""

    privacy = classify(
        none="id organization_id application n outcome rules content_hash decided_at decided_by_id",
        personal="reasons facts",
        part2="findings",  # whether the rules on recovery are met
        workforce="decided_by_name",
    )

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    n = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20)  # board.domain.decided.Outcome
    reasons = models.TextField(blank=True)
    facts = models.TextField()
    findings = models.TextField()
    rules = models.TextField()
    content_hash = models.CharField(max_length=64)
    decided_at = models.DateTimeField()
    decided_by_id = models.UUIDField()
    decided_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "n"], name="decision_n"),
            models.UniqueConstraint(
                fields=["application"], condition=Q(outcome__in=("approved", "refused")), name="decision_one_final"
            ),
        ]
