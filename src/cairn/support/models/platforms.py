"""By what people meet at a distance: what the organization approved, and what a contact was held by."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, classify
from cairn.support.models.encounters import Encounter


class Platform(OrganizationRow):
    """A phone, video or text service that the manager approved, from a day until a day."""

    privacy = classify(
        none="id organization_id name means because approved_on approved_at ended_on ended_at",
        workforce="approved_by_id ended_by_id",
    )

    name = models.CharField(max_length=80)
    means = models.CharField(max_length=8)  # support.domain.platforms.Means
    because = models.CharField(max_length=300)
    approved_on = models.DateField()
    approved_at = models.DateTimeField()
    approved_by_id = models.UUIDField()
    ended_on = models.DateField(null=True)  # the first day on which it is not approved any more
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "name"], name="platform_name")]


class PlatformUse(OrganizationRow):
    """What one contact was held by, and whether that was approved on its day. The newest of a contact counts."""

    privacy = classify(
        none="id organization_id number is_approved cited said_at seen_at",
        part2="encounter platform other_name",
        workforce="said_by_id seen_by_id",
    )

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # 1, 2, … for each contact
    platform = models.ForeignKey(Platform, on_delete=models.PROTECT, related_name="+", null=True)
    other_name = models.CharField(max_length=80, blank=True)  # what is not on the list
    is_approved = models.BooleanField()
    cited = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField()
    said_by_id = models.UUIDField()
    seen_at = models.DateTimeField(null=True)  # a supervisor talked it over
    seen_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organization_id", "said_at"],
                condition=models.Q(is_approved=False, seen_at__isnull=True),
                name="platform_use_marked",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "encounter", "number"], name="platform_use_number"),
            models.CheckConstraint(
                condition=models.Q(platform__isnull=True) | models.Q(other_name=""), name="platform_use_one_name"
            ),
        ]
