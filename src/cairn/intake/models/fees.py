"""What coming costs the person who is served."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Program
from cairn.platform.models import OrganizationRow, classify


class FeeNotice(OrganizationRow):
    """What a program says that it costs, or how that is worked out. Written once; the newest of a program counts."""

    privacy = classify(none="id organization_id program costs_nothing words set_at", workforce="set_by_id")

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    costs_nothing = models.BooleanField()
    words = models.CharField(max_length=500, blank=True)
    set_at = models.DateTimeField()
    set_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "program", "-set_at"], name="fee_notice_program")]
