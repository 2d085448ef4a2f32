"""Who may see and record credentials. The employer keeps dates and hours; nothing about anybody's health is kept at all."""

from __future__ import annotations

from django.db.models import Q

from cairn.credentials.models import BackgroundCheck, CeProof, ContinuingEducation, Credential, DeclinedCourse, Renewal
from cairn.identity.policy import supervised_by
from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

SEE, BACKGROUND, TAKE_BACK = (
    "credentials.credential.see",
    "credentials.background.record",
    "credentials.entry.take_back",
)

RECORD_CE = "credentials.ce.record"

declare(
    [
        Grant("credentials.credential.see", Role.PEER_SUPPORTER, Reach.OWN, "Keeps the own certificate alive."),
        Grant("credentials.credential.see", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Supervises certified work."),
        Grant("credentials.credential.see", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for who may practice."),
        Grant("credentials.compliance.see", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for who may practice."),
        Grant("credentials.credential.see", Role.BILLER, Reach.ORGANIZATION, "A claim needs a credential on the day."),
        Grant(
            "credentials.background.record", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for who may practice."
        ),
        *(
            Grant(f"credentials.{act}", role, reach, why)
            for act in ("credential.add", "renewal.record", "ce.record", "entry.take_back", "proof.keep", "proof.see")
            for role, reach, why in (
                (Role.PEER_SUPPORTER, Reach.OWN, "Keeps the own record."),
                (Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Keeps the staff's records."),
            )
        ),
    ],
    {
        (Credential, Reach.OWN): lambda actor, on: Q(holder_id=actor.engagement_id),
        (Credential, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="holder_id"),
        (Credential, Reach.ORGANIZATION): whole_organization,
        (ContinuingEducation, Reach.OWN): lambda actor, on: Q(credential__holder_id=actor.engagement_id),
        (ContinuingEducation, Reach.SUPERVISED): lambda actor, on: supervised_by(
            actor, on, peer_column="credential__holder_id"
        ),
        (ContinuingEducation, Reach.ORGANIZATION): whole_organization,
        (Renewal, Reach.OWN): lambda actor, on: Q(credential__holder_id=actor.engagement_id),
        (Renewal, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="credential__holder_id"),
        (Renewal, Reach.ORGANIZATION): whole_organization,
        (BackgroundCheck, Reach.ORGANIZATION): whole_organization,
        (DeclinedCourse, Reach.OWN): lambda actor, on: Q(holder_id=actor.engagement_id),
        (DeclinedCourse, Reach.ORGANIZATION): whole_organization,
        (CeProof, Reach.OWN): lambda actor, on: Q(course__credential__holder_id=actor.engagement_id),
        (CeProof, Reach.ORGANIZATION): whole_organization,
    },
)
