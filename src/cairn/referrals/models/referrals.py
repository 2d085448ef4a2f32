"""A referral, its handing over, and each thing that was learned after it."""

from __future__ import annotations

from django.db import models

from cairn.directory.models import Listing
from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class Referral(OrganizationRow):
    """One person pointed on to one place. The place's name stays as it was that day, whatever its entry says later."""

    privacy = classify(
        none="id organization_id recorded_at",
        part2="client listing place_name place_runs place_contact needs hope wish way asked_on",
        workforce="peer",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")  # who wrote it
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, null=True, related_name="+")  # empty: a free name
    place_name = models.CharField(max_length=160)
    place_runs = models.CharField(max_length=160, blank=True)  # who runs it, for an entry of the directory
    place_contact = models.CharField(max_length=200, blank=True)  # phone or address, for a free name
    needs = models.CharField(max_length=200)  # codes in order, comma-separated
    hope = models.CharField(max_length=300, blank=True)  # what they hope for, in their words
    wish = models.CharField(max_length=20)
    way = models.CharField(max_length=20)
    asked_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "client", "-asked_on"], name="referral_client"),
            models.Index(fields=["organization_id", "listing"], name="referral_listing"),
        ]


class HandOver(OrganizationRow):
    """The card was given, or the place was told: then with the consent that stood at that moment, and what was said."""

    privacy = classify(
        none="id organization_id notice_source is_part2 recorded_at",
        part2="referral how on at consent_id consent_form recipient told",
        workforce="by_id",
    )

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="hand_overs")
    how = models.CharField(max_length=10)
    on = models.DateField()
    at = models.DateTimeField()
    consent_id = models.UUIDField(null=True)
    consent_form = models.CharField(max_length=20, blank=True)  # the version of the form that stood
    recipient = models.CharField(max_length=330, blank=True)  # the place as it was told
    told = models.CharField(max_length=500, blank=True)  # beyond the name and what is looked for
    notice_source = models.CharField(max_length=200, blank=True)  # of the notice that went along
    is_part2 = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "how"], name="hand_over_once"),
            models.CheckConstraint(
                condition=models.Q(how="card", consent_id__isnull=True)
                | models.Q(how="told", consent_id__isnull=False),
                name="hand_over_consent",
            ),
        ]


class ReferralStep(OrganizationRow):
    """One thing learned. `corrects` names the row that it puts right; that one stays as it was written."""

    privacy = classify(
        none="id organization_id stage recorded_at",
        part2="referral heard on reason words corrects",
        workforce="by_id",
    )

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    heard = models.CharField(max_length=20)
    stage = models.PositiveSmallIntegerField()
    on = models.DateField()
    reason = models.CharField(max_length=20, blank=True)
    words = models.CharField(max_length=500, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    recorded_at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "referral", "on"], name="referral_step_on")]
        constraints = [models.UniqueConstraint(fields=["corrects"], name="referral_step_corrected_once")]
