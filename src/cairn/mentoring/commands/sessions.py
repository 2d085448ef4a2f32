"""Speed-skills sessions: writing down who came, and taking the hours into one's own continuing education."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.credentials.commands.credentials import CourseDraft, record_ce
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.mentoring import policy  # noqa: F401 - declares who may
from cairn.mentoring.domain.skills import LONGEST, Skill, decide_counts_as_ce
from cairn.mentoring.models import SkillsAttendance, SkillsSession
from cairn.mentoring.queries.sessions import get_attended
from cairn.mentoring.queries.wishes import list_mentees_to_be
from cairn.platform.packs import rules_on
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible


@dataclass(frozen=True, slots=True)
class SessionDraft:
    on: date
    minutes: int
    skill: str
    people: Collection[UUID]


@command(permission="mentoring.session.record")
def record_session_held(*, actor: Actor, session_id: UUID, draft: SessionDraft, now: Instant) -> UUID:
    """Write down a session and who came; sent again it is the same session."""
    today = local_date(now, actor.zone)
    known = {person for person, _ in list_mentees_to_be(actor, "mentoring.session.record", today)}
    problems: dict[str, str] = {}
    if draft.on > today:
        problems["on"] = "This day is still to come. Write the session down once it was."
    if not 1 <= draft.minutes <= LONGEST:
        problems["minutes"] = "Give the length in minutes, up to 8 hours."
    if draft.skill not in list(Skill):
        problems["skill"] = "Choose the skill."
    if not draft.people or not set(draft.people) <= known:
        problems["people"] = "Choose who came; at least one person who works or learns here."
    if problems:
        raise BadInput(problems)
    content = {"on": draft.on, "minutes": draft.minutes, "skill": draft.skill, "led_by_id": actor.engagement_id}
    if create_once(SkillsSession, actor, session_id, content, recorded_at=now):
        SkillsAttendance.objects.bulk_create(
            SkillsAttendance(organization_id=actor.organization_id, session_id=session_id, person_id=person)
            for person in sorted(set(draft.people))
        )
        ledger.record("mentoring.session.held", session=session_id, skill=draft.skill, came=len(set(draft.people)))
    return session_id


@command(permission="credentials.ce.record")
def take_over_session(*, actor: Actor, session_id: UUID, course_id: UUID, credential_id: UUID, now: Instant) -> UUID:
    """Take a session that the actor came to into the continuing education of an own certificate, once."""
    today = local_date(now, actor.zone)
    rows = visible(SkillsAttendance, actor, "mentoring.session.attend", today).select_for_update(of=("self",))
    attendance = rows.filter(session_id=session_id).first()
    attended = get_attended(actor, session_id, today)
    if attended.course_id is not None:
        ledger.unchanged("counted before")
        return attended.course_id
    if attendance is None:
        raise NotFound
    decide_counts_as_ce(is_session=True, rules=rules_on(attended.on, actor.place)).require()
    attendance.course_id = course_id
    attendance.save(update_fields=["course_id"])
    draft = CourseDraft(attended.on, attended.minutes, attended.skill.category, attended.title, "Mentoring program")
    record_ce(actor=actor, course_id=course_id, credential_id=credential_id, draft=draft, now=now)
    ledger.record("mentoring.session.counted", session=session_id, course=course_id)
    return course_id
