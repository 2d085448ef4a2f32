"""What a peer supporter wants said about themselves. All of it is theirs: written by nobody else, emptied whenever they like."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class PeerOffer(OrganizationRow):
    """What may be said where somebody chooses, also by those who help with choosing. Never what the peer supporter has lived through."""

    privacy = classify(
        none="id organization_id saved_at",
        workforce="peer veteran parent gender languages cultures words",
    )

    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    veteran = models.BooleanField(default=False)
    parent = models.BooleanField(default=False)
    gender = models.CharField(max_length=10, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    cultures = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=300, blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "peer"], name="peer_offer_once")]


class LivedStatement(OrganizationRow):
    """What a peer supporter has lived through, as far as they let a person who asks for it know.

    Sealed: neither the database nor a backup of it can be read by the employer, and no role of the house but its author reads it.
    """

    privacy = classify(none="id organization_id saved_at", workforce="peer", part2="sealed")

    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "peer"], name="lived_statement_once")]
