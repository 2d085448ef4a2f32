"""Courses, their classes, and the blocks of instruction of a class."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.platform.models import OrganizationRow, classify


class Course(OrganizationRow):
    """What is taught, for how long, at what price. `price_rule` names a published fee of the body; empty: the own price."""

    privacy = classify(
        none="id organization_id title minutes competencies price_rule price_cents exam_bank added_at added_by_id"
    )

    title = models.CharField(max_length=120)
    minutes = models.PositiveIntegerField()  # of instruction
    competencies = models.CharField(max_length=400)  # codes, comma-separated
    price_rule = models.CharField(max_length=60, blank=True)
    price_cents = models.PositiveIntegerField(default=0)
    exam_bank = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    added_by_id = models.UUIDField()


class CourseClass(OrganizationRow):
    """One run of a course. Blocks are added until it is opened for registration; from then on the plan stands."""

    privacy = classify(
        none="id organization_id course place zone seats exam_opens_at exam_closes_at exam_minutes exam_items planned_at "
        "planned_by_id opened_at cancelled_at cancelled_by_id",
        workforce="cancelled_because",
    )

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="classes")
    place = models.CharField(max_length=120)
    zone = models.CharField(max_length=40)
    seats = models.PositiveIntegerField()
    exam_opens_at = models.DateTimeField()
    exam_closes_at = models.DateTimeField()
    exam_minutes = models.PositiveIntegerField()
    exam_items = models.PositiveIntegerField()
    planned_at = models.DateTimeField()
    planned_by_id = models.UUIDField()
    opened_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by_id = models.UUIDField(null=True)
    cancelled_because = models.CharField(max_length=200, blank=True)  # told to everybody who was registered

    class Meta:
        indexes = [models.Index(fields=["organization_id", "exam_opens_at"], name="class_by_exam")]
        constraints = [
            models.CheckConstraint(condition=Q(exam_closes_at__gt=F("exam_opens_at")), name="class_exam_window"),
            models.CheckConstraint(condition=Q(seats__gt=0), name="class_seats"),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_because=""), name="class_cancel_has_reason"
            ),
        ]


class ClassBlock(OrganizationRow):
    """One stretch of scheduled instruction. Attendance is minutes within it."""

    privacy = classify(none="id organization_id course_class title starts_at ends_at competencies")

    course_class = models.ForeignKey(CourseClass, on_delete=models.PROTECT, related_name="blocks")
    title = models.CharField(max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    competencies = models.CharField(max_length=400)  # codes, comma-separated

    class Meta:
        indexes = [models.Index(fields=["organization_id", "course_class", "starts_at"], name="block_of_class")]
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="block_ends_after_start")]
