"""Starting questions of a program. Each version is a row, written once; the newest of a template is the one that is asked."""

from __future__ import annotations

from django.db import models

from cairn.platform.models import OrganizationRow, classify


class NoteTemplate(OrganizationRow):
    """One version of a template."""

    privacy = classify(
        none="id organization_id template_id version name data assessment plan is_retired written_at",
        workforce="written_by_id",
    )

    template_id = models.UUIDField()
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    data = models.CharField(max_length=300, blank=True)
    assessment = models.CharField(max_length=300, blank=True)
    plan = models.CharField(max_length=300, blank=True)
    is_retired = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization_id", "template_id", "version"], name="note_template_version")
        ]
