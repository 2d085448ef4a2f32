"""Moving on: to another peer supporter here, or with the record to somebody elsewhere; and what became of each promise. Written once."""

from __future__ import annotations

from django.db import models

from cairn.departures.models.departures import Departure
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client, Relationship


class Transfer(OrganizationRow):
    """From one peer supporter to another: the person's choice, and what they want the new one to know."""

    privacy = classify(
        none="id organization_id on recorded_at",
        part2="client ended began because known",
        workforce="recorded_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    ended = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="+")
    began = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=300)
    known = models.CharField(max_length=1000, blank=True)
    on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client"], name="transfer_client")]


class PromiseEnding(OrganizationRow):
    """What became of one open promise when the two parted: kept, passed on by name, or let go with a reason."""

    privacy = classify(
        none="id organization_id outcome recorded_at",
        part2="client departure transfer promise_id passed_to_id because",
        workforce="recorded_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, null=True, related_name="promises")
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, null=True, related_name="promises")
    promise_id = models.UUIDField()
    outcome = models.CharField(max_length=10)  # support.domain.relationships.Outcome
    passed_to_id = models.UUIDField(null=True)  # the promise that goes on with the new peer supporter
    because = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client"], name="promise_ending_client")]


class Sending(OrganizationRow):
    """One disclosure of a record to somebody elsewhere: under which consent, exactly which bytes, with which notice."""

    privacy = classify(
        none="id organization_id content_hash notice_source sent_at",
        personal="recipient",
        part2="client consent_id scope purpose content notice looked",
        workforce="sent_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    consent_id = models.UUIDField()
    recipient = models.CharField(max_length=200)
    scope = models.CharField(max_length=200)  # codes of privacy.domain.consents.Share, comma-separated
    purpose = models.CharField(max_length=300)
    content = models.TextField()  # the package as it was handed over
    content_hash = models.CharField(max_length=64)
    notice = models.CharField(max_length=1000, blank=True)
    notice_source = models.CharField(max_length=200, blank=True)
    looked = models.BooleanField()  # the person looked at it first
    sent_at = models.DateTimeField()
    sent_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client", "-sent_at"], name="sending_client")]
