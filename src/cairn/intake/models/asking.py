"""Somebody who asked by themselves, and the address at which they can."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Program
from cairn.intake.models.arrivals import Intake
from cairn.platform.models import OrganizationRow, classify


class AskingDoor(OrganizationRow):
    """The public address of a program at which anybody may ask.

    Paused, it says so, and is opened again at the same address. Given up (closed), it stays so; another one has another address.
    """

    privacy = classify(
        none="id organization_id program token opened_at paused_at closed_at",
        workforce="opened_by_id paused_by_id closed_by_id",
    )

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=40, unique=True)  # in the address: says nothing and cannot be guessed
    opened_at = models.DateTimeField()
    opened_by_id = models.UUIDField()
    paused_at = models.DateTimeField(null=True)
    paused_by_id = models.UUIDField(null=True)
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


class JunkPile(OrganizationRow):
    """What somebody threw away together as junk. For some days it can be put back; then what was written in it is gone."""

    privacy = classify(
        none="id organization_id thrown_at put_back_at emptied_at", workforce="thrown_by_id put_back_by_id"
    )

    thrown_at = models.DateTimeField()
    thrown_by_id = models.UUIDField()
    put_back_at = models.DateTimeField(null=True)
    put_back_by_id = models.UUIDField(null=True)
    emptied_at = models.DateTimeField(null=True)


class ProgramPhone(OrganizationRow):
    """The number of a program, for everybody to read. Written once; the newest of a program counts, an empty one is none."""

    privacy = classify(none="id organization_id program phone hours set_at", workforce="set_by_id")

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=30, blank=True)
    hours = models.CharField(max_length=80, blank=True)
    set_at = models.DateTimeField()
    set_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "program", "-set_at"], name="program_phone_newest")]


class Asking(OrganizationRow):
    """What somebody wrote who wants a peer supporter. Settled, the words are gone from here: taken up they stand in the intake."""

    privacy = classify(
        none="id organization_id door asked_at settled_at outcome pile",
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
    pile = models.ForeignKey(
        JunkPile, on_delete=models.PROTECT, related_name="+", null=True
    )  # thrown away; None once put back

    class Meta:
        indexes = [
            models.Index(
                fields=["organization_id", "asked_at"],
                condition=models.Q(settled_at__isnull=True),
                name="asking_open",
            ),
            models.Index(fields=["door", "-asked_at"], name="asking_of_door"),
        ]
