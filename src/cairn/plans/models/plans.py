"""A plan is its revisions: each one says anew what one part holds. The newest of each part, together, is the plan."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class PlanRevision(OrganizationRow):
    """What one part of a person's plan says from here on. Written once, never changed."""

    privacy = classify(
        none="id organization_id number part written_at",
        part2="client goal_id words with_client",
        workforce="written_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # 1, 2, 3, … for each person
    part = models.CharField(max_length=20)
    goal_id = models.UUIDField(null=True)  # for part "goal": which one
    words = models.JSONField()  # the whole part: answers by question, or the goal with its steps
    with_client = models.BooleanField()  # written down together
    written_at = models.DateTimeField()
    written_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client", "part", "goal_id"], name="plan_revision_part")]
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "client", "number"], name="plan_revision_number"),
            models.CheckConstraint(
                condition=models.Q(part="goal", goal_id__isnull=False)
                | (~models.Q(part="goal") & models.Q(goal_id__isnull=True)),
                name="plan_revision_goal",
            ),
        ]


class PlanAgreement(OrganizationRow):
    """The person read their plan as it stood at a revision, and said: this is mine."""

    privacy = classify(none="id organization_id number way agreed_at", part2="client", workforce="taken_by_id")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()  # the newest revision that they read
    way = models.CharField(max_length=10)  # "screen" or "paper"
    agreed_at = models.DateTimeField()
    taken_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client", "number"], name="plan_agreement_client")]
