"""Taking the hours of a class over into the own continuing education, or saying that they are not for it."""

from __future__ import annotations

from uuid import UUID

from cairn.credentials.commands.credentials import CourseDraft, record_ce
from cairn.credentials.commands.declined_courses import decline_course
from cairn.credentials.domain.continuing_education import Category
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant, local_date
from cairn.privacy.command import command
from cairn.training.policy import TAKE_OVER
from cairn.training.queries.class_hours import get_class_hours

CATEGORIES = (
    Category.GENERAL,
    Category.SUICIDE_PREVENTION,
    Category.ETHICS,
)  # nobody prepared a class that they sat in


@command(permission=TAKE_OVER)
def take_over_class_hours(
    *, actor: Actor, registration_id: UUID, course_id: UUID, credential_id: UUID | None, category: str, now: Instant
) -> UUID:
    """Count a class that was passed, with its exact minutes and where it was held. One class counts once, for one certificate.

    Raises NotFound, BadInput (before certification, the wrong certificate, an entry of the same day and length).
    """
    found = get_class_hours(actor, registration_id, local_date(now, actor.zone))
    choices = [key for key, _ in found.certificates]
    if credential_id is None and len(choices) == 1:
        credential_id = choices[0]
    problems = {}
    if not choices:
        problems["credential"] = "This class was before you were certified. Hours count from certification on."
    elif credential_id not in choices:
        problems["credential"] = "Choose the certificate that it counts for."
    if category not in CATEGORIES:
        problems["category"] = "Choose what it was about."
    if problems or credential_id is None:
        raise BadInput(problems)
    draft = CourseDraft(found.completed_on, found.minutes, category, found.title, found.held_by, registration_id)
    return record_ce(actor=actor, course_id=course_id, credential_id=credential_id, draft=draft, now=now)


@command(permission=TAKE_OVER)
def decline_class_hours(*, actor: Actor, registration_id: UUID, now: Instant) -> UUID:
    """Say that a class is not for the hours; it can be taken over later all the same. Raises NotFound."""
    found = get_class_hours(actor, registration_id, local_date(now, actor.zone))
    return decline_course(actor=actor, source_id=found.registration_id, now=now)
