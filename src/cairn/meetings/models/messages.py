"""Short messages between a client and their peer supporter. They belong to the record and are kept as long as it is."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Relationship


class Message(OrganizationRow):
    """One message. `read_at` is added once, when the other opens it."""

    privacy = classify(none="id organization_id from_client sent_at read_at", part2="relationship words")

    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="+")
    from_client = models.BooleanField()
    words = models.CharField(max_length=500)
    sent_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "relationship", "-sent_at"], name="message_pair"),
            models.Index(
                fields=["organization_id", "relationship"],
                condition=models.Q(read_at__isnull=True),
                name="message_unread",
            ),
        ]


class AnsweringHours(OrganizationRow):
    """When a peer supporter answers messages."""

    privacy = classify(none="id organization_id weekdays opens closes changed_at", workforce="peer")

    peer = models.OneToOneField(Engagement, on_delete=models.PROTECT, related_name="+")
    weekdays = models.CharField(max_length=7)  # "12345" for Monday to Friday
    opens = models.TimeField()
    closes = models.TimeField()
    changed_at = models.DateTimeField()
