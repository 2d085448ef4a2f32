"""One row of every kind of the training room, all of them High Divide's. Called by `tests/whole_house.py`, inside the installation's scope."""

from __future__ import annotations

from cairn.platform.ids import new_id
from cairn.training.models import (
    AttendanceMark,
    ClassBlock,
    Completion,
    Course,
    CourseClass,
    EvaluationAnswer,
    Invoice,
    Registration,
)
from tests.people import NOW, TODAY, ZONE, Cast, at


def fill(cast: Cast) -> None:
    """Make them; text columns hold the canary of `tests/whole_house.py`."""
    from tests.whole_house import CANARY

    org, kay = cast.organization.id, cast.kay.engagement_id
    course = Course.objects.create(
        organization_id=org, title=CANARY, minutes=60, competencies="ethics", exam_bank="peer-support-core",
        added_at=NOW, added_by_id=kay,
    )  # fmt: skip
    found = CourseClass.objects.create(
        organization_id=org, course=course, place=CANARY, zone=ZONE, seats=1, exam_opens_at=at(13), exam_closes_at=at(14),
        exam_minutes=30, exam_items=10, planned_at=NOW, planned_by_id=kay, opened_at=NOW, cancelled_because=CANARY,
    )  # fmt: skip
    block = ClassBlock.objects.create(
        organization_id=org, course_class=found, title=CANARY, starts_at=at(9), ends_at=at(10), competencies="ethics"
    )
    registration = Registration.objects.create(
        organization_id=org, course_class=found, candidate_id=cast.ivo.engagement_id, funding="self", registered_at=NOW,
        seat_at=NOW,
    )  # fmt: skip
    Invoice.objects.create(
        organization_id=org, registration=registration, line=CANARY, payee=CANARY, source=CANARY, amount_cents=95_000,
        issued_on=TODAY,
    )  # fmt: skip
    AttendanceMark.objects.create(
        organization_id=org, registration=registration, block=block, kind="correction", by="roster", reason=CANARY,
        recorded_at=NOW, recorded_by_id=kay,
    )  # fmt: skip
    Completion.objects.create(
        organization_id=org, registration=registration, outcome="yes", attended_minutes=60, scheduled_minutes=60,
        correct=9, items=10, facts=CANARY, decided_at=NOW, decided_on=TODAY, decided_by_id=kay,
    )  # fmt: skip
    EvaluationAnswer.objects.create(
        organization_id=org, course_class=found, response=new_id(), link_id="whole", code=CANARY, number=4
    )
