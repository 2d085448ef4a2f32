"""One client with one peer supporter, and the phases they walk: circular, a step back is normal."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models.clients import Client


class Relationship(OrganizationRow):
    """A peer relationship between two dates; `phase` is where the two are today."""

    privacy = classify(
        none="id organization_id started_on ended_on phase phase_since",
        part2="client",
        workforce="peer ended_because",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="relationships")
    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="relationships")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=120, blank=True)
    phase = models.CharField(max_length=12)
    phase_since = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "peer", "ended_on"], name="relationship_peer"),
            models.Index(fields=["organization_id", "client"], name="relationship_client"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "client", "peer"],
                condition=Q(ended_on__isnull=True),
                name="relationship_one_open",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="relationship_dates",
            ),
            models.CheckConstraint(
                condition=Q(phase__in=["engaging", "connecting", "supporting"]),
                name="relationship_phase_known",
            ),
        ]


class PhaseChange(OrganizationRow):
    """One step of the relationship, forward or back, with the contact at which it was noticed."""

    privacy = classify(
        none="id organization_id on phase recorded_at",
        part2="relationship encounter_id",
        workforce="recorded_by_id",
    )

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="phase_changes")
    phase = models.CharField(max_length=12)
    on = models.DateField()
    encounter_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "relationship", "on"], name="phase_change_relationship")]


class Promise(OrganizationRow):
    """A next step that one of the two promised. It stands on the person's card until it is kept or let go."""

    privacy = classify(
        none="id organization_id due_on made_at settled_at outcome",
        part2="relationship encounter_id text settled_because",
        workforce="made_by_id",
    )

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="promises")
    encounter_id = models.UUIDField(null=True)
    text = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField()
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True)  # support.domain.relationships.Outcome
    settled_because = models.CharField(
        max_length=200, blank=True
    )  # why somebody else let it go, after the two had parted

    class Meta:
        indexes = [
            models.Index(
                fields=["organization_id", "relationship", "due_on"],
                condition=Q(settled_at__isnull=True),
                name="promise_open",
            )
        ]
