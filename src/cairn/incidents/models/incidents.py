"""What happened, told outside by a stored route, and followed up inside. As few words as will do."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class Incident(OrganizationRow):
    """One thing that happened. `client` is empty when nobody whom the program serves was part of it."""

    privacy = classify(
        none="id organization_id recorded_at told_supervisor_at told_how seen_at closed_at",
        part2="client kind happened_at is_part2 what done closed_because",
        workforce="peer seen_by_id closed_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="+")
    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")  # who was there and writes it down
    kind = models.CharField(max_length=20)
    is_part2 = models.BooleanField()  # whether the rules of 42 CFR Part 2 bind what may be told
    happened_at = models.DateTimeField()
    what = models.CharField(max_length=1000)
    done = models.CharField(max_length=1000, blank=True)
    recorded_at = models.DateTimeField()
    told_supervisor_at = models.DateTimeField(null=True)
    told_how = models.CharField(max_length=20, blank=True)
    seen_at = models.DateTimeField(null=True)  # by the supervisor
    seen_by_id = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)
    closed_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "closed_at", "-happened_at"], name="incident_open")]


class OutsideReport(OrganizationRow):
    """One disclosure to somebody outside: to whom, what, and on which legal basis with its source. Written once."""

    privacy = classify(
        none="id organization_id basis basis_source reported_at recorded_at how",
        personal="recipient_name",
        part2="incident recipient items told because names_client consent_id",
        workforce="reported_by_id",
    )

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="reports")
    recipient = models.CharField(max_length=20)
    recipient_name = models.CharField(max_length=120)  # the office, and who took the call
    basis = models.CharField(max_length=20)
    basis_source = models.CharField(max_length=200)  # the citation as it stood that day
    names_client = models.BooleanField()
    consent_id = models.UUIDField(null=True)
    how = models.CharField(max_length=20, null=True)  # by phone, letter …; None in rows from before it was asked
    items = models.CharField(max_length=200, null=True)  # which of the least were told: codes, comma-separated
    told = models.CharField(max_length=1000)  # the minimum that was said
    because = models.CharField(max_length=300)
    reported_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    reported_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "incident"], name="outside_report_incident")]


class FollowUp(OrganizationRow):
    """A line about what came after. Written once."""

    privacy = classify(none="id organization_id at", part2="incident words", workforce="by_id")

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="follow_ups")
    words = models.CharField(max_length=1000)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "incident", "at"], name="follow_up_incident")]
