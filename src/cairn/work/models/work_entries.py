"""Worked time that is not an encounter. All of it counts for the supervision that is owed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class WorkEntry(OrganizationRow):
    """Minutes of one activity on one day: paperwork, travel, training, outreach, meetings."""

    privacy = classify(
        none="id organization_id on recorded_at taken_back_at",
        workforce="peer activity minutes recorded_by_id taken_back_by_id taken_back_because",
    )

    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="work_entries")
    on = models.DateField()
    activity = models.CharField(max_length=20)  # work.domain.activities.Activity
    minutes = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    taken_back_at = models.DateTimeField(null=True)  # a wrong entry stays, marked, and counts for nothing
    taken_back_by_id = models.UUIDField(null=True)
    taken_back_because = models.CharField(max_length=20, default="")  # work.domain.corrections.Correction

    class Meta:
        indexes = [models.Index(fields=["organization_id", "peer", "on"], name="work_entry_peer")]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0) & Q(minutes__lte=1440), name="work_entry_minutes")
        ]
