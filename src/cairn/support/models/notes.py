"""The note of a contact: data, assessment, plan. Drafted, signed, amended; never edited after signing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models.encounters import Encounter


class Note(OrganizationRow):
    """A DAP note. Once `signed_at` is set the database itself refuses to change or delete the row."""

    privacy = classify(
        none="id organization_id drafted_at saved_at signed_at content_hash version",
        part2="encounter client_id data assessment plan their_words with_client copied",
        workforce="author signed_by_id",
    )

    encounter = models.OneToOneField(Encounter, on_delete=models.PROTECT, related_name="note")
    client_id = models.UUIDField()
    author = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    data = models.TextField(blank=True)
    assessment = models.TextField(blank=True)
    plan = models.TextField(blank=True)
    their_words = models.TextField(blank=True, default="")  # the client's own, when the two wrote it together
    with_client = models.BooleanField(default=False)
    copied = models.JSONField(default=list)  # runs of words that the writer used before: support.domain.copied
    version = models.PositiveIntegerField(default=1)  # of the draft: two tabs are told apart by it
    drafted_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    signed_by_id = models.UUIDField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organization_id", "author", "drafted_at"],
                condition=Q(signed_at__isnull=True),
                name="note_unsigned",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True, signed_by_id__isnull=True, content_hash="")
                | (Q(signed_at__isnull=False, signed_by_id__isnull=False) & ~Q(content_hash="")),
                name="note_signed_pair",
            )
        ]


class Amendment(OrganizationRow):
    """A correction or addition to a signed note, itself signed when written. The first text stays as it was."""

    privacy = classify(none="id organization_id signed_at content_hash n", part2="note text reason", workforce="author")

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="amendments")
    n = models.PositiveIntegerField()
    author = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    text = models.TextField()
    signed_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "n"], name="amendment_n")]
