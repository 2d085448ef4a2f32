"""The client's own answers after a contact. The peer supporter who was there never sees them."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, classify
from cairn.support.models.encounters import Encounter


class Survey(OrganizationRow):
    """The one-minute survey as offered at one contact: answered, declined, or still open. All three count for the response rate."""

    privacy = classify(
        none="id organization_id instrument instrument_version channel state offered_at answered_at",
        part2="encounter client_id",
        secret="token_digest",
    )

    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="survey")
    client_id = models.UUIDField()
    instrument = models.CharField(max_length=60)
    instrument_version = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)  # "handed_phone", "link", "paper"
    state = models.CharField(max_length=10)  # "offered", "declined", "answered"
    token_digest = models.CharField(max_length=64, blank=True)  # of the one-time link handed over
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "offered_at"], name="survey_offered")]


class SurveyAnswer(OrganizationRow):
    """The answer to one question: a code from the instrument, and its number where it has one."""

    privacy = classify(none="id organization_id link_id", part2="survey", health="code number")

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="answers")
    link_id = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    number = models.IntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["survey", "link_id"], name="survey_answer_once")]
