"""Taking back what was written down wrongly. Nothing is erased: it stays readable with its reason, and counts no more."""

from __future__ import annotations

from uuid import UUID

from cairn.credentials.queries.counting import list_courses_that_count
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.mentoring.domain.corrections import Wrong
from cairn.mentoring.models import SkillsAttendance
from cairn.mentoring.queries.corrections import MODELS
from cairn.platform.models import TakenBackRow
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import take_back_once
from cairn.privacy.policy import lock_one, visible


@command(permission="mentoring.talk.take_back")
def take_back_talk(*, actor: Actor, talk_id: UUID, because: str, now: Instant) -> None:
    """Mark a talk of an own pair as wrong; the rhythm is told without it. Raises NotFound, BadInput (no reason)."""
    row = _locked(actor, Wrong.TALK, talk_id, now)
    if take_back_once(row, actor, because, now):
        ledger.record("mentoring.talk.taken_back", talk=talk_id)


@command(permission="mentoring.session.take_back")
def take_back_session(*, actor: Actor, session_id: UUID, because: str, now: Instant) -> None:
    """Mark a session as wrong: nobody can take it into their continuing education any more.

    Raises NotFound, BadInput (no reason; or somebody's continuing education counts it: nobody's record changes behind their back).
    """
    row = _locked(actor, Wrong.SESSION, session_id, now)
    if row.taken_back_at is None:
        came = SkillsAttendance.objects.filter(organization_id=actor.organization_id, session_id=session_id)
        courses = [course for course in came.values_list("course_id", flat=True) if course is not None]
        counting = len(list_courses_that_count(actor, courses, local_date(now, actor.zone)))
        if counting:
            people = "One person counts" if counting == 1 else f"{counting} people count"
            raise BadInput(
                {
                    "session": f"{people} this session as continuing education. They, or the program manager, take the course back "
                    "on their record first; then this can be taken back."
                }
            )
    if take_back_once(row, actor, because, now):
        ledger.record("mentoring.session.taken_back", session=session_id)


@command(permission="mentoring.dues.take_back")
def take_back_dues(*, actor: Actor, dues_id: UUID, because: str, now: Instant) -> None:
    """Mark a payment or a waiver as wrong; what is open is told without it. Raises NotFound, BadInput (no reason)."""
    row = _locked(actor, Wrong.DUES, dues_id, now)
    if take_back_once(row, actor, because, now):
        ledger.record("mentoring.dues.taken_back", dues=dues_id)


def _locked(actor: Actor, kind: Wrong, row_id: UUID, now: Instant) -> TakenBackRow:
    rows = visible(MODELS[kind], actor, kind.permission, local_date(now, actor.zone))
    return lock_one(rows, row_id)
