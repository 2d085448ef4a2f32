"""Who may see and do what about the program itself. No client, and nothing about one.

A sheet of the self-assessment is its writer's until the round is shared; from then on it counts, and no query tells whose it was.
"""

from __future__ import annotations

from django.db.models import Q

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.program.models import (
    Acknowledgment,
    EthicsAcknowledgment,
    ProgramPolicy,
    ReadinessAnswer,
    ReadinessRound,
    ReadinessSheet,
    StepMark,
    WellnessPlan,
)

LEADERS = (Role.PROGRAM_MANAGER, Role.SYSTEM_OWNER)
HOUSE = (*LEADERS, Role.CLINICAL_SUPERVISOR, Role.PEER_SUPPORTER, Role.BILLER)
SEE, MARK = "program.phase.see", "program.phase.mark"
ANSWER, RUN, READ = "program.readiness.answer", "program.readiness.run", "program.readiness.see"
SEE_POLICIES, KEEP_POLICIES, ACKNOWLEDGE = "program.policy.see", "program.policy.keep", "program.policy.acknowledge"
WELLNESS, PRACTICE = "program.wellness.keep", "program.practice.see"
ACKNOWLEDGE_ETHICS, SEE_ETHICS = "program.ethics.acknowledge", "program.ethics.see"
SHARED = Q(shared_at__isnull=False)

declare(
    [
        *(
            Grant(permission, role, Reach.ORGANIZATION, why)
            for permission, why in (
                (SEE, "Answers for where the program stands."),
                (MARK, "Writes down what was done to build the program."),
                (RUN, "Asks the house whether it is ready."),
                (KEEP_POLICIES, "Keeps the policies in force."),
            )
            for role in LEADERS
        ),
        *(Grant(ANSWER, role, Reach.OWN, "Says how ready the house is from where they stand.") for role in HOUSE),
        *(Grant(READ, role, Reach.AGGREGATE, "Reads what the house said together.") for role in HOUSE),
        *(Grant(SEE_POLICIES, role, Reach.ORGANIZATION, "Works by the policies in force.") for role in HOUSE),
        *(Grant(WELLNESS, role, Reach.OWN, "Keeps a plan for the own wellness.") for role in HOUSE),
        *(
            Grant(PRACTICE, role, Reach.ORGANIZATION, "Has scope and ethics at hand.")
            for role in (*HOUSE, Role.MENTOR, Role.CANDIDATE)
        ),
        *(Grant(ACKNOWLEDGE_ETHICS, role, Reach.OWN, "Says that they work by the code.") for role in HOUSE),
        Grant(SEE_ETHICS, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for the code being known."),
        *(Grant(ACKNOWLEDGE, role, Reach.OWN, "Says that they have read it.") for role in HOUSE),
    ],
    {
        (StepMark, Reach.ORGANIZATION): whole_organization,
        (ReadinessRound, Reach.OWN): whole_organization,
        (ReadinessRound, Reach.ORGANIZATION): whole_organization,
        (ReadinessRound, Reach.AGGREGATE): lambda actor, on: SHARED,
        (ReadinessSheet, Reach.OWN): lambda actor, on: Q(person_id=actor.engagement_id),
        (ReadinessSheet, Reach.ORGANIZATION): whole_organization,
        (ReadinessSheet, Reach.AGGREGATE): lambda actor, on: Q(round__shared_at__isnull=False),
        (ReadinessAnswer, Reach.OWN): lambda actor, on: Q(sheet__person_id=actor.engagement_id),
        (ReadinessAnswer, Reach.AGGREGATE): lambda actor, on: Q(sheet__round__shared_at__isnull=False),
        (ProgramPolicy, Reach.ORGANIZATION): whole_organization,
        (ProgramPolicy, Reach.OWN): whole_organization,
        (Acknowledgment, Reach.ORGANIZATION): whole_organization,
        (Acknowledgment, Reach.OWN): lambda actor, on: Q(person_id=actor.engagement_id),
        (EthicsAcknowledgment, Reach.OWN): lambda actor, on: Q(person_id=actor.engagement_id),
        (EthicsAcknowledgment, Reach.ORGANIZATION): whole_organization,
        (WellnessPlan, Reach.OWN): lambda actor, on: Q(person_id=actor.engagement_id),  # and no other reach, ever
    },
)
