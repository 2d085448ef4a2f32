"""Speed-skills sessions and who came."""

from __future__ import annotations

from django.db import models

from cairn.identity.models import Engagement
from cairn.platform.models import OrganizationRow, TakenBackRow, classify


class SkillsSession(TakenBackRow):
    """One session for a group, about one skill."""

    privacy = classify(
        none="id organization_id on minutes skill recorded_at taken_back_at",
        workforce="led_by taken_back_by_id taken_back_because",
    )

    on = models.DateField()
    minutes = models.PositiveIntegerField()
    skill = models.CharField(max_length=20)  # mentoring.domain.skills.Skill
    led_by = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="led_sessions")
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "on"], name="skills_session_on")]


class SkillsAttendance(OrganizationRow):
    """One person who came. `course_id`: the continuing education that they made of it, so that it is made once."""

    privacy = classify(none="id organization_id", workforce="session person course_id")

    session = models.ForeignKey(SkillsSession, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="skills_attendances")
    course_id = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="attended_once")]
