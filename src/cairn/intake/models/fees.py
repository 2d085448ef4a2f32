"""What coming costs the person who is served."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Program
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


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


class FeeSignature(OrganizationRow):
    """A person's own yes or no to the exact words of what it costs. Written once; the newest counts."""

    privacy = classify(
        none="id organization_id notice says language digest way signed_at",
        personal="name",
        part2="client text",
        workforce="taken_by_id",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    notice = models.ForeignKey(FeeNotice, on_delete=models.PROTECT, related_name="+")
    says = models.CharField(max_length=12)  # privacy.domain.papers.Says
    text = models.TextField()
    language = models.CharField(max_length=2)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    way = models.CharField(max_length=20)  # intake.domain.fee_words.Way
    signed_at = models.DateTimeField()
    taken_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client", "-signed_at"], name="fee_signature_client")]
