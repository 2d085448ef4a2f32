"""An organization as an issuer: the public id under which the world finds it, and its keys, old ones included."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.platform.models import OrganizationRow, classify


class Issuer(OrganizationRow):
    """Made with the first badge. `public_id` is in published addresses, so that none of them carries the organization's own id."""

    privacy = classify(none="id organization_id public_id list_number list_taken made_at")

    public_id = models.UUIDField(unique=True)
    list_number = models.PositiveIntegerField(default=1)  # the status list that takes new badges
    list_taken = models.PositiveIntegerField(default=0)  # how many places of it are taken
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id"], name="issuer_organization")]


class IssuerKey(OrganizationRow):
    """A key pair. The public half stays published for as long as badges signed with it may be checked."""

    privacy = classify(none="id organization_id issuer thumbprint public_jwk made_at retired_at", secret="sealed_jwk")

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="keys")
    thumbprint = models.CharField(max_length=64, unique=True)  # RFC 7638, ends the key's address
    public_jwk = models.CharField(max_length=400)
    sealed_jwk = models.TextField()  # the private key, sealed with a key that is not in the database
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)  # signs nothing more from here on

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer"], condition=Q(retired_at__isnull=True), name="issuer_signing_key")
        ]
