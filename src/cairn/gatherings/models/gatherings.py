"""A series, a single group or an open event; who leads it; who was invited."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, classify
from cairn.support.models import Client


class Gathering(OrganizationRow):
    """What it is about, when and where. Without weekdays it is held once, on `starts_on`. `size_limit` is the program's own number."""

    privacy = classify(
        none="id organization_id kind event_kind name about is_open weekdays starts_at minutes place where_words "
        "size_limit starts_on ends_on made_at",
        workforce="made_by_id",
    )

    kind = models.CharField(max_length=10)  # gatherings.domain.kinds.Kind
    event_kind = models.CharField(max_length=20, blank=True)  # gatherings.domain.kinds.EventKind
    name = models.CharField(max_length=80)
    about = models.CharField(max_length=400, blank=True)
    is_open = models.BooleanField()  # to all; else by invitation
    weekdays = models.CharField(max_length=7, blank=True)  # "24": Tuesday and Thursday
    starts_at = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=20)  # support.domain.encounters.Place
    where_words = models.CharField(max_length=120, blank=True)
    size_limit = models.PositiveSmallIntegerField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "name", "id"], name="gathering_name")]


class Leader(OrganizationRow):
    """A peer supporter who leads a gathering. One or two do."""

    privacy = classify(none="id organization_id gathering", workforce="peer")

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="leaders")
    peer = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "peer"], name="gathering_leader_once")]


class RosterPlace(OrganizationRow):
    """Somebody served who was invited to a group, until they or a leader say otherwise."""

    privacy = classify(
        none="id organization_id gathering invited_at withdrawn_at", part2="client", workforce="invited_by_id"
    )

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="roster")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    invited_by_id = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gathering", "client"], name="gathering_place_once")]
