"""What matters to a person, whom they chose, and the word to whoever walked with them before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client, Relationship


class Wishes(OrganizationRow):
    """What matters to a person in a peer supporter, from here on. The newest stands; earlier ones stay as they were written."""

    privacy = classify(
        none="id organization_id number written_at by_client", part2="client wishes words", workforce="written_by_id"
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    wishes = models.JSONField()
    words = models.CharField(max_length=1000, blank=True)  # their own
    by_client = models.BooleanField()  # by themselves, not taken down by somebody
    written_at = models.DateTimeField()
    written_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "client", "number"], name="wishes_number"),
        ]


class Choice(OrganizationRow):
    """A person chose a peer supporter. Service begins once the peer supporter answered and nothing stands in the way."""

    privacy = classify(
        none="id organization_id made_at by_client relationship_id started_at emergency_at withdrawn_at",
        part2="client instead_of",
        workforce="peer made_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="+", null=True)
    by_client = models.BooleanField()
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField()
    relationship_id = models.UUIDField()  # that it will have
    started_at = models.DateTimeField(null=True)
    emergency_at = models.DateTimeField(null=True)  # begun before the answer, because somebody may have been in danger
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organization_id", "made_at"],
                condition=Q(started_at__isnull=True, withdrawn_at__isnull=True),
                name="choice_open",
            ),
            models.Index(fields=["organization_id", "client"], name="choice_client"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "client"],
                condition=Q(started_at__isnull=True, withdrawn_at__isnull=True),
                name="choice_one_open",
            ),
            models.CheckConstraint(
                condition=Q(started_at__isnull=True) | Q(withdrawn_at__isnull=True), name="choice_one_end"
            ),
        ]


class Farewell(OrganizationRow):
    """Somebody chose to walk with another peer supporter: said kindly, once, to the one who walked with them."""

    privacy = classify(none="id organization_id told_at seen_at", part2="relationship", workforce="peer")

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "peer"], condition=Q(seen_at__isnull=True), name="farewell_unseen")
        ]
        constraints = [models.UniqueConstraint(fields=["organization_id", "relationship"], name="farewell_once")]
