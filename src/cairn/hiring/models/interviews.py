"""Rounds of interviews, who sits on their panels, and what each member wrote down alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.hiring.models.applicants import Applicant
from cairn.hiring.models.positions import Position
from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class Round(OrganizationRow):
    """One round of interviews for a position: the same questions for everybody, kept as they were asked."""

    privacy = classify(
        none="id organization_id position n guide guide_version questions opened_at", workforce="opened_by_id"
    )

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="rounds")
    n = models.PositiveIntegerField()
    guide = models.CharField(max_length=20)
    guide_version = models.CharField(max_length=20)
    questions = models.JSONField(default=list)  # [{"code", "theme", "kind", "text"}]
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["position", "n"], name="round_number")]


class Seat(OrganizationRow):
    """A member of a round's panel. Whoever is excused owes no more scores; what was handed in before stays."""

    privacy = classify(none="id organization_id round named_at excused_at", workforce="member named_by_id")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="seats")
    member = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    named_by_id = models.UUIDField()
    excused_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "member"], name="seat_once")]
        indexes = [models.Index(fields=["organization_id", "member"], name="seat_member")]


class Interview(OrganizationRow):
    """One applicant in one round."""

    privacy = classify(none="id organization_id round planned_on asked_at", personal="applicant")

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="interviews")
    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="interviews")
    planned_on = models.DateField(null=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "applicant"], name="interview_once")]


class Sheet(OrganizationRow):
    """What one member wrote about one interview. Nobody else reads it before every member has handed theirs in."""

    privacy = classify(
        none="id organization_id interview saved_at handed_in_at", workforce="seat", personal="positives concerns"
    )

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="sheets")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="sheets")
    positives = models.TextField(blank=True)
    concerns = models.TextField(blank=True)
    saved_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interview", "seat"], name="sheet_once")]


class Score(OrganizationRow):
    """One answer as one member heard it: 1 to 5 where the question is scored, yes or no where it is not, and a note."""

    privacy = classify(none="id organization_id sheet question", personal="number said note")

    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="scores")
    question = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(null=True)
    said = models.CharField(max_length=3, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "question"], name="score_once"),
            models.CheckConstraint(condition=Q(number__isnull=True) | Q(number__range=(1, 5)), name="score_range"),
        ]
