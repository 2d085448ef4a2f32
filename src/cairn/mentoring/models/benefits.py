"""What mentoring brought people, as they say it once a year."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class BenefitAnswer(OrganizationRow):
    """One question answered by one person for one year."""

    privacy = classify(
        none="id organization_id for_year instrument instrument_version link_id answered_at", workforce="person code"
    )

    person = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="benefit_answers")
    for_year = models.PositiveIntegerField()
    instrument = models.CharField(max_length=40)
    instrument_version = models.CharField(max_length=10)
    link_id = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "for_year", "link_id"], name="benefit_answered_once")]
