"""The person served, and what is known for paying for the service."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.identity.models import Program
from cairn.platform.models import OrganizationRow, TakenBackRow, classify


class Client(OrganizationRow):
    """One person served by one organization. Nothing here or anywhere links a client to an account of staff."""

    SUBJECT_COLUMN = "id"  # whose record a row is: the break of records that are kept apart stands on it

    privacy = classify(
        none="id organization_id program created_at ended_on source_system",
        personal="name legal_given_name legal_family_name phone source_key",
        part2="goal started_on birth_date",
        workforce="created_by_id",
    )

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)  # what they like to be called
    legal_given_name = models.CharField(max_length=80, blank=True)
    legal_family_name = models.CharField(max_length=80, blank=True)
    birth_date = models.DateField(null=True)
    phone = models.CharField(max_length=30, blank=True)
    goal = models.CharField(max_length=300, blank=True)  # in their own words
    started_on = models.DateField()
    ended_on = models.DateField(null=True)  # end of professional services
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField()
    source_system = models.CharField(max_length=80, blank=True)  # when imported: whose record it was
    source_key = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "name"], name="client_name")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="client_dates"
            ),
            models.UniqueConstraint(
                fields=["organization_id", "source_system", "source_key"],
                condition=~Q(source_key=""),
                name="client_source",
            ),
        ]


class Coverage(OrganizationRow):
    """Who pays for a client's services between two dates."""

    privacy = classify(none="id organization_id payer starts_on ends_on", part2="client member_id")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="coverages")
    payer = models.CharField(max_length=40)  # payer pack: "us-mt-medicaid"
    member_id = models.CharField(max_length=40)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client", "starts_on"], name="coverage_client")]


class ClinicalDiagnosis(TakenBackRow):
    """A diagnosis taken from a clinician's record, for the claim only. Peer supporters neither make nor see it."""

    privacy = classify(
        none="id organization_id taken_back_at",
        part2="client code recorded_on from_clinician taken_back_because",
        workforce="taken_back_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="diagnoses")
    code = models.CharField(max_length=10)
    recorded_on = models.DateField()
    from_clinician = models.CharField(max_length=120)
