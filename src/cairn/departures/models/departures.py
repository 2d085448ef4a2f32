"""Leaving the program: planned, then done, now and then taken back; and the summary of the way together."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.platform.models import OrganizationRow, TakenBackRow, classify
from cairn.support.models import Client


class Departure(TakenBackRow):
    """One leaving. Without `left_on` it is a plan; with `returned_on` the person came back and a new stretch began."""

    privacy = classify(
        none="id organization_id version planned_at left_recorded_at returned_recorded_at taken_back_at",
        part2="client came_on planned_for reason reason_words goodbye their_words left_on ended_relationships returned_on "
        "taken_back_because",
        workforce="planned_by_id left_by_id returned_by_id taken_back_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    came_on = models.DateField()  # when this stretch of the way began
    reason = models.CharField(max_length=20, blank=True)  # departures.domain.leaving.Reason
    reason_words = models.CharField(max_length=300, blank=True)
    planned_for = models.DateField(null=True)
    goodbye = models.CharField(max_length=1000, blank=True)  # how the person would like to say goodbye
    their_words = models.CharField(max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)  # of the plan: two tabs are told apart by it
    planned_at = models.DateTimeField(null=True)
    planned_by_id = models.UUIDField(null=True)
    left_on = models.DateField(null=True)
    left_recorded_at = models.DateTimeField(null=True)
    left_by_id = models.UUIDField(null=True)
    ended_relationships = models.JSONField(
        default=list
    )  # ids of those that ended with it: taking it back begins them again
    returned_on = models.DateField(null=True)
    returned_recorded_at = models.DateTimeField(null=True)
    returned_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client"], name="departure_client")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "client"],
                condition=Q(taken_back_at__isnull=True, returned_on__isnull=True),
                name="departure_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("came_on")), name="departure_dates"
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True) | Q(returned_on__gte=F("left_on")), name="departure_return"
            ),
        ]


class Summary(OrganizationRow):
    """The discharge summary. Once `signed_at` is set the database itself refuses to change the row."""

    privacy = classify(
        none="id organization_id version saved_at signed_at content_hash",
        part2="departure together reached carries ahead their_words with_client",
        workforce="written_by_id signed_by_id",
    )

    departure = models.OneToOneField(Departure, on_delete=models.PROTECT, related_name="summary")
    together = models.TextField(blank=True)
    reached = models.TextField(blank=True)
    carries = models.TextField(blank=True)
    ahead = models.TextField(blank=True)
    their_words = models.TextField(blank=True)
    with_client = models.BooleanField()
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    written_by_id = models.UUIDField()
    signed_at = models.DateTimeField(null=True)
    signed_by_id = models.UUIDField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by_id__isnull=True, content_hash="")
                | (Q(signed_at__isnull=False, signed_by_id__isnull=False) & ~Q(content_hash="")),
                name="departure_summary_signed_pair",
            )
        ]


class SummaryAddition(OrganizationRow):
    """A correction or addition to a signed summary, itself signed when written. What was signed first stays as it was."""

    privacy = classify(
        none="id organization_id n signed_at content_hash", part2="summary reason text", workforce="author_id"
    )

    summary = models.ForeignKey(Summary, on_delete=models.PROTECT, related_name="additions")
    n = models.PositiveIntegerField()
    author_id = models.UUIDField()
    reason = models.CharField(max_length=200)
    text = models.TextField()
    signed_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["summary", "n"], name="departure_summary_addition_n")]
