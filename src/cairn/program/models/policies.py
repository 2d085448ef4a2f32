"""The register of policies, and who has read which version."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, TakenBackRow, classify


class ProgramPolicy(TakenBackRow):
    """One version of a policy: which one holds since when, where its paper lies, and its words where the house keeps them here.

    The words of a version never change: a new wording is a new version.
    """

    privacy = classify(
        none="id organization_id subject name version in_force_on review_on kept_at text entered_at taken_back_at",
        workforce="owner entered_by_id taken_back_by_id taken_back_because",
    )

    subject = models.CharField(max_length=20)  # program.domain.policies.Subject
    name = models.CharField(max_length=120)
    version = models.CharField(max_length=20)
    in_force_on = models.DateField()
    review_on = models.DateField()
    kept_at = models.CharField(max_length=200, blank=True)  # where one finds the paper: a folder, a binder
    text = models.CharField(max_length=6000, blank=True)
    owner = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    entered_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "subject", "in_force_on"], name="program_policy_subject")]


class Acknowledgment(OrganizationRow):
    """Somebody has read a version and says so."""

    privacy = classify(none="id organization_id policy at", workforce="person")

    policy = models.ForeignKey(ProgramPolicy, on_delete=models.PROTECT, related_name="acknowledgments")
    person = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["policy", "person"], name="policy_read_once")]
