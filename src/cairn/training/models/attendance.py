"""Attendance to the minute, as it was written down. Nothing is overwritten: what was wrong is corrected by a later row."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.platform.models import OrganizationRow, classify
from cairn.training.models.courses import ClassBlock
from cairn.training.models.registrations import Registration


class AttendanceMark(OrganizationRow):
    """In, out, or a correction: "was there from `at` until `until`" (neither: was not there), which sets aside all marks before it."""

    privacy = classify(
        none="id organization_id kind by recorded_at", workforce="registration block at until reason recorded_by_id"
    )

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="marks")
    block = models.ForeignKey(ClassBlock, on_delete=models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=12)  # "in", "out", "correction"
    by = models.CharField(max_length=12)  # "roster", "code"
    at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "registration", "block"], name="mark_of_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="correction") | ~Q(reason=""), name="correction_has_reason"),
            models.CheckConstraint(condition=Q(kind="correction") | Q(at__isnull=False), name="mark_has_time"),
        ]
