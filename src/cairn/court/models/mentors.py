"""A mentor and a person before a treatment court: who came when, and what the court was told under which consent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, TakenBackRow, classify
from cairn.support.models import Client


class CourtRelationship(OrganizationRow):
    """One person with one mentor before one court. `court` is the court's name, as a consent has to name it."""

    privacy = classify(
        none="id organization_id started_on ended_on made_at", part2="client court", workforce="mentor made_by_id"
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    court = models.CharField(max_length=120)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "mentor"], name="court_relationship_mentor")]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "mentor"], condition=Q(ended_on__isnull=True), name="court_relationship_once"
            )
        ]


class CourtAttendance(TakenBackRow):
    """The person came on a day, or did not."""

    privacy = classify(
        none="id organization_id recorded_at taken_back_at",
        part2="relationship on occasion came",
        workforce="recorded_by_id taken_back_by_id taken_back_because",
    )

    relationship = models.ForeignKey(CourtRelationship, on_delete=models.PROTECT, related_name="attendances")
    on = models.DateField()
    occasion = models.CharField(max_length=20)
    came = models.BooleanField()
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "relationship", "on"], name="court_attendance_day")]


class CourtReport(OrganizationRow):
    """What a court was told: every line as it went out, under which consent, with which notice. Written once."""

    privacy = classify(
        none="id organization_id consent_id notice_source sent_at",
        part2="relationship court since until told progress consent_words",
        workforce="sent_by_id",
    )

    relationship = models.ForeignKey(CourtRelationship, on_delete=models.PROTECT, related_name="reports")
    court = models.CharField(max_length=120)
    since = models.DateField()
    until = models.DateField()
    told = models.JSONField()  # the lines: day, occasion, came
    progress = models.CharField(max_length=300, blank=True)
    consent_id = models.UUIDField()
    consent_words = models.CharField(max_length=600)  # what the consent covers, as it went out with the report
    notice_source = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    sent_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "relationship", "-sent_at"], name="court_report_sent")]
