"""A job that a program wants to fill, and the versions of its description."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.platform.models import OrganizationRow, classify


class Position(OrganizationRow):
    """One job to fill. Its posting is found by a random number of its own, which says nothing of this row."""

    privacy = classify(
        none="id organization_id public_id open_from open_until closed_at created_at", workforce="created_by_id"
    )

    public_id = models.UUIDField(unique=True)
    open_from = models.DateField(null=True)  # empty: not posted yet
    open_until = models.DateField(null=True)  # empty: until it is closed
    closed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    created_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "created_at"], name="position_by_day")]


class Description(OrganizationRow):
    """One version of a position's description. It may be changed until it is posted; afterwards it is replaced by the next one."""

    privacy = classify(
        none="id organization_id position n title setting supervisor hours pay_low_cents pay_high_cents overview duties "
        "own_duties qualifications drafted_at posted_at",
        workforce="drafted_by_id",
    )

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="descriptions")
    n = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    setting = models.CharField(max_length=200, blank=True)
    supervisor = models.CharField(max_length=120, blank=True)
    hours = models.CharField(max_length=200)
    pay_low_cents = models.PositiveIntegerField()
    pay_high_cents = models.PositiveIntegerField()
    overview = models.TextField(blank=True)
    duties = models.JSONField(default=list)  # codes of the pack
    own_duties = models.JSONField(default=list)  # [text, the warning under which it was kept or ""]
    qualifications = models.JSONField(default=list)  # codes of the pack
    drafted_at = models.DateTimeField()
    drafted_by_id = models.UUIDField()
    posted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position", "n"], name="description_version"),
            models.UniqueConstraint(
                fields=["position"], condition=Q(posted_at__isnull=True), name="description_one_draft"
            ),
        ]
