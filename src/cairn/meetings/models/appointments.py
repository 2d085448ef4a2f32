"""What two people agreed, and what became of one of its days. Days nobody touched have no row: they are worked out."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Relationship


class Appointment(OrganizationRow):
    """One meeting, or a series. `at` is the wall clock in `zone`; once is a series that ends on the day it starts."""

    privacy = classify(
        none="id organization_id repeats starts_on at minutes zone ends_on made_at changed_at",
        part2="relationship where where_words",
        workforce="made_by_id",
    )

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="+")
    repeats = models.CharField(max_length=12)
    starts_on = models.DateField()
    at = models.TimeField()
    minutes = models.PositiveIntegerField()
    zone = models.CharField(max_length=60)
    ends_on = models.DateField(null=True)
    where = models.CharField(max_length=12)
    where_words = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()  # the series was ended
    made_by_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "relationship", "ends_on", "starts_on"], name="appointment_pair")
        ]


class Occurrence(OrganizationRow):
    """What happened to one day of an appointment: moved, called off, met or not, and what the person asked for."""

    privacy = classify(
        none="id organization_id day version state starts_at minutes called_off_by wished_at changed_at",
        part2="appointment where where_words words wish",
        workforce="changed_by_id",
    )

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="occurrences")
    day = models.DateField()  # as the series has it, also when it was moved elsewhere
    version = models.PositiveIntegerField()  # 1, 2, 3, …: two who change one day at once are told apart by it
    state = models.CharField(max_length=12)
    starts_at = models.DateTimeField(null=True)  # where it was moved; empty as long as it stands as agreed
    minutes = models.PositiveIntegerField(null=True)
    where = models.CharField(max_length=12, blank=True)
    where_words = models.CharField(max_length=120, blank=True)
    called_off_by = models.CharField(max_length=12, blank=True)
    words = models.CharField(max_length=200, blank=True)  # kind ones, when it was called off
    wish = models.CharField(max_length=200, blank=True)  # the person asks to move it, in their own words
    wished_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    changed_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "starts_at"], name="occurrence_moved")]
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "appointment", "day"], name="occurrence_one_a_day"),
            models.CheckConstraint(
                condition=models.Q(starts_at__isnull=True, minutes__isnull=True)
                | models.Q(starts_at__isnull=False, minutes__isnull=False),
                name="occurrence_moved_whole",
            ),
        ]
