"""A question to somebody who has no account, answered once through a link. Only the digest of the link is kept."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class Confirmation(OrganizationRow):
    """What was asked, in the words that were shown, and what was answered. `answer` is empty until then.

    `kind` says what hangs on it; the rows that do point here.
    """

    privacy = classify(
        none="id organization_id kind created_at expires_at answered_at answer",
        personal="candidate asked_of asks answered_name remark",
        secret="token_digest",
    )

    candidate = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="confirmations")
    kind = models.CharField(max_length=40)
    asked_of = models.CharField(max_length=120)  # who is asked, as the candidate named them
    asks = models.TextField()  # the question as it was shown: later changes do not alter what was confirmed
    token_digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=10, default="")  # trails.domain.confirmations.Answer
    answered_at = models.DateTimeField(null=True)
    answered_name = models.CharField(max_length=120, default="")
    remark = models.TextField(default="")

    class Meta:
        indexes = [models.Index(fields=["organization_id", "candidate"], name="confirmation_candidate")]
