"""Issued badges. What was signed is kept as signed; it is never changed, only revoked."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.badges.models.issuers import Issuer, IssuerKey
from cairn.platform.models import OrganizationRow, classify


class Badge(OrganizationRow):
    """One badge of one person. A certificate itself tells of lived experience: everything that says what it is counts as health."""

    privacy = classify(
        none="id organization_id issuer key issued_on expires_on status_list status_index issued_at printed is_listed "
        "revoked_at revoked_on revoked_because replaces",
        personal="number recipient_name name_key recipient_person_id",
        health="kind title criteria facts token",
        workforce="issued_by_id revoked_by_id",
    )

    issuer = models.ForeignKey(Issuer, on_delete=models.PROTECT, related_name="badges")
    key = models.ForeignKey(IssuerKey, on_delete=models.PROTECT, related_name="badges")
    number = models.CharField(max_length=12, unique=True)  # badges.domain.numbers, without its dashes
    kind = models.CharField(max_length=20)  # badges.domain.badges.Kind
    recipient_name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)  # badges.domain.badges.name_key
    recipient_person_id = models.UUIDField(null=True)  # None: somebody without an account here
    title = models.CharField(max_length=120)
    criteria = models.CharField(max_length=500)
    facts = models.TextField()  # JSON: pairs of label and value
    issued_on = models.DateField()
    expires_on = models.DateField(null=True)
    token = models.TextField()  # the signed credential
    status_list = models.PositiveIntegerField()
    status_index = models.PositiveIntegerField()
    printed = models.TextField(blank=True)  # SHA-256 of each PDF handed out, separated by blanks
    is_listed = models.BooleanField(default=False)  # the holder wants to be found by name
    issued_at = models.DateTimeField()
    issued_by_id = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)
    revoked_on = models.DateField(null=True)  # the same, by the issuer's calendar
    revoked_by_id = models.UUIDField(null=True)
    revoked_because = models.CharField(max_length=20, blank=True)  # badges.domain.badges.Reason
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, related_name="replaced_by", null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "-issued_at"], name="badge_issued"),
            models.Index(fields=["recipient_person_id"], name="badge_recipient"),
            models.Index(fields=["name_key"], condition=Q(is_listed=True), name="badge_listed"),
            models.Index(
                fields=["issuer", "status_list", "status_index"],
                condition=Q(revoked_at__isnull=False),
                name="badge_revoked",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "status_list", "status_index"], name="badge_status_place"),
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")), name="badge_dates"
            ),
        ]
