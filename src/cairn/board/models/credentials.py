"""The board's book of credentials: what was issued under which number, and everything that happened to it since."""

from __future__ import annotations

from django.db import models

from cairn.board.models.applications import Application
from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class NumberSeries(OrganizationRow):
    """The last number given out of one kind: one row, locked by whoever gives the next, so that there are no gaps."""

    privacy = classify(none="id organization_id kind last")

    kind = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "kind"], name="series_kind")]


class BoardCredential(OrganizationRow):
    """A certificate that this board issued. Its standing is never stored: it follows from the events on the day of asking."""

    privacy = classify(
        none="id organization_id application kind place n number issued_on version", workforce="holder name"
    )

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="credential", null=True
    )  # none: issued before Cairn
    holder = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="board_credentials", null=True)
    kind = models.CharField(max_length=40)  # board.domain.registered.KINDS
    place = models.CharField(max_length=20)
    n = models.PositiveIntegerField()
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=160)  # as printed
    issued_on = models.DateField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "kind", "n"], name="credential_number")]


class CredentialEvent(OrganizationRow):
    """One entry of the book about one credential. Fixed."""

    privacy = classify(
        none="id organization_id credential kind on for_year attested_ce recorded_at recorded_by_id",
        workforce="reason recorded_by_name",
    )

    credential = models.ForeignKey(BoardCredential, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=20)  # board.domain.registered.EventKind
    on = models.DateField()
    for_year = models.PositiveIntegerField(default=0)
    attested_ce = models.BooleanField(null=True)
    reason = models.CharField(max_length=1000, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    recorded_by_name = models.CharField(max_length=120)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "credential", "on"], name="credential_event")]
