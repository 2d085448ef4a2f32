"""The ledger of volunteering and of further training: who gave how much time where."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.trails.models.confirmations import Confirmation


class HoursEntry(OrganizationRow):
    """Minutes of one day with one organization. Counts once the organization confirmed it; taken back, it stays as history."""

    privacy = classify(
        none="id organization_id kind on recorded_at taken_back_at",
        health="candidate with_whom what",
        workforce="minutes confirmation",
    )

    candidate = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="hours_entries")
    kind = models.CharField(max_length=20)  # trails.domain.hours.Kind
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    with_whom = models.CharField(max_length=120)  # the organization, as the candidate calls it
    what = models.CharField(max_length=200, default="")
    confirmation = models.ForeignKey(Confirmation, on_delete=models.PROTECT, null=True, related_name="entries")
    recorded_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "candidate", "on"], name="hours_entry_candidate")]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gt=0) & Q(minutes__lte=1440), name="hours_entry_minutes")
        ]
