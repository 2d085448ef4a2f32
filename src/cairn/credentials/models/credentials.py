"""The credential that a peer supporter holds, as the employer keeps it: issue, renewals, continuing education, background checks."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, TakenBackRow, classify


class Credential(TakenBackRow):
    """A certification held. Its standing is never stored: it follows from these dates on the day of asking."""

    privacy = classify(
        none="id organization_id kind place issued_on taken_back_at",
        workforce="holder number surrendered_on taken_back_by_id taken_back_because",
    )

    holder = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="credentials")
    kind = models.CharField(max_length=40)  # "behavioral_health_peer", "family_peer"
    place = models.CharField(max_length=20)
    number = models.CharField(max_length=40)
    issued_on = models.DateField()
    surrendered_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "holder"], name="credential_holder")]


class Renewal(TakenBackRow):
    """A renewal carried out on a day, for the period that ends on another."""

    privacy = classify(
        none="id organization_id renewed_on period_ends_on taken_back_at",
        workforce="credential fee_paid_cents attested_ce taken_back_by_id taken_back_because",
    )

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="renewals")
    renewed_on = models.DateField()
    period_ends_on = models.DateField()
    fee_paid_cents = models.PositiveIntegerField()
    attested_ce = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["credential", "period_ends_on"], condition=Q(taken_back_at__isnull=True), name="renewal_once"
            )
        ]


class ContinuingEducation(TakenBackRow):
    """One completed course or paper. Minutes are exact; the category follows it even when it is carried."""

    privacy = classify(
        none="id organization_id completed_on minutes category recorded_at taken_back_at",
        workforce="credential title sponsor source_id recorded_by_id taken_back_by_id taken_back_because",
    )

    credential = models.ForeignKey(Credential, on_delete=models.PROTECT, related_name="continuing_education")
    completed_on = models.DateField()
    minutes = models.PositiveIntegerField()
    category = models.CharField(max_length=20)  # "general", "suicide_prevention", "ethics", "preparation"
    title = models.CharField(max_length=160)
    sponsor = models.CharField(max_length=120)
    source_id = models.UUIDField(null=True)  # of the class held in this installation; none: written down by hand
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "credential", "completed_on"], name="ce_credential")]
        constraints = [
            models.UniqueConstraint(
                fields=["source_id"],
                condition=Q(taken_back_at__isnull=True, source_id__isnull=False),
                name="ce_source_once",
            )
        ]


class DeclinedCourse(OrganizationRow):
    """A class of which its taker said that it is not for the hours: it is not offered again by itself."""

    privacy = classify(none="id organization_id declined_at", workforce="holder source_id")

    holder = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    source_id = models.UUIDField()
    declined_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["holder", "source_id"], name="declined_once")]


class BackgroundCheck(TakenBackRow):
    """A fingerprint background check: when it came back, never what it said."""

    privacy = classify(
        none="id organization_id completed_on taken_back_at",
        workforce="holder is_clear taken_back_by_id taken_back_because",
    )

    holder = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="background_checks")
    completed_on = models.DateField()
    is_clear = models.BooleanField()
