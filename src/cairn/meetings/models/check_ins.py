"""How often two people agreed to check in. A new agreement ends the one before; both stay readable."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Relationship


class CheckInAgreement(OrganizationRow):
    """Every so many days, in one way, from the day on which they agreed until they agreed otherwise."""

    privacy = classify(
        none="id organization_id every_days way agreed_on ended_on recorded_at",
        part2="relationship",
        workforce="recorded_by_id",
    )

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="+")
    every_days = models.PositiveIntegerField()
    way = models.CharField(max_length=8)
    agreed_on = models.DateField()
    ended_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "relationship"],
                condition=models.Q(ended_on__isnull=True),
                name="check_in_one_stands",
            )
        ]
