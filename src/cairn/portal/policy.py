"""What a person served may see and do with their own record, on one page; and who lets them in, or reads what they wrote.

A client's reach is their own row and nothing else: the sign-in names the one client whom it belongs to. A client opens pages with the
permission `OPEN` only (the front's guard holds that); what the pages read is asked of the rooms below under the grants given here.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from cairn.kernel.actors import Actor, Role
from cairn.plans import policy as plans
from cairn.portal.models import Access, AccessCode, OwnSign, OwnWords, PeerWish, WayOut
from cairn.privacy import policy_consents as consents
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.privacy.subjects import about_clients
from cairn.referrals import policy as referrals
from cairn.support import policy as support
from cairn.support import policy_contacts as contacts

CLIENT, PEER, SUPERVISOR, MANAGER = (
    Role.CLIENT,
    Role.PEER_SUPPORTER,
    Role.CLINICAL_SUPERVISOR,
    Role.PROGRAM_MANAGER,
)
OWN, SUPERVISED, ORGANIZATION = Reach.OWN, Reach.SUPERVISED, Reach.ORGANIZATION

OPEN, CHOOSE, TAKE = "portal.page.open", "portal.choice.make", "portal.record.take"
WRITE, READ = "portal.words.write", "portal.words.see"
WISH, SEE_WISHES, SETTLE = "portal.wish.make", "portal.wish.see", "portal.wish.settle"
VOUCH = "portal.access.vouch"
LET_IN, END, WAY_OUT = "portal.access.let_in", "portal.access.end", "portal.way_out.choose"


def own_client(actor: Actor) -> QuerySet[Access, Any]:
    """The id of the one client whom this sign-in belongs to, as a column; none when it was ended."""
    rows = Access.objects.filter(organization_id=actor.organization_id, engagement_id=actor.engagement_id)
    return rows.filter(ended_at__isnull=True).values("client_id")


declare(
    [
        Grant(OPEN, CLIENT, OWN, "The record is theirs."),
        Grant(CHOOSE, CLIENT, OWN, "Chooses the language and how their pages look to others."),
        Grant(TAKE, CLIENT, OWN, "May take everything that is theirs along, any day."),
        Grant(WRITE, CLIENT, OWN, "Says it in their own words, beside what others wrote."),
        Grant(READ, CLIENT, OWN, "Reads what they wrote."),
        Grant(READ, PEER, OWN, "Listens to the people they walk with."),
        Grant(READ, SUPERVISOR, SUPERVISED, "Hears the person beside the note."),
        Grant(READ, MANAGER, ORGANIZATION, "Answers for the records being whole."),
        Grant(WISH, CLIENT, OWN, "Chooses who walks with them."),
        Grant(SEE_WISHES, SUPERVISOR, SUPERVISED, "Talks a change over with the peer supporter."),
        Grant(SEE_WISHES, MANAGER, ORGANIZATION, "Carries out the choice of the person served."),
        Grant(SETTLE, SUPERVISOR, SUPERVISED, "Says that somebody took care of it."),
        Grant(SETTLE, MANAGER, ORGANIZATION, "Says that somebody took care of it."),
        Grant(LET_IN, PEER, OWN, "Stands beside the person when they set up their sign-in."),
        Grant(LET_IN, MANAGER, ORGANIZATION, "Does it when the peer supporter is away."),
        Grant(VOUCH, PEER, OWN, "Stands beside a person whom a colleague lets in, and knows them."),
        Grant(VOUCH, MANAGER, ORGANIZATION, "Is the second who looks when there is no other."),
        Grant(END, CLIENT, OWN, "Closes their own pages when they want to."),
        Grant(END, PEER, OWN, "Is told first when a phone is lost."),
        Grant(END, MANAGER, ORGANIZATION, "A lost phone cannot wait."),
        Grant(WAY_OUT, MANAGER, ORGANIZATION, "Chooses where the quick way out leads."),
        # what the rooms below show a person of their own record
        Grant(support.SEE, CLIENT, OWN, "Reads what is kept about them."),
        Grant(contacts.SEE, CLIENT, OWN, "Reads which contacts they had."),
        Grant("support.note.see", CLIENT, OWN, "Reads the signed notes about them."),
        Grant(plans.SEE, CLIENT, OWN, "The plan is theirs."),
        Grant(plans.AGREE, CLIENT, OWN, "Nobody else can say that it is their plan."),
        Grant(plans.MARK, CLIENT, OWN, "Took the step, and knows it first."),
        Grant(referrals.SEE, CLIENT, OWN, "Knows where they were pointed on to, and what was learned."),
        Grant(consents.LOOKS, CLIENT, OWN, "Reads who looked."),
        Grant("identity.engagement.see", CLIENT, ORGANIZATION, "May know by name who works with them and who looked."),
    ],
    {
        **{
            (model, reach): about_clients(reach, column="client_id")
            for model in (Access, AccessCode, OwnSign, OwnWords, PeerWish)
            for reach in (OWN, SUPERVISED)
        },
        **{
            (model, ORGANIZATION): whole_organization
            for model in (Access, AccessCode, OwnSign, OwnWords, PeerWish, WayOut)
        },
        (WayOut, OWN): whole_organization,
    },
)
