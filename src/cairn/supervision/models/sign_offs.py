"""The supervisor's word on a signed note: signed too, or sent back to its author. Written once, never changed."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Note


class SignOff(OrganizationRow):
    """About a note as it stood with its first `n` amendments; an amendment brings the note back into the queue."""

    privacy = classify(
        none="id organization_id n verdict at",
        part2="note word",
        workforce="supervisor",
    )

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="sign_offs")
    n = models.PositiveIntegerField()
    verdict = models.CharField(max_length=20)  # "signed" or "sent_back"
    word = models.CharField(max_length=300, blank=True)  # to the author, when sent back
    supervisor = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "n"], name="sign_off_once")]
