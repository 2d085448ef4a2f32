"""Calls that name nobody, and the steps of those that were a crisis."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, TakenBackRow, classify
from cairn.warmline.models.shifts import Shift


class HandOff(OrganizationRow):
    """A call became a crisis: when, and how it ended for the desk."""

    privacy = classify(
        none="id organization_id shift opened_at ended_at steps_source", part2="outcome", workforce="opened_by_id"
    )

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="hand_offs")
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField()
    steps_source = models.CharField(max_length=160, blank=True)  # the policy of that day; "" when none was entered
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "-opened_at"], name="warmline_hand_off_opened")]


class HandOffStep(OrganizationRow):
    """One step, with the time at which it was done. Written once."""

    privacy = classify(none="id organization_id hand_off step at", workforce="by_id")

    hand_off = models.ForeignKey(HandOff, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["hand_off", "step"], name="warmline_step_once")]


class Call(TakenBackRow):
    """One call: codes from lists, and a nickname when the caller chose one. `caller_key` is the nickname, however it was typed."""

    privacy = classify(
        none="id organization_id shift started_at minutes recorded_at taken_back_at hand_off",
        personal="nickname caller_key",
        part2="topics offers came",
        workforce="recorded_by_id taken_back_by_id taken_back_because",
    )

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="calls")
    started_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    topics = models.CharField(max_length=200)  # codes, in order, comma-separated
    offers = models.CharField(max_length=200)
    came = models.CharField(max_length=20)
    nickname = models.CharField(max_length=30, blank=True)
    caller_key = models.CharField(max_length=60, blank=True)
    hand_off = models.ForeignKey(HandOff, on_delete=models.PROTECT, null=True, related_name="calls")
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "-started_at"], name="warmline_call_started"),
            models.Index(fields=["organization_id", "caller_key", "-started_at"], name="warmline_call_caller"),
        ]
