"""Who supervises whom, from when to when, and what makes a supervisor one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.identity.models.people import Engagement
from cairn.platform.models import OrganizationRow, TakenBackRow, classify


class SupervisionAgreement(OrganizationRow):
    """The written agreement of one peer supporter and one supervisor; in force between its dates once both have signed.

    A later version is a row of its own that names the one it replaces: what was signed is never rewritten.
    """

    privacy = classify(
        none="id organization_id peer supervisor kind supervision starts_on ends_on peer_signed_at "
        "supervisor_signed_at version replaces cosigns_notes",
        workforce="is_relative is_own_therapist ended_because changes frequency duties",
    )

    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="supervised_under")
    supervisor = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="supervises_under")
    kind = models.CharField(max_length=20)  # "regular" or "cover"
    supervision = models.CharField(max_length=20, default="clinical")  # "clinical", "peer" or "administrative"
    version = models.PositiveIntegerField(default=1)
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    changes = models.CharField(max_length=300, blank=True)  # what this version changes
    frequency = models.CharField(max_length=200, blank=True)  # how often and how they meet
    duties = models.CharField(max_length=1000, blank=True)  # who does what, and what they work on
    cosigns_notes = models.BooleanField(default=False)  # the supervisor signs the notes too
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    peer_signed_at = models.DateTimeField(null=True)
    supervisor_signed_at = models.DateTimeField(null=True)
    is_relative = models.BooleanField(default=False)
    is_own_therapist = models.BooleanField(default=False)
    ended_because = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "peer", "starts_on"], name="agreement_peer"),
            models.Index(fields=["organization_id", "supervisor", "starts_on"], name="agreement_supervisor"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="agreement_dates"
            ),
            models.CheckConstraint(condition=~Q(peer=F("supervisor")), name="agreement_two_people"),
        ]


class SupervisorQualification(TakenBackRow):
    """A license that may make its holder a qualified supervisor, with the training that may stand in for years."""

    privacy = classify(
        none="id organization_id engagement license_type license_number licensed_on expires_on taken_back_at",
        workforce="supervision_training_minutes supervision_training_completed_on recorded_at taken_back_by_id taken_back_because",
    )

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="qualifications")
    license_type = models.CharField(max_length=60)
    license_number = models.CharField(max_length=40)
    licensed_on = models.DateField()
    expires_on = models.DateField(null=True)
    supervision_training_minutes = models.PositiveIntegerField(default=0)
    supervision_training_completed_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
