"""Supervision sessions as the board's log wants them: who, when, how long, what about, signed by both.

Never anything that names a client.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.identity.models import Engagement, SupervisionAgreement
from cairn.platform.models import OrganizationRow, classify


class SupervisionSession(OrganizationRow):
    """One session. It counts for the debt only when clinical, long enough, under an agreement in force and signed by both."""

    privacy = classify(
        none="id organization_id agreement kind started_at ended_at zone started_on minutes recorded_at "
        "peer_signed_at supervisor_signed_at cancelled_at format scenario",
        workforce="peer supervisor topics summary commitments recorded_by_id",
    )

    agreement = models.ForeignKey(SupervisionAgreement, on_delete=models.PROTECT, related_name="sessions")
    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="supervision_received")
    supervisor = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="supervision_given")
    kind = models.CharField(max_length=20)  # "clinical", "peer", "administrative"
    format = models.CharField(max_length=20)  # "in_person", "video", "group"
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    started_on = models.DateField()
    minutes = models.PositiveIntegerField()
    topics = models.CharField(max_length=300)  # codes, comma-separated
    summary = models.CharField(max_length=500, blank=True)
    commitments = models.CharField(max_length=500, blank=True)  # what the two agreed to do until next time
    scenario = models.CharField(max_length=60, blank=True)  # code of the scenario that was talked through
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    peer_signed_at = models.DateTimeField(null=True)
    supervisor_signed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "peer", "-started_at"], name="session_peer"),
            models.Index(fields=["organization_id", "supervisor", "-started_at"], name="session_supervisor"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ended_at__gt=F("started_at")), name="session_ends_after_start")
        ]
