"""What belongs to one person at work alone, and who has acknowledged the code of ethics."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class WellnessPlan(OrganizationRow):
    """One's own plan, in one's own words. Read by nobody else: no role holds a grant that reaches further than one's own."""

    privacy = classify(
        none="id organization_id saved_at",
        workforce="person",
        health="keeps_well wears_down early_signs then people at_work",
    )

    person = models.OneToOneField(Engagement, on_delete=models.PROTECT, related_name="+")
    keeps_well = models.CharField(max_length=2000, blank=True)
    wears_down = models.CharField(max_length=2000, blank=True)
    early_signs = models.CharField(max_length=2000, blank=True)
    then = models.CharField(max_length=2000, blank=True)
    people = models.CharField(max_length=2000, blank=True)
    at_work = models.CharField(max_length=2000, blank=True)
    saved_at = models.DateTimeField()


class EthicsAcknowledgment(OrganizationRow):
    """Somebody has read a version of the code and says that they work by it. Written once."""

    privacy = classify(none="id organization_id version at", workforce="person")

    person = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "version"], name="ethics_acknowledged_once")]
