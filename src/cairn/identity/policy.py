"""Who may see and do what to people, organizations and agreements."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q

from cairn.identity.domain.agreements import COUNTS
from cairn.identity.models import (
    Engagement,
    Invitation,
    Organization,
    Program,
    Site,
    SupervisionAgreement,
    SupervisorQualification,
)
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

STAFF = (Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER, Role.BILLER)


def in_force(on: date, *, prefix: str = "") -> Q:
    """Agreements that both signed and whose dates hold `on`."""
    return Q(
        **{
            f"{prefix}starts_on__lte": on,
            f"{prefix}peer_signed_at__isnull": False,
            f"{prefix}supervisor_signed_at__isnull": False,
        }
    ) & (Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on}))


def supervised_by(actor: Actor, on: date, *, peer_column: str) -> Q:
    """Rows whose peer supporter (an id in `peer_column`) is clinically supervised by the actor on a day.

    Peer and administrative supervision open nobody's record.
    """
    return Q(
        Exists(
            SupervisionAgreement.objects.filter(
                in_force(on),
                supervision=COUNTS,
                organization_id=actor.organization_id,
                peer_id=OuterRef(peer_column),
                supervisor_id=actor.engagement_id,
            )
        )
    )


declare(
    [
        *(
            Grant("identity.engagement.see", role, Reach.ORGANIZATION, "Everybody at work knows who works here.")
            for role in STAFF
        ),
        Grant("identity.engagement.see", Role.SYSTEM_OWNER, Reach.ORGANIZATION, "Keeps accounts."),
        Grant("identity.invitation.send", Role.SYSTEM_OWNER, Reach.ORGANIZATION, "Lets new people in."),
        Grant("identity.invitation.send", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Lets new people in."),
        Grant("identity.engagement.end", Role.SYSTEM_OWNER, Reach.ORGANIZATION, "Closes the door behind who leaves."),
        Grant(
            "identity.engagement.end", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Closes the door behind who leaves."
        ),
        Grant("identity.program.see", Role.PEER_SUPPORTER, Reach.ORGANIZATION, "Records contacts in a program."),
        Grant("identity.program.see", Role.CLINICAL_SUPERVISOR, Reach.ORGANIZATION, "Supervises in a program."),
        Grant("identity.program.see", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Runs the program."),
        Grant("identity.program.see", Role.BILLER, Reach.ORGANIZATION, "Bills for the program."),
        Grant("identity.program.see", Role.FUNDER, Reach.ORGANIZATION, "Funds the program."),
        Grant(
            "identity.program.run", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Sets up what the program is and costs."
        ),
        Grant("identity.peer.see", Role.PEER_SUPPORTER, Reach.OWN, "Sees how they themselves stand."),
        Grant("identity.peer.see", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Answers for those they supervise."),
        Grant("identity.peer.see", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for everybody's compliance."),
        Grant("identity.peer.see", Role.BILLER, Reach.ORGANIZATION, "A claim needs a supervisor on the day."),
        Grant("identity.agreement.see", Role.PEER_SUPPORTER, Reach.OWN, "Knows under whom they practice."),
        Grant("identity.agreement.see", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Knows whom they supervise."),
        Grant(
            "identity.agreement.see",
            Role.PROGRAM_MANAGER,
            Reach.ORGANIZATION,
            "Answers for supervision being in place.",
        ),
        Grant(
            "identity.agreement.see",
            Role.BILLER,
            Reach.ORGANIZATION,
            "A claim needs a supervisor on the day.",
        ),
        Grant("identity.agreement.make", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Puts supervision in place."),
        Grant(
            "identity.agreement.end", Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Writes down that supervision ended."
        ),
        Grant("identity.agreement.sign", Role.PEER_SUPPORTER, Reach.OWN, "Agrees to the own supervision."),
        Grant("identity.agreement.sign", Role.CLINICAL_SUPERVISOR, Reach.SUPERVISED, "Agrees to supervise."),
        Grant(
            "identity.agreement.sign", Role.PROGRAM_MANAGER, Reach.SUPERVISED, "Agrees to supervise, not clinically."
        ),
        *(
            Grant(f"identity.license.{act}", role, reach, why)
            for act in ("see", "record", "take_back")
            for role, reach, why in (
                (Role.CLINICAL_SUPERVISOR, Reach.OWN, "Keeps the own license on record."),
                (Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for who may supervise."),
            )
        ),
    ],
    {
        # whoever is served is never shown among those at work: not as a name, not as a count
        (Engagement, Reach.ORGANIZATION): lambda actor, on: ~Q(role=Role.CLIENT.value),
        (Invitation, Reach.ORGANIZATION): whole_organization,
        (Engagement, Reach.OWN): lambda actor, on: Q(id=actor.engagement_id),
        (Engagement, Reach.SUPERVISED): lambda actor, on: supervised_by(actor, on, peer_column="id"),
        (Organization, Reach.ORGANIZATION): whole_organization,
        (Program, Reach.ORGANIZATION): whole_organization,
        (Site, Reach.ORGANIZATION): whole_organization,
        (SupervisionAgreement, Reach.ORGANIZATION): whole_organization,
        (SupervisionAgreement, Reach.OWN): lambda actor, on: (
            Q(peer_id=actor.engagement_id) | Q(supervisor_id=actor.engagement_id)
        ),
        (SupervisionAgreement, Reach.SUPERVISED): lambda actor, on: Q(supervisor_id=actor.engagement_id),
        (SupervisorQualification, Reach.ORGANIZATION): whole_organization,
        (SupervisorQualification, Reach.OWN): lambda actor, on: Q(engagement_id=actor.engagement_id),
    },
)
