"""The clock of a session that is being held: kept here, so that a closed phone loses nothing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class SessionTimer(OrganizationRow):
    """Started, perhaps stopped; closed when the session of the same id was written into the log, or the clock was dropped."""

    privacy = classify(
        none="id organization_id started_at stopped_at closed_at scenario",
        workforce="peer supervisor",
    )

    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    supervisor = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    scenario = models.CharField(max_length=60, blank=True)  # the one that was offered
    started_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "supervisor", "peer"],
                condition=Q(closed_at__isnull=True),
                name="timer_one_open",
            )
        ]
