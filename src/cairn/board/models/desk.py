"""What the desk adds to an application: what it saw with its own eyes, and what is to be paid to whom."""

from __future__ import annotations

from django.db import models

from cairn.board.models.applications import Application
from cairn.board.models.credentials import BoardCredential
from cairn.platform.models import OrganizationRow, classify


class Verification(OrganizationRow):
    """What the desk verified, as it stands; each change is a row of the ledger."""

    privacy = classify(
        none="id organization_id application training_minutes certificate_from_provider exam_passed "
        "fingerprint_results_on supervisor_is_eligible offer_is_complete other_state_verified volunteer_minutes "
        "extra_training_minutes recorded_at recorded_by_id",
    )

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="verification")
    training_minutes = models.PositiveIntegerField()
    certificate_from_provider = models.BooleanField()
    exam_passed = models.BooleanField()
    fingerprint_results_on = models.DateField(null=True)
    supervisor_is_eligible = models.BooleanField()
    offer_is_complete = models.BooleanField()
    other_state_verified = models.BooleanField()
    volunteer_minutes = models.PositiveIntegerField()
    extra_training_minutes = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()


class FeeLine(OrganizationRow):
    """One amount owed to one payee, as the sources of its day had it. A later price does not touch it."""

    privacy = classify(
        none="id organization_id application credential key what payee amount_cents rule charged_on",
        personal="paid_on recorded_by_id",
    )

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="fee_lines", null=True)
    credential = models.ForeignKey(BoardCredential, on_delete=models.PROTECT, related_name="fee_lines", null=True)
    key = models.CharField(max_length=60)  # of the rule: "fee.application"
    what = models.CharField(max_length=80)
    payee = models.CharField(max_length=80)
    amount_cents = models.PositiveIntegerField()
    rule = models.CharField(max_length=200)  # the citation
    charged_on = models.DateField()
    paid_on = models.DateField(null=True)
    recorded_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "credential"], name="fee_credential")]
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="fee_once")]
