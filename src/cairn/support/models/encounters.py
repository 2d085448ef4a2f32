"""A contact of any kind, to the minute. A group is one encounter for each client who came, joined by `session_id`."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.identity.models import Engagement, Program
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models.clients import Client
from cairn.support.models.relationships import Relationship


class Encounter(OrganizationRow):
    """What happened between a client and a peer supporter from one minute to another.

    `started_on` is the local service date in `zone`; `recorded_at` is the server's time, `device_recorded_at` what the phone's clock said.
    A wrong encounter is marked entered in error, never deleted.
    """

    privacy = classify(
        none="id organization_id program kind place started_at ended_at zone started_on minutes session_id recorded_at "
        "device_recorded_at device_zone in_error_at source_system",
        part2="client relationship phase",
        workforce="peer recorded_by_id in_error_by_id in_error_because",
        personal="source_key",
    )

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="encounters")
    relationship = models.ForeignKey(Relationship, on_delete=models.PROTECT, related_name="encounters", null=True)
    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="encounters")
    kind = models.CharField(max_length=20)  # support.domain.encounters.Kind
    place = models.CharField(max_length=20)  # support.domain.encounters.Place
    phase = models.CharField(max_length=12, blank=True)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    zone = models.CharField(max_length=40)
    started_on = models.DateField()
    minutes = models.PositiveIntegerField()
    session_id = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    device_recorded_at = models.DateTimeField(null=True)
    device_zone = models.CharField(max_length=40, blank=True)
    in_error_at = models.DateTimeField(null=True)
    in_error_by_id = models.UUIDField(null=True)
    in_error_because = models.CharField(max_length=200, blank=True)
    source_system = models.CharField(max_length=80, blank=True)
    source_key = models.CharField(max_length=120, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "client", "-started_at"], name="encounter_client"),
            models.Index(fields=["organization_id", "peer", "-started_at"], name="encounter_peer"),
            models.Index(fields=["organization_id", "started_on", "id"], name="encounter_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ended_at__gt=F("started_at")), name="encounter_ends_after_start"),
            models.CheckConstraint(
                condition=Q(in_error_at__isnull=True, in_error_by_id__isnull=True)
                | Q(in_error_at__isnull=False, in_error_by_id__isnull=False),
                name="encounter_in_error_pair",
            ),
            models.UniqueConstraint(
                fields=["organization_id", "source_system", "source_key"],
                condition=~Q(source_key=""),
                name="encounter_source",
            ),
        ]


class EncounterMark(OrganizationRow):
    """One thing that happened in a contact: a type of support given, a dimension of recovery touched, a principle, a direct service."""

    privacy = classify(none="id organization_id family", part2="encounter code")

    encounter = models.ForeignKey(Encounter, on_delete=models.PROTECT, related_name="marks")
    family = models.CharField(max_length=12)  # a key of support.domain.encounters.MARKED
    code = models.CharField(max_length=24)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["encounter", "family", "code"], name="encounter_mark_once")]
