"""A study of the treatment court, and what only it may hold. No page of a mentor, a court or a client's story reads these rows."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class CourtStudy(OrganizationRow):
    """A study with one lead: nobody else reads its facts. `title` is how a consent to research names it."""

    privacy = classify(none="id organization_id title opened_at finished_at", workforce="lead")

    title = models.CharField(max_length=120)
    lead = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    finished_at = models.DateTimeField(
        null=True
    )  # from then on it takes no fact, and its facts are those of that moment

    class Meta:
        indexes = [models.Index(fields=["organization_id", "lead"], name="court_study_lead")]


class StudyFact(OrganizationRow):
    """A drug test or a graduation, kept for a study under a consent to research. Written once."""

    privacy = classify(
        none="id organization_id study recorded_at",
        part2="client kind result on consent_id",
        workforce="recorded_by_id",
    )

    study = models.ForeignKey(CourtStudy, on_delete=models.PROTECT, related_name="facts")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    result = models.CharField(max_length=20)
    on = models.DateField()
    consent_id = models.UUIDField()
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "study", "on"], name="court_study_fact")]
