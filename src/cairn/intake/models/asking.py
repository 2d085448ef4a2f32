"""Somebody who asked by themselves, and the address at which they can."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Program
from cairn.intake.models.arrivals import Intake
from cairn.platform.models import OrganizationRow, classify


class AskingDoor(OrganizationRow):
    """The public address of a program at which anybody may ask. Closed, it stays closed; another one has another address."""

    privacy = classify(
        none="id organization_id program token opened_at closed_at", workforce="opened_by_id closed_by_id"
    )

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=40, unique=True)  # in the address: says nothing and cannot be guessed
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "program"],
                condition=models.Q(closed_at__isnull=True),
                name="asking_door_one_open",
            )
        ]


class Asking(OrganizationRow):
    """What somebody wrote who wants a peer supporter. Settled, the words are gone from here: taken up they stand in the intake."""

    privacy = classify(
        none="id organization_id door asked_at settled_at outcome",
        part2="called phone another message times brings language intake",
        workforce="settled_by_id",
    )

    door = models.ForeignKey(AskingDoor, on_delete=models.PROTECT, related_name="+")
    called = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    another = models.CharField(max_length=80, blank=True)
    message = models.CharField(max_length=20, blank=True)  # intake.domain.asking.Message
    times = models.CharField(max_length=80, blank=True)
    brings = models.CharField(max_length=600, blank=True)
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)
    outcome = models.CharField(max_length=10, blank=True)  # intake.domain.asking.Outcome
    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organization_id", "asked_at"],
                condition=models.Q(settled_at__isnull=True),
                name="asking_open",
            ),
            models.Index(fields=["door", "-asked_at"], name="asking_of_door"),
        ]
