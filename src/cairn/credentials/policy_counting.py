"""Who may ask whether a course still counts, without reading anybody's record."""

from __future__ import annotations

from cairn.credentials import policy  # noqa: F401 - says what each reach means for courses
from cairn.credentials.models import ContinuingEducation
from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

COUNT = "credentials.course.count"

declare(
    [
        Grant(COUNT, Role.PEER_SUPPORTER, Reach.OWN, "Counts a session once."),
        Grant(COUNT, Role.MENTOR, Reach.AGGREGATE, "Takes back a session only when nobody's record counts it."),
        Grant(
            COUNT,
            Role.TRAINING_COORDINATOR,
            Reach.AGGREGATE,
            "Takes back a session only when nobody's record counts it.",
        ),
    ],
    {(ContinuingEducation, Reach.AGGREGATE): whole_organization},
)
