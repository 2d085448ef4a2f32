"""What a person served writes themselves, and their wish for another peer supporter."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class OwnWords(OrganizationRow):
    """Own words beside the plan or beside a note. Each change is a new row; nobody else ever writes here.

    Two rows that follow the same one were written in two windows: both are kept and both are shown.
    """

    privacy = classify(none="id organization_id written_at", part2="client about note_of_id follows_id words")

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=10)  # "plan" or "note"
    note_of_id = models.UUIDField(null=True)  # the contact whose note it stands beside
    follows_id = models.UUIDField(null=True)  # the row that it takes the place of
    words = models.TextField(blank=True)  # empty: taken away again
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "client", "about"], name="own_words_client")]
        constraints = [
            models.CheckConstraint(
                condition=Q(about="plan", note_of_id__isnull=True) | Q(about="note", note_of_id__isnull=False),
                name="own_words_about",
            )
        ]


class PeerWish(OrganizationRow):
    """ "I would like another peer supporter." No reason is asked for, and there is no place for one."""

    privacy = classify(
        none="id organization_id made_at taken_back_at settled_at", part2="client", workforce="settled_by_id"
    )

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "client"],
                condition=Q(taken_back_at__isnull=True, settled_at__isnull=True),
                name="peer_wish_one",
            )
        ]
