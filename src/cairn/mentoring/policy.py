"""Who may see and do what about mentoring. What a pair talks about stays with the two; the coordinator sees that they talk."""

from __future__ import annotations

from django.db.models import Q

from cairn.kernel.actors import Role
from cairn.mentoring.models import (
    BenefitAnswer,
    Dues,
    MentoringPair,
    MentoringTalk,
    MentoringWish,
    SkillsAttendance,
    SkillsSession,
)
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

MENTEES = (Role.PEER_SUPPORTER, Role.CANDIDATE)
BOTH = (Role.MENTOR, *MENTEES)
COORDINATOR = Role.TRAINING_COORDINATOR

declare(
    [
        *(Grant("mentoring.wish.tell", role, Reach.OWN, "Says what the own talks should be about.") for role in BOTH),
        *(Grant("mentoring.mentor.see", role, Reach.ORGANIZATION, "Chooses a mentor.") for role in MENTEES),
        *(Grant("mentoring.pair.choose", role, Reach.OWN, "Decides who their mentor is.") for role in MENTEES),
        *(
            Grant(f"mentoring.{act}", role, Reach.OWN, why)
            for act, why in (
                ("pair.see", "Knows whom they walk with."),
                ("pair.sign", "Signs the own side."),
                ("pair.end", "May stop at any time."),
                ("talk.see", "Reads what the two wrote down."),
                ("session.attend", "Reads which sessions they came to."),
                ("benefit.answer", "Says what mentoring brought."),
            )
            for role in BOTH
        ),
        Grant("mentoring.pair.see", COORDINATOR, Reach.ORGANIZATION, "Keeps the program of pairs."),
        Grant("mentoring.talk.record", Role.MENTOR, Reach.OWN, "Keeps the rhythm."),
        Grant("mentoring.talk.take_back", Role.MENTOR, Reach.OWN, "Sets right what they wrote down."),
        Grant("mentoring.session.take_back", Role.MENTOR, Reach.OWN, "Sets right what they wrote down."),
        Grant("mentoring.session.take_back", COORDINATOR, Reach.ORGANIZATION, "Keeps the program of sessions."),
        *(
            Grant("mentoring.session.record", role, Reach.ORGANIZATION, "Leads sessions and notes who came.")
            for role in (Role.MENTOR, COORDINATOR)
        ),
        *(Grant("mentoring.dues.see", role, Reach.OWN, "Knows how the own dues stand.") for role in MENTEES),
        Grant("mentoring.dues.see", COORDINATOR, Reach.ORGANIZATION, "Keeps the dues."),
        Grant("mentoring.benefit.count", COORDINATOR, Reach.AGGREGATE, "Learns whether mentoring helps."),
        Grant("mentoring.dues.record", COORDINATOR, Reach.ORGANIZATION, "Takes dues and waives them."),
        Grant("mentoring.dues.take_back", COORDINATOR, Reach.ORGANIZATION, "Sets right what they wrote down."),
    ],
    {
        (MentoringWish, Reach.OWN): lambda actor, on: Q(person_id=actor.engagement_id),
        (MentoringWish, Reach.ORGANIZATION): whole_organization,
        (MentoringPair, Reach.OWN): lambda actor, on: (
            Q(mentor_id=actor.engagement_id) | Q(mentee_id=actor.engagement_id)
        ),
        (MentoringPair, Reach.ORGANIZATION): whole_organization,
        (MentoringTalk, Reach.OWN): lambda actor, on: (
            Q(pair__mentor_id=actor.engagement_id) | Q(pair__mentee_id=actor.engagement_id)
        ),
        (SkillsSession, Reach.OWN): lambda actor, on: Q(led_by_id=actor.engagement_id),
        (SkillsSession, Reach.ORGANIZATION): whole_organization,
        (SkillsAttendance, Reach.OWN): lambda actor, on: Q(person_id=actor.engagement_id),
        (SkillsAttendance, Reach.ORGANIZATION): whole_organization,
        (Dues, Reach.OWN): lambda actor, on: Q(person_id=actor.engagement_id),
        (Dues, Reach.ORGANIZATION): whole_organization,
        (BenefitAnswer, Reach.OWN): lambda actor, on: Q(person_id=actor.engagement_id),
        (BenefitAnswer, Reach.AGGREGATE): whole_organization,
    },
)
