"""Supervisors who are away, and who was told when one ceased."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.identity.models import Engagement, SupervisionAgreement
from cairn.platform.models import OrganizationRow, classify


class Absence(OrganizationRow):
    """Days on which a supervisor is not there. Never why."""

    privacy = classify(
        none="id organization_id starts_on ends_on recorded_at withdrawn_at",
        workforce="supervisor recorded_by_id",
    )

    supervisor = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="absences")
    starts_on = models.DateField()
    ends_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="absence_dates")]


class Telling(OrganizationRow):
    """Somebody was told that the supervisor of an agreement ceased: who, when, how. Written once."""

    privacy = classify(none="id organization_id agreement whom told_on how recorded_at", workforce="recorded_by_id")

    agreement = models.ForeignKey(SupervisionAgreement, on_delete=models.PROTECT, related_name="tellings")
    whom = models.CharField(max_length=20)  # "board", "peer", "new_supervisor", "former_supervisor"
    told_on = models.DateField()
    how = models.CharField(max_length=20)  # "letter", "email", "portal", "phone", "in_person"
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agreement", "whom"], name="telling_once")]
