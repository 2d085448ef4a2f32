"""Who may see and do what about referrals. Where somebody was sent tells of them: those who walk with them, and no others."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.privacy.subjects import about_clients
from cairn.referrals.models import HandOver, Referral, ReferralStep
from cairn.support import policy as _  # noqa: F401 - says which clients a reach covers

SEE, MAKE, HAND_OVER = "referrals.referral.see", "referrals.referral.make", "referrals.referral.hand_over"
FOLLOW = "referrals.step.record"
COUNT, COUNT_PLACE = "referrals.figures.see", "referrals.place_figures.see"
PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER
OWN, SUPERVISED, ORGANIZATION = Reach.OWN, Reach.SUPERVISED, Reach.ORGANIZATION
COLUMNS = {Referral: "client_id", HandOver: "referral__client_id", ReferralStep: "referral__client_id"}

declare(
    [
        Grant(SEE, PEER, OWN, "Knows where their own people were pointed on to."),
        Grant(SEE, SUPERVISOR, SUPERVISED, "Talks over with those they supervise where people were sent."),
        Grant(SEE, MANAGER, ORGANIZATION, "Answers for what the program tells other places."),
        Grant(MAKE, PEER, OWN, "Finds with a person where to go."),
        Grant(HAND_OVER, PEER, OWN, "Gives the card, or tells the place with the person’s yes."),
        Grant(FOLLOW, PEER, OWN, "Asks how it went."),
        Grant(FOLLOW, MANAGER, ORGANIZATION, "Writes down what a place says when the peer supporter is away."),
        Grant(COUNT, MANAGER, ORGANIZATION, "Talks with places about what came of it."),
        Grant(COUNT_PLACE, PEER, Reach.AGGREGATE, "Sees whether a place helps before pointing to it."),
        Grant(COUNT_PLACE, SUPERVISOR, Reach.AGGREGATE, "Sees whether a place helps."),
        Grant(COUNT_PLACE, MANAGER, Reach.AGGREGATE, "Sees whether a place helps."),
    ],
    {
        **{
            (model, reach): about_clients(reach, column=column)
            for model, column in COLUMNS.items()
            for reach in (OWN, SUPERVISED)
        },
        **{(model, reach): whole_organization for model in COLUMNS for reach in (ORGANIZATION, Reach.AGGREGATE)},
    },
)
