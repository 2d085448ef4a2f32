"""The renewal run of a year: one row for the run, and one for each certificate with what it was told."""

from __future__ import annotations

from django.db import models

from cairn.board.models.credentials import BoardCredential
from cairn.platform.models import OrganizationRow, classify


class RenewalRun(OrganizationRow):
    """The run for one year, made once. `reached`: the certificate after which it goes on when it was stopped."""

    privacy = classify(
        none="id organization_id year reached started_at started_by_id finished_at", workforce="started_by_name"
    )

    year = models.PositiveIntegerField()
    reached = models.ForeignKey(BoardCredential, on_delete=models.PROTECT, related_name="+", null=True)
    started_at = models.DateTimeField()
    started_by_id = models.UUIDField()
    started_by_name = models.CharField(max_length=120)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "year"], name="renewal_run_year")]


class RenewalNotice(OrganizationRow):
    """What one certificate was told by a run: decided once, on the facts of the day."""

    privacy = classify(
        none="id organization_id run credential notice for_year cost_cents decided_on",
    )

    run = models.ForeignKey(RenewalRun, on_delete=models.PROTECT, related_name="notices")
    credential = models.ForeignKey(BoardCredential, on_delete=models.PROTECT, related_name="notices")
    notice = models.CharField(max_length=10)  # board.domain.renewal_runs.Notice
    for_year = models.PositiveIntegerField()  # 0: nothing to renew
    cost_cents = models.PositiveIntegerField()
    decided_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "run", "notice", "id"], name="renewal_notice")]
        constraints = [models.UniqueConstraint(fields=["run", "credential"], name="renewal_notice_once")]
