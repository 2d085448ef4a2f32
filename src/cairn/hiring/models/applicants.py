"""Who applied. An applicant is not a person of this house: they become one by an invitation, if they are hired."""

from __future__ import annotations

from django.db import models

from cairn.hiring.models.positions import Position
from cairn.platform.models import OrganizationRow, classify


class Applicant(OrganizationRow):
    """One application to one position, as it was sent. Nothing about health is asked, and nothing is looked up."""

    privacy = classify(none="id organization_id position description_n applied_at", personal="name reach statement")

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="applicants")
    description_n = models.PositiveIntegerField()  # the version that the applicant read
    name = models.CharField(max_length=120)
    reach = models.CharField(max_length=200)
    statement = models.TextField()
    applied_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "position", "applied_at"], name="applicant_position")]


class ConflictCheck(OrganizationRow):
    """That conflicts of interest were thought of, for every applicant alike. It never says with whom, or why.

    A yes may come from a former client, a relative or a neighbor: the row does not tell. It is still held as closely as if it did.
    """

    privacy = classify(none="id organization_id checked_at", part2="applicant talk_first", workforce="checked_by_id")

    applicant = models.OneToOneField(Applicant, on_delete=models.PROTECT, related_name="conflict_check")
    talk_first = models.BooleanField()
    checked_at = models.DateTimeField()
    checked_by_id = models.UUIDField()


class ApplicantDecision(OrganizationRow):
    """An offer, or "not now", with its reason. The latest one stands; earlier ones stay."""

    privacy = classify(
        none="id organization_id decided_at", personal="applicant outcome reason", workforce="decided_by_id"
    )

    applicant = models.ForeignKey(Applicant, on_delete=models.PROTECT, related_name="decisions")
    outcome = models.CharField(max_length=10)  # hiring.domain.applications.Outcome
    reason = models.TextField()
    decided_at = models.DateTimeField()
    decided_by_id = models.UUIDField()
