"""Miles driven for work: how many, on which day, what for; never to whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class Trip(OrganizationRow):
    """Miles of one purpose on one day, in whole miles as an odometer shows them."""

    privacy = classify(
        none="id organization_id on recorded_at taken_back_at",
        workforce="peer purpose miles taken_back_because",
    )

    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="trips")
    on = models.DateField()
    purpose = models.CharField(max_length=20)  # work.domain.purposes.Purpose
    miles = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_because = models.CharField(max_length=20, default="")  # work.domain.corrections.Correction

    class Meta:
        indexes = [models.Index(fields=["organization_id", "peer", "on"], name="trip_peer")]
        constraints = [models.CheckConstraint(condition=Q(miles__gt=0), name="trip_miles")]
