"""The readiness self-assessment: a round in which people answer for themselves, each on a sheet of their own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class ReadinessRound(OrganizationRow):
    """One round. Until it is shared, every sheet is its writer's alone. Below the guide's mark a dated plan may follow."""

    privacy = classify(
        none="id organization_id instrument instrument_version opened_at shared_at reach_by planned_at",
        workforce="opened_by_id shared_by_id plan planned_by_id",
    )

    instrument = models.CharField(max_length=40)
    instrument_version = models.CharField(max_length=10)
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField()
    shared_at = models.DateTimeField(null=True)
    shared_by_id = models.UUIDField(null=True)
    plan = models.CharField(max_length=600, blank=True)
    reach_by = models.DateField(null=True)
    planned_at = models.DateTimeField(null=True)
    planned_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id"], condition=Q(shared_at__isnull=True), name="one_readiness_round_open"
            )
        ]


class ReadinessSheet(OrganizationRow):
    """One person's answers in a round. `side` is where they stood then: leadership, staff or peer supporters."""

    privacy = classify(none="id organization_id round answered_at", workforce="person side")

    round = models.ForeignKey(ReadinessRound, on_delete=models.PROTECT, related_name="sheets")
    person = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=20)  # program.domain.readiness.Side
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="readiness_answered_once")]


class ReadinessAnswer(OrganizationRow):
    """One statement answered."""

    privacy = classify(none="id organization_id link_id", workforce="sheet code")

    sheet = models.ForeignKey(ReadinessSheet, on_delete=models.CASCADE, related_name="answers")
    link_id = models.CharField(max_length=40)
    code = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "link_id"], name="readiness_statement_once")]
