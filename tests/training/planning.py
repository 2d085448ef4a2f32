"""A class for tests: two blocks of two hours each some days from now, the exam after them. Made by the commands."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from cairn.exams.queries.competencies import competencies
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.training.commands.courses import add_block, add_course, open_class, plan_class
from cairn.training.commands.registrations import register_for_class
from cairn.training.domain.courses import BlockDraft, ClassDraft, CourseDraft
from cairn.training.models import ClassBlock, Course
from tests import people
from tests.people import NOW, Cast

CODES = tuple(competencies())
COURSE = CourseDraft("PS101", 240, CODES, "ps101.fee", 0, "peer-support-core")
DAY = timedelta(days=1)


def later(days: int, hours: float = 0) -> Instant:
    """Some days and hours after the tests' now, which is 3 pm."""
    return Instant(NOW + days * DAY + timedelta(hours=hours))


def class_draft(**changes) -> ClassDraft:
    fields = {
        "place": "Grange hall", "seats": 2, "exam_opens_at": later(3), "exam_closes_at": later(3, 3),
        "exam_minutes": 60, "exam_items": 18, **changes,
    }  # fmt: skip
    return ClassDraft(**fields)


def plan(cast: Cast, *, opened: bool = True, **changes) -> UUID:
    """A class of Kay's: block one teaches the first nine competencies tomorrow, block two the others the day after."""
    with scope_of(cast.kay):
        known = Course.objects.values_list("id", flat=True).first()
        course_id = known or add_course(actor=cast.kay, course_id=new_id(), draft=COURSE, now=NOW)
        class_id = plan_class(
            actor=cast.kay, class_id=new_id(), course_id=course_id, draft=class_draft(**changes), now=NOW
        )
        for number, codes in ((1, CODES[:9]), (2, CODES[9:])):
            draft = BlockDraft(f"Day {number}", later(number), later(number, 2), codes)
            add_block(actor=cast.kay, block_id=new_id(), class_id=class_id, draft=draft, now=NOW)
        if opened:
            open_class(actor=cast.kay, class_id=class_id, now=NOW)
    return class_id


def blocks_of(cast: Cast, class_id: UUID) -> list[ClassBlock]:
    with scope_of(cast.kay):
        return list(ClassBlock.objects.filter(course_class_id=class_id).order_by("starts_at"))


def join(actor: Actor, class_id: UUID, now: Instant = NOW, **changes) -> UUID:
    with scope_of(actor):
        sent = {"registration_id": new_id(), "class_id": class_id, "funding": "self", "now": now, **changes}
        return register_for_class(actor=actor, **sent)


def candidate(cast: Cast, name: str) -> Actor:
    """Another candidate of the same organization."""
    with scope_of_installation():
        return people.engage(cast, name, people.Role.CANDIDATE, cast.organization, cast.program)
