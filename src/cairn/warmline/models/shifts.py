"""Who answers when, and what one shift leaves to the next."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, TakenBackRow, classify


class Shift(TakenBackRow):
    """One person at the phone, from an instant to another."""

    privacy = classify(
        none="id organization_id starts_at ends_at planned_at taken_back_at",
        workforce="peer planned_by_id taken_back_by_id taken_back_because",
    )

    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    planned_at = models.DateTimeField()
    planned_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "peer", "ends_at"], name="warmline_shift_peer")]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="warmline_shift_forward")]


class HandOver(OrganizationRow):
    """How a shift was, for whoever comes next: never who called. Written once."""

    privacy = classify(none="id organization_id shift at", part2="words", workforce="by_id")

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="hand_overs")
    words = models.CharField(max_length=600)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "-at"], name="warmline_hand_over_at")]
