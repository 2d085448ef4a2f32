"""One person sitting one exam: the paper drawn for them, what they answered, and when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class Sitting(OrganizationRow):
    """A timed exam. `occasion_id` is what it belongs to (a class): a person sits once for each. It ends by handing in, or at `ends_at`."""

    privacy = classify(
        none="id organization_id occasion_id bank bank_version started_at ends_at items",
        workforce="candidate paper submitted_at correct",
    )

    occasion_id = models.UUIDField()
    candidate = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="exam_sittings")
    bank = models.CharField(max_length=60)
    bank_version = models.CharField(max_length=20)
    paper = models.TextField()  # items and the order of their options, see exams.domain.papers.written
    items = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    correct = models.PositiveIntegerField(null=True)  # counted when it ended, by the key of that day

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occasion_id", "candidate"], name="sat_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("started_at")), name="sitting_ends_after_start"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(correct__isnull=False), name="sitting_is_counted"
            ),
        ]


class SittingAnswer(OrganizationRow):
    """The option chosen for one item, by its place in the bank. Saved as it is chosen; the last choice counts."""

    privacy = classify(none="id organization_id item", workforce="sitting choice saved_at")

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=60)
    choice = models.PositiveSmallIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "item"], name="item_answered_once")]
