"""Papers that ask for a consent, who signed them, who may sign for somebody else, and on which ground a minor signs alone."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cairn.platform.models import OrganizationRow, TakenBackRow, classify


class ConsentPaper(OrganizationRow):
    """What a person is asked to agree to. Its words may change until somebody signed; from then on the signed text is kept here.

    One paper may name several receivers; a yes makes one consent for each, so that each can be taken back alone.
    """

    privacy = classify(
        none="id organization_id kind state expires_on form_version language prepared_at answered_at zone",
        part2="client_id parties scope purpose expires_event text digest because",
        workforce="prepared_by_id",
    )

    client_id = models.UUIDField()
    kind = models.CharField(max_length=40)  # privacy.domain.consents.ConsentKind
    parties = models.JSONField()  # [[class of receiver, name], …]
    scope = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200)
    expires_on = models.DateField(null=True)
    expires_event = models.CharField(max_length=120, blank=True)
    form_version = models.CharField(max_length=20)
    zone = models.CharField(max_length=40)
    prepared_at = models.DateTimeField()
    prepared_by_id = models.UUIDField()
    state = models.CharField(max_length=12)  # privacy.domain.papers.State
    text = models.TextField(blank=True)  # the words as signed; empty until somebody did
    language = models.CharField(max_length=2, null=True)
    digest = models.CharField(max_length=64, blank=True)
    because = models.CharField(max_length=300, blank=True)  # who was asked, where the place's law is not known here
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client_id", "state"], name="paper_client")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("open", "set_aside")) | (~Q(text="") & Q(answered_at__isnull=False)),
                name="paper_answered_has_words",
            )
        ]


class PaperSignature(OrganizationRow):
    """One person's yes or no to the exact words of a paper, named by their digest."""

    privacy = classify(
        none="id organization_id signer says digest signed_at way",
        personal="name witness",
        part2="paper guardian",
        workforce="taken_by_id",
    )

    paper = models.ForeignKey(ConsentPaper, on_delete=models.PROTECT, related_name="signatures")
    signer = models.CharField(max_length=12)  # privacy.domain.signers.Signer
    guardian = models.ForeignKey("privacy.Guardian", null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    says = models.CharField(max_length=12)  # privacy.domain.papers.Says
    digest = models.CharField(max_length=64)
    way = models.CharField(max_length=20)  # "this_device", "own_account", "paper"
    witness = models.CharField(max_length=120, blank=True)
    signed_at = models.DateTimeField()
    taken_by_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "signer"], name="signature_once")]


class Guardian(OrganizationRow):
    """Somebody who may sign for a client between two days, and what was looked at before they were written down."""

    privacy = classify(
        none="id organization_id relation may_sign starts_on ends_on evidence seen_on recorded_at proof proof_seen_on proved_at",
        personal="name",
        part2="client_id evidence_words proof_words",
        workforce="recorded_by_id ended_by_id proved_by_id",
    )

    client_id = models.UUIDField()
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=20)  # privacy.domain.guardians.Relation
    may_sign = models.CharField(max_length=80)  # codes of privacy.domain.guardians.Power, comma-separated
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)  # from this day on they sign no more
    evidence = models.CharField(max_length=20)  # privacy.domain.guardians.Evidence
    evidence_words = models.CharField(max_length=200, blank=True)
    seen_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()
    ended_by_id = models.UUIDField(null=True)
    proof = models.CharField(max_length=20, blank=True)  # Evidence, where a paper was looked at later; empty until then
    proof_words = models.CharField(max_length=200, blank=True)
    proof_seen_on = models.DateField(null=True)
    proved_at = models.DateTimeField(null=True)
    proved_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client_id"], name="guardian_client")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="guardian_dates"
            )
        ]


class GuardianPaper(OrganizationRow):
    """A further paper that was looked at for a guardian, after the one on their own row. All of them count; none is ever written over."""

    privacy = classify(
        none="id organization_id guardian evidence seen_on recorded_at", part2="words", workforce="recorded_by_id"
    )

    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="papers")
    evidence = models.CharField(max_length=20)  # privacy.domain.guardians.Evidence
    words = models.CharField(max_length=200, blank=True)
    seen_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["guardian", "evidence"], name="guardian_paper_once")]


class SigningGround(TakenBackRow):
    """Why a minor signs alone from a day on; with the reason of whoever wrote it down."""

    privacy = classify(
        none="id organization_id ground by_listed_profession starts_on recorded_at taken_back_at",
        part2="client_id because taken_back_because",
        workforce="recorded_by_id taken_back_by_id",
    )

    client_id = models.UUIDField()
    ground = models.CharField(max_length=20)  # privacy.domain.guardians.Ground
    by_listed_profession = models.BooleanField()
    because = models.CharField(max_length=300)
    starts_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client_id"], name="ground_client")]
