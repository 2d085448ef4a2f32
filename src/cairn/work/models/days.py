"""A day that its owner confirmed, with what stood on it then."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class DayConfirmation(OrganizationRow):
    """One confirmation of one day. Opened again it stays as it was, with the reason; the next one is a row of its own."""

    privacy = classify(
        none="id organization_id on confirmed_at reopened_at",
        workforce="peer worked_minutes contact_minutes miles reopened_because",
    )

    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="day_confirmations")
    on = models.DateField()
    worked_minutes = models.PositiveIntegerField()
    contact_minutes = models.PositiveIntegerField()
    miles = models.PositiveIntegerField()
    confirmed_at = models.DateTimeField()
    reopened_at = models.DateTimeField(null=True)
    reopened_because = models.CharField(max_length=20, default="")  # work.domain.corrections.Correction

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "peer", "on"],
                condition=Q(reopened_at__isnull=True),
                name="day_confirmed_once",
            )
        ]
