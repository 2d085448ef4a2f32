"""Records that a person keeps apart: that one is, who may see it, and who must never.

The database itself reads these rows (`platform/db/apart.py`): whoever is kept from a record finds no trace of it, this mark among the
traces. No row says why: somebody who works here, a neighbor, and a cousin of the receptionist are kept apart alike.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models.clients import Client


class KeptApart(OrganizationRow):
    """From here on only those whom the person named see the record."""

    privacy = classify(
        none="id organization_id begun_at by_client ended_at", part2="client", workforce="begun_by_id ended_by_id"
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by_id = models.UUIDField()
    by_client = models.BooleanField()
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "client"], condition=Q(ended_at__isnull=True), name="kept_apart_once"
            )
        ]


class Keeper(OrganizationRow):
    """One hat that sees a record that is kept apart. Opened in an emergency it has a reason, and an end from the beginning."""

    privacy = classify(
        none="id organization_id named_at until ended_at told_at",
        part2="client engagement because",
        workforce="named_by_id ended_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    named_by_id = models.UUIDField()
    until = models.DateTimeField(null=True)
    because = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True)  # when the person was told of an emergency
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "client", "engagement"], name="keeper_client"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True, because="") | (Q(until__isnull=False) & ~Q(because="")),
                name="keeper_reason_when_emergency",
            )
        ]


class KeptOut(OrganizationRow):
    """One hat that never sees a record, kept apart or not. Their own is never opened by it; nor is one that asked for this."""

    privacy = classify(
        none="id organization_id begun_at ended_at", part2="client engagement", workforce="begun_by_id ended_by_id"
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    begun_by_id = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["engagement", "client"], condition=Q(ended_at__isnull=True), name="kept_out_engagement"
            )
        ]
