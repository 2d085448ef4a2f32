"""The way of one person served to their own pages, the code that opened it, and where the quick way out leads."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class Access(OrganizationRow):
    """One sign-in belongs to one person served in one organization, and to nobody beside them: there are no proxies."""

    privacy = classify(
        none="id organization_id language tab opened_at ended_at",
        part2="client engagement device",
        workforce="ended_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    engagement = models.OneToOneField(Engagement, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, default="en")
    tab = models.CharField(max_length=10, default="notes")  # what the browser's tab says
    opened_at = models.DateTimeField()
    device = models.CharField(max_length=10, default="unknown")  # portal.domain.devices.Device, as the browser told
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "client"], condition=Q(ended_at__isnull=True), name="portal_access_one"
            )
        ]


class AccessCode(OrganizationRow):
    """A code shown to the person face to face: it works once, for minutes. Only its digest is kept."""

    privacy = classify(
        none="id organization_id made_at expires_at used_at vouched_at",
        part2="client",
        secret="code_digest",
        workforce="made_by_id made_by_person_id made_from vouched_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    code_digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    made_by_person_id = models.UUIDField(
        null=True
    )  # one person may wear two hats, and vouches for no code of their own
    made_from = models.CharField(
        max_length=32, blank=True
    )  # a keyed digest of the network; empty where it says nothing
    vouched_at = models.DateTimeField(null=True)
    vouched_by_id = models.UUIDField(null=True)


class OwnSign(OrganizationRow):
    """The secret word that a person chose on their own phone. Nobody reads it: a slow digest is kept, and how often it was wrong."""

    privacy = classify(none="id organization_id wrong_tries chosen_at", part2="client", secret="digest")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=128)
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "client"], name="portal_sign_one")]


class WayOut(OrganizationRow):
    """Where the quick way out leads, as the program chose it. The newest row holds."""

    privacy = classify(none="id organization_id address chosen_at", workforce="chosen_by_id")

    address = models.URLField(max_length=200)
    chosen_at = models.DateTimeField()
    chosen_by_id = models.UUIDField()
