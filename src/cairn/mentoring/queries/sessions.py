"""Speed-skills sessions: all of them for who leads them, those they came to for everybody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from cairn.credentials.queries.counting import list_courses_that_count
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.mentoring import policy  # noqa: F401 - declares who may
from cairn.mentoring.domain.skills import Skill
from cairn.mentoring.models import SkillsAttendance, SkillsSession
from cairn.privacy.policy import Reach, grant_for, visible

SHOWN = 24  # two years of monthly sessions


@dataclass(frozen=True, slots=True)
class SessionRow:
    id: UUID
    on: date
    minutes: int
    skill: Skill
    led_by: str
    came: int
    may_take_back: bool
    taken_back_because: str = ""


@dataclass(frozen=True, slots=True)
class Attended:
    """One session that the actor came to; `course_id` while it counts in their continuing education."""

    session_id: UUID
    on: date
    minutes: int
    skill: Skill
    course_id: UUID | None

    @property
    def title(self) -> str:
        return f"Speed-skills session: {self.skill.label}"


def list_sessions(actor: Actor, on: date) -> tuple[SessionRow, ...]:
    """The latest sessions of the organization, newest first. One statement."""
    rows = visible(SkillsSession, actor, "mentoring.session.record", on).annotate(came=Count("attendances"))
    leads_all = grant_for(actor, "mentoring.session.take_back").reach is Reach.ORGANIZATION
    return tuple(
        SessionRow(
            session, day, minutes, Skill(skill), led_by, came,
            may_take_back=not because and (leads_all or leader == actor.engagement_id),
            taken_back_because=because,
        )
        for session, day, minutes, skill, leader, led_by, came, because in rows.order_by("-on", "-id").values_list(
            "id", "on", "minutes", "skill", "led_by_id", "led_by__name", "came", "taken_back_because"
        )[:SHOWN]
    )  # fmt: skip


def list_attended(actor: Actor, on: date) -> tuple[Attended, ...]:
    """The latest sessions that the actor came to, newest first. One statement, one more when some were taken over."""
    return tuple(_attended(actor, on, None))


def get_attended(actor: Actor, session_id: UUID, on: date) -> Attended:
    """One of them; raises NotFound for a session that the actor did not come to."""
    for each in _attended(actor, on, session_id):
        return each
    raise NotFound


def _attended(actor: Actor, on: date, session_id: UUID | None) -> list[Attended]:
    rows = visible(SkillsAttendance, actor, "mentoring.session.attend", on).filter(session__taken_back_at__isnull=True)
    if session_id is not None:
        rows = rows.filter(session_id=session_id)
    columns = ("session_id", "session__on", "session__minutes", "session__skill", "course_id")
    found = list(rows.order_by("-session__on", "-id").values_list(*columns)[:SHOWN])
    courses = [course for *_, course in found if course is not None]
    counting = list_courses_that_count(actor, courses, on) if courses else frozenset()
    return [
        Attended(session, day, minutes, Skill(skill), course if course in counting else None)
        for session, day, minutes, skill, course in found
    ]
