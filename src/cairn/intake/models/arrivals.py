"""Somebody coming in, what they told step by step, and what a person decided about records that look alike."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class Intake(OrganizationRow):
    """One person on their way in. `client` is empty until they were taken in, or turned out to be on record already."""

    privacy = classify(
        none="id organization_id way begun_at state closed_at closed_because checked_at",
        personal="called",
        part2="client",
        workforce="begun_by closed_by_id checked_by_id",
    )

    called = models.CharField(max_length=80, blank=True)  # dropped when the intake is given up
    way = models.CharField(max_length=20)  # intake.domain.arrivals.Way
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10)  # intake.domain.arrivals.State
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)
    closed_because = models.CharField(max_length=20, blank=True)  # intake.domain.arrivals.Reason
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)  # somebody looked whether they were here already
    checked_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "state", "-begun_at"], name="intake_state"),
            models.Index(fields=["organization_id", "client"], name="intake_client"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["enrolled", "same"], client__isnull=False)
                | models.Q(state__in=["open", "given_up"], client__isnull=True),
                name="intake_client_when_in",
            )
        ]


class StepEntry(OrganizationRow):
    """What one step says from here on; the newest counts. The words are dropped when the intake is given up."""

    privacy = classify(none="id organization_id step number saved_at", part2="intake words", workforce="saved_by_id")

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="entries")
    step = models.CharField(max_length=20)  # intake.domain.questions.Step
    number = models.PositiveIntegerField()  # 1, 2, 3, … for each intake
    words = models.JSONField()  # answers by question; nothing for a step that was skipped
    saved_at = models.DateTimeField()
    saved_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "intake", "number"], name="step_entry_number")
        ]


class Comparison(OrganizationRow):
    """A person decided whether somebody who came in is somebody on record. Written once; the newest of a pair counts."""

    SUBJECTS_BESIDE = ("intake_id",)  # it tells of two people: of the one on record, and of the one who came in

    privacy = classify(
        none="id organization_id verdict decided_at",
        part2="intake client reasons because compared",
        workforce="decided_by_id",
    )

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="comparisons")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")  # the record that was there
    verdict = models.CharField(max_length=10)  # intake.domain.alike.Verdict
    reasons = models.JSONField()  # codes of intake.domain.alike.Alike, as they were that day
    because = models.CharField(max_length=300)
    compared = models.JSONField(
        null=True
    )  # {"came": …, "there": …} as intake.domain.compared.prints_of says; None: kept before
    decided_at = models.DateTimeField()
    decided_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "intake", "decided_at"], name="comparison_intake")]
