"""One meeting, who came to it, and what was put right afterwards."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.gatherings.models.gatherings import Gathering
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class Meeting(OrganizationRow):
    """One day of a gathering. A walk-in is a number; first names are a help while it is open and are gone once it is closed."""

    privacy = classify(
        none="id organization_id gathering on state started_at ended_at marks walk_ins version opened_at closed_at",
        part2="topic walk_in_names",
        workforce="closed_by_id closed_because",
    )

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="meetings")
    on = models.DateField()
    state = models.CharField(max_length=10)  # gatherings.domain.kinds.State
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    topic = models.CharField(max_length=200, blank=True)
    marks = models.JSONField(default=list)  # "support:emotional", "dimension:home"
    walk_ins = models.PositiveSmallIntegerField(default=0)  # at an open event: everybody
    walk_in_names = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)
    closed_because = models.CharField(max_length=200, blank=True)  # why it was canceled

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gathering", "on"], name="gathering_meeting_day"),
            models.CheckConstraint(condition=Q(ended_at__gt=F("started_at")), name="gathering_meeting_order"),
            models.CheckConstraint(condition=Q(state="open") | Q(walk_in_names=""), name="gathering_names_not_kept"),
        ]
        indexes = [models.Index(fields=["organization_id", "on", "id"], name="gathering_meeting_on")]


class Attendance(OrganizationRow):
    """Whether somebody of the roster came, and the contact that was written for them: one, however many leaders were there."""

    privacy = classify(
        none="id organization_id meeting came arrived_at left_at recorded_at contact_id",
        part2="client",
        workforce="recorded_by_id contact_by_id",
    )

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    came = models.BooleanField()
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    contact_id = models.UUIDField(null=True)
    contact_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "client"], name="gathering_attendance_once")]


class Correction(OrganizationRow):
    """What was put right after a meeting was closed: what stood there before, what is so, and why."""

    privacy = classify(none="id organization_id meeting was_told is_told at", part2="client because", workforce="by_id")

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="corrections")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+", null=True)
    was_told = models.CharField(max_length=40)
    is_told = models.CharField(max_length=40)
    because = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_id = models.UUIDField()
