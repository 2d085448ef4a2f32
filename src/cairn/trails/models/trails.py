"""The trail that a candidate took, and what they noted of its steps. That somebody is on such a way already says something of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class TrailChoice(OrganizationRow):
    """One choice of a trail. The newest holds; the others are the history."""

    privacy = classify(none="id organization_id place chosen_at", health="candidate trail")

    candidate = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="trail_choices")
    place = models.CharField(max_length=20)  # whose trail it is: "us-mt"
    trail = models.CharField(max_length=40)  # the key of its journey
    chosen_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "candidate", "chosen_at"], name="trail_choice_newest")]


class StepNote(OrganizationRow):
    """A step that the candidate says is done. Taken back, it stays as history."""

    privacy = classify(none="id organization_id noted_at taken_back_at", health="candidate step done_on")

    candidate = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="step_notes")
    step = models.CharField(max_length=40)  # the key of a journey's step; trails share them
    done_on = models.DateField()
    noted_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "step"], condition=Q(taken_back_at__isnull=True), name="step_note_once"
            )
        ]
        indexes = [models.Index(fields=["organization_id", "candidate"], name="step_note_candidate")]
