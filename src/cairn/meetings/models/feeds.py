"""A private calendar feed: an address that only its owner knows. Only a digest of it is kept."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, classify


class CalendarFeed(OrganizationRow):
    """One secret address. Renewing closes it and opens another; a closed one answers like one that never was."""

    privacy = classify(
        none="id organization_id opened_at closed_at",
        part2="owner_id person_id word",
        secret="token_digest",
    )

    owner_id = models.UUIDField()  # the engagement, of somebody at work or of a client
    person_id = models.UUIDField()  # whose engagement it is
    token_digest = models.CharField(max_length=64, unique=True)
    word = models.CharField(max_length=20)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "owner_id"],
                condition=models.Q(closed_at__isnull=True),
                name="feed_one_open",
            )
        ]
