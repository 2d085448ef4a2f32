"""Who may sit an exam, and who learns what from it."""

from __future__ import annotations

from django.db.models import Q

from cairn.exams.models import Sitting, SittingAnswer
from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

KAY, IVO = Role.TRAINING_COORDINATOR, Role.CANDIDATE

declare(
    [
        Grant("exams.sitting.take", IVO, Reach.OWN, "Sits the own exam."),
        Grant("exams.sitting.see", IVO, Reach.OWN, "Learns the own result."),
        Grant("exams.sitting.see", KAY, Reach.ORGANIZATION, "Needs the result to decide on the class."),
        Grant("exams.sitting.close", KAY, Reach.ORGANIZATION, "Counts what was saved when the time ran out."),
        Grant(
            "exams.item.weigh",
            KAY,
            Reach.AGGREGATE,
            "Finds items that are misleading; figures of many, never a person's.",
        ),
    ],
    {
        (Sitting, Reach.OWN): lambda actor, on: Q(candidate_id=actor.engagement_id),
        (Sitting, Reach.ORGANIZATION): whole_organization,
        (Sitting, Reach.AGGREGATE): whole_organization,
        (SittingAnswer, Reach.OWN): lambda actor, on: Q(sitting__candidate_id=actor.engagement_id),
        (SittingAnswer, Reach.ORGANIZATION): whole_organization,
        (SittingAnswer, Reach.AGGREGATE): whole_organization,
    },
)
