"""Words that the writer of a note chose to keep, so that no hint about them comes again."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class KeptWords(OrganizationRow):
    """One "keep my words", for one note, of its writer. Nobody else reads it, and it goes once the note is signed."""

    privacy = classify(none="id organization_id", part2="encounter_id mark", workforce="author")

    encounter_id = models.UUIDField()  # of the contact, or of the form that will become it
    author = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=64)  # a digest of list entry and words

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "encounter_id", "mark"], name="kept_words_once")]
