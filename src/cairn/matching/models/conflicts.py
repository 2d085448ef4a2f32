"""What a peer supporter answered before service, what the supervisor said to it, and whom members of staff noted for themselves."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class ConflictAnswer(OrganizationRow):
    """One answer of one peer supporter about one person. Written once; a later one is a row of its own, and the newest stands."""

    privacy = classify(
        none="id organization_id answered_at",
        part2="client ties records words outcome cited",
        workforce="peer",
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    ties = models.JSONField()  # as answered
    records = models.JSONField()  # what the records told that day
    words = models.CharField(max_length=600, blank=True)  # for the supervisor
    outcome = models.CharField(max_length=10)  # none, possible, never
    cited = models.CharField(max_length=600)  # the rules as they stood that day
    answered_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organization_id", "client", "peer", "-answered_at"], name="conflict_answer_newest"),
            models.Index(fields=["organization_id", "peer", "outcome"], name="conflict_answer_peer"),
        ]


class SupervisorWord(OrganizationRow):
    """What a supervisor answered to a disclosure. Written once; the newest stands."""

    privacy = classify(none="id organization_id said_at", part2="answer verdict conditions", workforce="said_by_id")

    answer = models.ForeignKey(ConflictAnswer, on_delete=models.PROTECT, related_name="said")
    verdict = models.CharField(max_length=10)
    conditions = models.CharField(max_length=600, blank=True)
    said_at = models.DateTimeField()
    said_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "answer", "-said_at"], name="supervisor_word_newest")]


class KnownPerson(OrganizationRow):
    """Somebody close to a member of staff, noted by that one for themselves, so that a question is asked in time.

    It says nothing of whether that person is served anywhere. Nobody else reads it; names are only compared.
    """

    privacy = classify(
        none="id organization_id noted_at removed_at",
        personal="given family",
        workforce="staff tie ended_on",
    )

    staff = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    given = models.CharField(max_length=80)
    family = models.CharField(max_length=80)
    tie = models.CharField(max_length=30)
    ended_on = models.DateField(null=True)
    noted_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "staff"], name="known_person_staff")]
