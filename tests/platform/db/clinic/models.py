"""Rows of two organizations, joined in the ways that leak."""

from __future__ import annotations

from django.db import models
from uuid6 import uuid7


class Owned(models.Model):
    ORGANIZATION_COLUMN = "organization_id"

    id = models.UUIDField(primary_key=True, default=uuid7)
    organization_id = models.UUIDField()

    class Meta:
        abstract = True


class Client(Owned):
    name = models.CharField(max_length=80)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization_id", "name"], name="one_name")]


class Visit(Owned):
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="visits")
    peer_id = models.UUIDField()
    started_at = models.DateTimeField()
    minutes = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "peer_id", "started_at"], name="visit_caseload")]


class Note(Owned):
    """Fixed once it is signed."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT)
    text = models.TextField()
    signed_at = models.DateTimeField(null=True)


class Place(models.Model):
    """Belongs to nobody: stands outside the wall."""

    name = models.CharField(max_length=80)
    client = models.ForeignKey(Client, on_delete=models.SET_NULL, null=True)


class Entry(models.Model):
    """Never changed, never deleted, once closed."""

    text = models.TextField()
    is_draft = models.BooleanField(default=False)
