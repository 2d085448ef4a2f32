"""Who may plan classes, register for them, keep attendance and decide."""

from __future__ import annotations

from django.db.models import Q

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
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

TAKE_OVER = "training.class_hours.take_over"
KAY, IVO = Role.TRAINING_COORDINATOR, Role.CANDIDATE
WHOLE, OWN, FIGURES = Reach.ORGANIZATION, Reach.OWN, Reach.AGGREGATE

declare(
    [
        Grant("training.class.plan", KAY, WHOLE, "Plans courses, classes and their blocks."),
        Grant("training.class.cancel", KAY, WHOLE, "Calls off a class that cannot take place, and says why."),
        Grant("training.class.see", KAY, WHOLE, "Runs every class."),
        Grant("training.class.see", IVO, OWN, "Chooses a class, knowing its price and its exam rule before."),
        Grant("training.seat.count", IVO, FIGURES, "Sees how many seats are left, never whose they are."),
        Grant("training.registration.make", IVO, OWN, "Takes part in a class."),
        Grant("training.registration.see", IVO, OWN, "Follows the own class."),
        Grant("training.registration.see", KAY, WHOLE, "Keeps the roster."),
        Grant("training.registration.withdraw", IVO, OWN, "May step back from a class."),
        Grant("training.registration.withdraw", KAY, WHOLE, "Takes out who called to say so."),
        Grant("training.payment.confirm", KAY, WHOLE, "Knows what was paid."),
        Grant("training.attendance.record", KAY, WHOLE, "Keeps attendance to the minute, and mends it with a reason."),
        Grant("training.attendance.check_in", IVO, OWN, "Checks in with the code shown in the room."),
        Grant("training.exam.start", IVO, OWN, "Sits the exam of the own class."),
        Grant("training.certificate.print", KAY, WHOLE, "Hands out certificates and letters."),
        Grant("training.certificate.print", IVO, OWN, "Keeps the own certificate."),
        Grant("training.completion.decide", KAY, WHOLE, "Decides by the rule who passed."),
        Grant("training.report.see", KAY, WHOLE, "Reports to the board who completed; of others their number alone."),
        Grant("training.evaluation.give", IVO, OWN, "Says how the class was."),
        Grant(TAKE_OVER, Role.PEER_SUPPORTER, OWN, "Keeps the own hours of continuing education."),
        Grant("training.evaluation.see", KAY, FIGURES, "Learns from what people say, never from whom."),
    ],
    {
        (Course, WHOLE): whole_organization,
        (CourseClass, WHOLE): whole_organization,
        (CourseClass, OWN): lambda actor, on: Q(opened_at__isnull=False),
        (ClassBlock, WHOLE): whole_organization,
        (ClassBlock, OWN): lambda actor, on: Q(course_class__opened_at__isnull=False),
        (Registration, WHOLE): whole_organization,
        (Registration, OWN): lambda actor, on: Q(candidate_id=actor.engagement_id),
        (Registration, FIGURES): whole_organization,
        (Invoice, WHOLE): whole_organization,
        (AttendanceMark, WHOLE): whole_organization,
        (AttendanceMark, OWN): lambda actor, on: Q(registration__candidate_id=actor.engagement_id),
        (Completion, WHOLE): whole_organization,
        (Completion, OWN): lambda actor, on: Q(registration__candidate_id=actor.engagement_id),
        (EvaluationAnswer, FIGURES): whole_organization,
    },
)
