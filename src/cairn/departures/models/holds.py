"""A legal hold: as long as it stands nothing of a record is destroyed, however long ago its terms ended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class Hold(OrganizationRow):
    """One hold on one person's record, with why and until when. Once lifted the database itself refuses to change it."""

    privacy = classify(
        none="id organization_id set_on set_at ends_on lifted_on lifted_at",
        part2="client reason ends_when lifted_because",
        workforce="set_by_id lifted_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    set_on = models.DateField()
    set_at = models.DateTimeField()
    set_by_id = models.UUIDField()
    ends_on = models.DateField(null=True)  # its last day, where one is known
    ends_when = models.CharField(max_length=200, blank=True)  # else what ends it, in words: then it stands until lifted
    lifted_on = models.DateField(null=True)
    lifted_at = models.DateTimeField(null=True)
    lifted_by_id = models.UUIDField(null=True)
    lifted_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client"], name="departure_hold_client")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__isnull=False) | ~Q(ends_when=""), name="departure_hold_end"),
            models.CheckConstraint(
                condition=Q(
                    lifted_at__isnull=True, lifted_on__isnull=True, lifted_by_id__isnull=True, lifted_because=""
                )
                | (
                    Q(lifted_at__isnull=False, lifted_on__isnull=False, lifted_by_id__isnull=False)
                    & ~Q(lifted_because="")
                ),
                name="departure_hold_lifted",
            ),
        ]
