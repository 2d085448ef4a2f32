"""The supervisor's signature under a referral or a plan, as it stood when it was read. Written once, never changed."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class RecordSignOff(OrganizationRow):
    """About a referral, or a plan up to its change `n`; a later change brings the plan back into the queue."""

    privacy = classify(none="id organization_id kind n at", part2="client record_id", workforce="author_id supervisor")

    kind = models.CharField(max_length=20)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    record_id = models.UUIDField()
    n = models.PositiveIntegerField()
    author_id = models.UUIDField()
    supervisor = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "kind", "record_id", "n"], name="record_sign_off_once")
        ]
