"""People met whom nobody names."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import TakenBackRow, classify


class HeadCount(TakenBackRow):
    """How many people were met on a day in a kind of place, and what was given. It has no column in which a name could stand."""

    privacy = classify(
        none="id organization_id on place people given counted_at taken_back_at taken_back_because",
        workforce="counted_by taken_back_by_id",
    )

    on = models.DateField()
    place = models.CharField(max_length=20)  # intake.domain.heads.PlaceKind
    people = models.PositiveIntegerField()
    given = models.JSONField()  # codes of intake.domain.heads.Given
    counted_at = models.DateTimeField()
    counted_by = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organization_id", "-on"], name="head_count_day")]
