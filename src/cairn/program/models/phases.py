"""What people wrote down about the steps of the three phases."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import TakenBackRow, classify


class StepMark(TakenBackRow):
    """One step done on a day, or in somebody's hands since. Taken back with a reason, it stays as history."""

    privacy = classify(
        none="id organization_id step is_done on due_on page marked_at taken_back_at",
        workforce="whose paper note marked_by taken_back_by_id taken_back_because",
    )

    step = models.CharField(max_length=40)  # the key of a step; no two phases share one
    is_done = models.BooleanField()
    on = models.DateField()  # done on this day, or in hand since
    due_on = models.DateField(null=True)
    whose = models.CharField(max_length=80, blank=True)
    paper = models.CharField(max_length=120, blank=True)
    page = models.CharField(max_length=30, blank=True)  # program.domain.pages.PAGES
    note = models.CharField(max_length=400, blank=True)
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organization_id", "step"], name="program_mark_step")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_done=True, due_on__isnull=True) | Q(is_done=False), name="done_is_not_due"
            )
        ]
