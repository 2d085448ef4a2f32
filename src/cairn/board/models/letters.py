"""Letters from the desk to a candidate about what is missing. Fixed once sent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.board.models.applications import Application
from cairn.platform.models import OrganizationRow, classify


class Letter(OrganizationRow):
    """One letter: drafted from findings, edited by a clerk, sent by showing it on the candidate's page."""

    privacy = classify(
        none="id organization_id application n version drafted_at drafted_by_id sent_at sent_on sent_by_id",
        part2="codes text",  # they name the rules on recovery that are not met
    )

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="letters")
    n = models.PositiveIntegerField()
    codes = models.CharField(max_length=600)  # of the findings that it was drafted from
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    drafted_at = models.DateTimeField()
    drafted_by_id = models.UUIDField()
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)
    sent_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "n"], name="letter_n"),
            models.UniqueConstraint(fields=["application"], condition=Q(sent_at__isnull=True), name="letter_one_draft"),
        ]
