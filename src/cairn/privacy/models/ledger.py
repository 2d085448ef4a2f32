"""The ledger: one append-only, hash-chained row for each act and each look. Rows hold plain values, so they outlive what they name."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, classify


class LedgerEntry(OrganizationRow):
    """Entry number `n` of one organization's chain. `hash` covers `n`, `previous` and `commitment`; `commitment` covers `salt` and `body`.

    The columns beside `body` repeat what it says so that they can be searched; `cairn verify` compares them with it.
    """

    SUBJECT_COLUMN = "subject_id"  # nobody reads of a record that is kept apart from them

    privacy = classify(
        none="id organization_id n at action same_subjects_as request_id salt commitment previous hash seal",
        workforce="actor_engagement_id actor_role",
        personal="subject_id",
        health="body",
    )

    n = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    action = models.CharField(max_length=80)
    actor_engagement_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=30, blank=True)
    subject_id = models.UUIDField(null=True)  # the client it is about, when it is about one
    same_subjects_as = models.PositiveBigIntegerField(
        null=True
    )  # an earlier entry, beside which the same clients stand
    request_id = models.UUIDField()
    body = models.TextField()
    salt = models.CharField(max_length=32)
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "n"], name="ledger_entry_n")]
        indexes = [
            models.Index(fields=["organization_id", "subject_id", "-n"], name="ledger_entry_subject"),
            models.Index(fields=["organization_id", "actor_engagement_id", "-n"], name="ledger_entry_actor"),
            models.Index(
                fields=["organization_id", "same_subjects_as", "-n"],
                condition=models.Q(same_subjects_as__isnull=False),
                name="ledger_entry_same",
            ),
        ]


class LedgerSubject(OrganizationRow):
    """One of several clients that a single look showed (a list page): lets each of them see who looked.

    A list is looked at again and again. Later looks at the very same clients name the first one's entry (`same_subjects_as`).
    """

    SUBJECT_COLUMN = "subject_id"

    privacy = classify(none="id organization_id n", personal="subject_id")

    n = models.PositiveBigIntegerField()
    subject_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "subject_id", "-n"], name="ledger_subject_n")]


class LedgerHead(models.Model):
    """The last entry of an organization's chain, kept by a trigger on `LedgerEntry` and sealed with a key from outside the database."""

    ORGANIZATION_COLUMN = "organization_id"
    privacy = classify(none="organization_id n hash seal")

    organization_id = models.UUIDField(primary_key=True)
    n = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    seal = models.CharField(max_length=64)
