"""A service at a place, and a file of such entries between its preview and its taking."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, classify


class Listing(OrganizationRow):
    """One service at one place. `outside_id` is what other systems know it by; it travels with every file."""

    privacy = classify(
        none=(
            "id organization_id outside_id version organization_name service_name kind description eligibility cost languages phones "
            "web street city state zip_code latitude longitude hours capacity capacity_said_on confirmed_on written_at ended_at "
            "ended_because setting other_ids merged_into_id"
        ),
        workforce="written_by_id confirmed_by_id ended_by_id",
    )

    outside_id = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    organization_name = models.CharField(max_length=160)
    service_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20)
    description = models.CharField(max_length=2000, blank=True)
    eligibility = models.CharField(max_length=500, blank=True)
    cost = models.CharField(max_length=300, blank=True)
    languages = models.CharField(max_length=200, blank=True)
    phones = models.JSONField(default=list)  # [{"number": …, "note": …}]
    web = models.CharField(max_length=300, blank=True)
    street = models.CharField(max_length=160, blank=True)
    city = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=40, blank=True)
    zip_code = models.CharField(max_length=10, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    hours = models.JSONField(
        default=list
    )  # [{"days": ["MO"], "opens": "09:00", "closes": "17:00", "from": "", "to": ""}]
    setting = models.CharField(max_length=20, default="not_said")
    other_ids = models.JSONField(
        default=list
    )  # of entries that were merged into this one: other systems know it by them too
    merged_into_id = models.UUIDField(null=True)  # the entry that stands for this one
    capacity = models.CharField(max_length=20, default="not_known")
    capacity_said_on = models.DateField(null=True)
    confirmed_on = models.DateField(null=True)
    confirmed_by_id = models.UUIDField(null=True)  # empty: somebody at the source of a file
    written_at = models.DateTimeField()
    written_by_id = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)
    ended_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "ended_at", "service_name"], name="listing_shown")]
        constraints = [models.UniqueConstraint(fields=["organization_id", "outside_id"], name="listing_outside_id")]


class HeldImport(OrganizationRow):
    """A file that was read and waits for a yes. Its tables are emptied when they were taken in."""

    privacy = classify(none="id organization_id mark tables held_at taken_at", workforce="held_by_id")

    mark = models.CharField(max_length=64)  # of its bytes: the same send twice is one
    tables = models.JSONField()
    held_at = models.DateTimeField()
    held_by_id = models.UUIDField()
    taken_at = models.DateTimeField(null=True)
