"""What people ask of their own record, and information that went astray: each with the day until which somebody is owed an answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.platform.models import OrganizationRow, classify


class RecordRequest(OrganizationRow):
    """One request, as it was made, with its term by the law of that day. Once answered the database itself refuses to change it."""

    privacy = classify(
        none="id organization_id asked way asked_on first_due_on due_on due_source recorded_at extended_on answered_on answer answered_at",
        part2="client_id words asked_of extended_because because",
        workforce="recorded_by_id extended_by_id answered_by_id",
    )

    client_id = models.UUIDField()
    asked = models.CharField(max_length=20)  # privacy.domain.record_requests.Asked
    way = models.CharField(max_length=12)
    words = models.CharField(max_length=300, blank=True)
    asked_of = models.CharField(max_length=120, blank=True)  # the exchange whose list they ask for
    asked_on = models.DateField()
    first_due_on = models.DateField()
    due_on = models.DateField()
    due_source = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    extended_on = models.DateField(null=True)
    extended_by_id = models.UUIDField(null=True)
    extended_because = models.CharField(max_length=600, blank=True)
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=12, blank=True)  # privacy.domain.record_requests.Answer
    because = models.CharField(max_length=600, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "client_id", "-asked_on"], name="record_request_client"),
            models.Index(
                fields=["organization_id", "due_on"], condition=Q(answered_at__isnull=True), name="record_request_open"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(extended_on__isnull=True, extended_by_id__isnull=True, extended_because="")
                | (Q(extended_on__isnull=False, extended_by_id__isnull=False) & ~Q(extended_because="")),
                name="record_request_extended",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_on__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_on__isnull=False) & ~Q(answer="")),
                name="record_request_answered",
            ),
        ]


class Breach(OrganizationRow):
    """Information about people that got to somebody who should not have it. It names nobody; how many, and until when they are told."""

    privacy = classify(
        none="id organization_id discovered_on happened_on people most_in_one_state recorded_at ruled_out_on",
        health="what kinds ruled_out_because",
        workforce="recorded_by_id ruled_out_by_id",
    )

    what = models.CharField(max_length=1000)
    kinds = models.CharField(max_length=300, blank=True)  # what kind of information
    people = models.PositiveIntegerField()
    most_in_one_state = models.PositiveIntegerField()
    discovered_on = models.DateField()
    happened_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    ruled_out_on = models.DateField(null=True)  # looked at by the four questions: hardly any risk
    ruled_out_by_id = models.UUIDField(null=True)
    ruled_out_because = models.CharField(max_length=600, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "-discovered_on"], name="breach_discovered")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ruled_out_on__isnull=True, ruled_out_because="")
                | (Q(ruled_out_on__isnull=False) & ~Q(ruled_out_because="")),
                name="breach_ruled_out",
            )
        ]


class BreachStep(OrganizationRow):
    """Somebody was told of a breach. Written once."""

    privacy = classify(none="id organization_id step on recorded_at", health="breach words", workforce="by_id")

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=12)  # privacy.domain.breaches.Step
    on = models.DateField()
    words = models.CharField(max_length=600)  # how it was done
    recorded_at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["breach", "step"], name="breach_step_once")]
