"""Who may keep a record apart, say who sees it, and open one in an emergency.

All of it begins with somebody who reaches the record already; a record that is kept apart is not there for anybody else, so nobody
else learns that it is.
"""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare
from cairn.privacy.subjects import about_clients
from cairn.support import policy as _  # noqa: F401 - says which clients a reach covers
from cairn.support.models import Keeper, KeptApart, KeptOut

SEE, KEEP, OPEN, TOLD = "support.apart.see", "support.apart.keep", "support.apart.open", "support.apart.tell"
PEER, SUPERVISOR, MANAGER, CLIENT = (
    Role.PEER_SUPPORTER,
    Role.CLINICAL_SUPERVISOR,
    Role.PROGRAM_MANAGER,
    Role.CLIENT,
)
MAY_KEEP = (PEER, SUPERVISOR, MANAGER, Role.BILLER)  # whoever may see a record at all, and so may be named

declare(
    [
        Grant(SEE, PEER, Reach.OWN, "Knows who else sees the record of their own people."),
        Grant(SEE, MANAGER, Reach.ORGANIZATION, "Takes people in, and knows who sees the record."),
        Grant(SEE, CLIENT, Reach.OWN, "Sees who may see their record."),
        Grant(KEEP, PEER, Reach.OWN, "Writes down whom the person named."),
        Grant(KEEP, MANAGER, Reach.ORGANIZATION, "Writes down whom the person named."),
        Grant(KEEP, CLIENT, Reach.OWN, "Decides who may see their record."),
        Grant(OPEN, MANAGER, Reach.ORGANIZATION, "Somebody may be in danger, and nobody who was named is there."),
        Grant(OPEN, SUPERVISOR, Reach.SUPERVISED, "Somebody may be in danger, and nobody who was named is there."),
        Grant(TOLD, PEER, Reach.OWN, "Tells the person that their record was opened."),
        Grant(TOLD, MANAGER, Reach.ORGANIZATION, "Tells the person that their record was opened."),
    ],
    {
        **{
            (model, reach): about_clients(reach, column="client_id")
            for model in (KeptApart, Keeper, KeptOut)
            for reach in (Reach.OWN, Reach.SUPERVISED)
        },
        # "the whole organization" is whose record is there for the actor: the break stands in the clients, these rows go with them
        **{
            (model, Reach.ORGANIZATION): about_clients(Reach.ORGANIZATION, column="client_id")
            for model in (KeptApart, Keeper, KeptOut)
        },
    },
)
