"""What has been typed about a contact that is not saved yet."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify


class ContactDraft(OrganizationRow):
    """The contact form as it stood at its last quiet save. Its `id` is the id that the contact will have; saving the contact removes it."""

    privacy = classify(
        none="id organization_id version started_at saved_at", part2="client_id fields", workforce="author"
    )

    client_id = models.UUIDField(null=True)  # nobody chosen yet
    author = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")
    fields = models.TextField()  # the form's fields as JSON, by name
    version = models.PositiveIntegerField(default=1)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "author", "client_id"], name="contact_draft_author")]
