"""What people wish, who walks with whom, and when they talked. Nothing here is about a client."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, TakenBackRow, classify


class MentoringWish(OrganizationRow):
    """What one person told; told again, it is written over: only what holds now matters."""

    privacy = classify(none="id organization_id told_at", workforce="person topics ways places")

    person = models.OneToOneField(Engagement, on_delete=models.PROTECT, related_name="mentoring_wish")
    topics = models.CharField(max_length=200)  # mentoring.domain.wishes.Topic, by commas
    ways = models.CharField(max_length=40)  # mentoring.domain.wishes.Way, by commas
    places = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField()


class MentoringPair(OrganizationRow):
    """A mentee and the mentor whom they chose. Agreed once both have signed."""

    privacy = classify(
        none="id organization_id chosen_at mentor_signed_at mentee_signed_at ended_on",
        workforce="mentor mentee ended_because ended_by_id",
    )

    mentor = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="mentees")
    mentee = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="mentors")
    chosen_at = models.DateTimeField()
    mentor_signed_at = models.DateTimeField(null=True)
    mentee_signed_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=20, default="")  # mentoring.domain.rhythm.EndReason
    ended_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organization_id", "mentor"], name="mentoring_pair_mentor")]
        constraints = [
            models.UniqueConstraint(
                fields=["organization_id", "mentee"], condition=Q(ended_on__isnull=True), name="one_mentor_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(mentor=models.F("mentee")), name="mentor_is_another"),
        ]


class MentoringTalk(TakenBackRow):
    """One talk of a pair: how long, how, about what, and one next step in a few words."""

    privacy = classify(
        none="id organization_id on recorded_at taken_back_at",
        workforce="pair minutes way topics next_step taken_back_by_id taken_back_because",
    )

    pair = models.ForeignKey(MentoringPair, on_delete=models.PROTECT, related_name="talks")
    on = models.DateField()
    minutes = models.PositiveIntegerField()
    way = models.CharField(max_length=20)
    topics = models.CharField(max_length=200)
    next_step = models.CharField(max_length=120, default="")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "pair", "on"], name="mentoring_talk_pair")]
