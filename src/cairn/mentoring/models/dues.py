"""Dues paid or waived, a row for each time."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import TakenBackRow, classify


class Dues(TakenBackRow):
    """A payment towards a year, or a waiver of it with its reason's code."""

    privacy = classify(
        none="id organization_id for_year recorded_at taken_back_at",
        workforce="person paid_cents waived_because recorded_by_id taken_back_by_id taken_back_because",
    )

    person = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="mentoring_dues")
    for_year = models.PositiveIntegerField()
    paid_cents = models.PositiveIntegerField(default=0)
    waived_because = models.CharField(max_length=20, default="")  # mentoring.domain.dues.Waiver
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "person", "for_year"], name="mentoring_dues_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(paid_cents__gt=0, waived_because="") | (Q(paid_cents=0) & ~Q(waived_because="")),
                name="paid_or_waived",
            )
        ]
