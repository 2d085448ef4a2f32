"""What a person chose about being reminded, and which reminders left. The words of a reminder are not kept: they tell nothing."""

from __future__ import annotations

from django.db import models

from cairn.meetings.models.appointments import Appointment
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class ReminderChoice(OrganizationRow):
    """Whether, how, how neutral, how long before. No row: no reminders."""

    privacy = classify(
        none="id organization_id how wording lead language chosen_at",
        part2="client",
        personal="address",
        workforce="written_by_id",
    )

    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="+")
    how = models.CharField(max_length=8)
    address = models.CharField(max_length=254, blank=True)
    wording = models.CharField(max_length=8)
    lead = models.CharField(max_length=12)
    language = models.CharField(max_length=2)
    chosen_at = models.DateTimeField()
    written_by_id = models.UUIDField()  # who had the screen: the person, or the peer supporter as they said


class Reminder(OrganizationRow):
    """One reminder of one meeting at one hour: claimed before it is sent, so that none leaves twice in one run of two."""

    privacy = classify(
        none="id organization_id starts_at state tries claimed_at sent_at",
        part2="appointment",
    )

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()  # a meeting that moves is reminded of anew
    state = models.CharField(max_length=8)  # "claimed", "sent", "failed"
    tries = models.PositiveIntegerField()
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "appointment", "starts_at"], name="reminder_one_a_time")
        ]
