"""Who takes part in a class, who pays for it, and what is owed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.training.models.courses import CourseClass


class Registration(OrganizationRow):
    """One person in one class. Without `seat_at` they wait, in the order of `registered_at`. Attendance hangs on it, so a new
    registration starts from nothing."""

    privacy = classify(
        none="id organization_id course_class registered_at seat_at withdrawn_at has_evaluated",
        workforce="candidate funding",
    )

    course_class = models.ForeignKey(CourseClass, on_delete=models.PROTECT, related_name="registrations")
    candidate = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="class_registrations")
    funding = models.CharField(max_length=30)  # training.domain.registrations.Funding
    registered_at = models.DateTimeField()
    seat_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    has_evaluated = models.BooleanField(default=False)  # that, never what

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "course_class", "registered_at"], name="registration_of_class"),
            models.Index(fields=["organization_id", "candidate"], name="registration_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["course_class", "candidate"], condition=Q(withdrawn_at__isnull=True), name="registered_once"
            )
        ]


class Invoice(OrganizationRow):
    """What a registration costs, as the price stood on the day of registering. Made with the seat, never while waiting."""

    privacy = classify(
        none="id organization_id line payee source amount_cents issued_on cancelled_on paid_recorded_by_id",
        workforce="registration paid_on",
    )

    registration = models.OneToOneField(Registration, on_delete=models.PROTECT, related_name="invoice")
    line = models.CharField(max_length=200)
    payee = models.CharField(max_length=120)
    source = models.CharField(max_length=300, blank=True)  # where the price is published
    amount_cents = models.PositiveIntegerField()
    issued_on = models.DateField()
    paid_on = models.DateField(null=True)
    paid_recorded_by_id = models.UUIDField(null=True)
    cancelled_on = models.DateField(null=True)
