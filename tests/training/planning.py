"""A class for tests: two blocks of two hours each some days from now, the exam after them, and how people get through it.

Everything is made by the commands.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from cairn.exams.commands.sittings import save_answer, submit_sitting
from cairn.exams.queries.banks import banks
from cairn.exams.queries.competencies import competencies
from cairn.exams.queries.sittings import get_paper
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of, scope_of_installation
from cairn.training.commands.attendance import record_attendance
from cairn.training.commands.completions import complete_registration
from cairn.training.commands.courses import add_block, add_course, open_class, plan_class
from cairn.training.commands.exams import start_exam
from cairn.training.commands.registrations import register_for_class
from cairn.training.domain.courses import BlockDraft, ClassDraft, CourseDraft
from cairn.training.models import ClassBlock, Course
from tests import people
from tests.people import NOW, TODAY, Cast

CODES = tuple(competencies())
COURSE = CourseDraft("PS101", 240, CODES, "ps101.fee", 0, "peer-support-core")
DAY = timedelta(days=1)
BANK = banks()["peer-support-core"]


def later(days: int, hours: float = 0) -> Instant:
    """Some days and hours after the tests' now, which is 3 pm."""
    return Instant(NOW + days * DAY + timedelta(hours=hours))


EXAM, OVER = later(3, 0.5), later(3, 4)


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


def attend(cast, registration_id, class_id, blocks=2):
    for block in blocks_of(cast, class_id)[:blocks]:
        with scope_of(cast.kay):
            record_attendance(
                actor=cast.kay, mark_id=new_id(), registration_id=registration_id, block_id=block.id, kind="in",
                at=block.starts_at, now=block.ends_at,
            )  # fmt: skip


def sit(actor, registration_id, right, now=EXAM):
    """The exam with so many right answers, handed in."""
    with scope_of(actor):
        sitting_id = start_exam(actor=actor, registration_id=registration_id, now=now)
        for question in get_paper(actor, sitting_id, TODAY).questions[:right]:
            item = BANK.items[question.code]
            place = question.options.index(item.options[item.right])
            save_answer(actor=actor, sitting_id=sitting_id, item=question.code, place=place, now=now)
        return submit_sitting(actor=actor, sitting_id=sitting_id, now=now)


def decide(cast, registration_id, now=OVER):
    with scope_of(cast.kay):
        return complete_registration(actor=cast.kay, registration_id=registration_id, now=now)


def passed(cast, right=15, blocks=2, actor=None, class_id=None):
    """A registration that was decided."""
    actor, class_id = actor or cast.ivo, class_id or plan(cast)
    registration_id = join(actor, class_id)
    attend(cast, registration_id, class_id, blocks)
    sit(actor, registration_id, right)
    decide(cast, registration_id)
    return registration_id
