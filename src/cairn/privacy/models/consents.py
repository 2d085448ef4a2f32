"""Consent: what a client agreed may be shared, with whom, why and until when; and what was shared under it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.platform.models import OrganizationRow, classify


class Consent(OrganizationRow):
    """One agreement with one recipient. Revoking one leaves the others standing (42 CFR 2.31; SAMHSA on partial revocation).

    A client decides; `client_id` is a plain id because privacy knows no clients.
    """

    privacy = classify(
        none="id organization_id kind signed_at signed_zone expires_on revoked_at recipient_class form_version",
        part2="client_id recipient scope purpose expires_event paper own_word_from without_person",
        workforce="taken_by_id revoked_by_id",
    )

    client_id = models.UUIDField()
    kind = models.CharField(max_length=40)  # privacy.domain.consents.ConsentKind
    recipient = models.CharField(max_length=200)
    recipient_class = models.CharField(max_length=40)
    scope = models.CharField(max_length=200)  # codes of what may be shared, in order, comma-separated
    purpose = models.CharField(max_length=200)
    expires_on = models.DateField(null=True)
    expires_event = models.CharField(max_length=120, blank=True)
    form_version = models.CharField(max_length=20)
    signed_at = models.DateTimeField()
    signed_zone = models.CharField(max_length=40)
    taken_by_id = models.UUIDField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by_id = models.UUIDField(null=True)
    paper = models.ForeignKey(
        "privacy.ConsentPaper", null=True, on_delete=models.PROTECT, related_name="consents"
    )  # where the words that were signed are kept; none for a form signed by hand
    own_word_from = models.DateField(null=True)  # a guardian signed: from this day on the person's own word is needed
    without_person = models.BooleanField(null=True)  # true: a guardian signed alone. Null: the person signed

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client_id", "kind"], name="consent_client")]
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True) | Q(revoked_at__gte=F("signed_at")),
                name="consent_revoked_after_signed",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by_id__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by_id__isnull=False),
                name="consent_revoked_pair",
            ),
        ]
