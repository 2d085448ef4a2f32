"""An application as its candidate writes it, each sending of it as it was sent, and the sealed part in a table of its own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify

OPEN = ("draft", "sent", "answering", "rehabilitation")


class Application(OrganizationRow):
    """One way to a certificate. `answers` are the plain steps as they stand for the candidate; the desk reads what was sent."""

    privacy = classify(
        none="id organization_id applicant place zone state version started_at saved_at submitted_at submitted_on",
        personal="answers",
    )

    applicant = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="applications")
    place = models.CharField(max_length=20)
    zone = models.CharField(max_length=40)
    state = models.CharField(max_length=20)  # board.domain.states.State
    version = models.PositiveIntegerField(default=1)  # grows with every act on the file: what a clerk saw is told by it
    answers = models.TextField()  # JSON of texts by question
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)  # first sent
    submitted_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "state", "submitted_at"], name="application_queue")]
        constraints = [
            models.UniqueConstraint(fields=["applicant"], condition=Q(state__in=OPEN), name="application_one_open")
        ]


class SealedStatement(OrganizationRow):
    """What only the person can say of the own recovery, encrypted. One row for each sending; fixed once sent."""

    privacy = classify(none="id organization_id application saved_at submitted_at", part2="sealed")

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="statements")
    sealed = models.BinaryField()  # platform.sealing of JSON: texts by question
    saved_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=Q(submitted_at__isnull=True), name="statement_one_draft"
            )
        ]


class Submission(OrganizationRow):
    """One sending, fixed: the plain answers, the sealed statement beside them, and the name that was signed."""

    privacy = classify(
        none="id organization_id application n statement submitted_at submitted_on", personal="answers signed_name"
    )

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    n = models.PositiveIntegerField()
    statement = models.OneToOneField(SealedStatement, on_delete=models.PROTECT, related_name="submission")
    answers = models.TextField()
    signed_name = models.CharField(max_length=160)
    submitted_at = models.DateTimeField()
    submitted_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["application", "n"], name="submission_n")]
