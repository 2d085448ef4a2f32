"""Who may see, take and end consents, and who may read who looked."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.models import Consent
from cairn.privacy.policy import Grant, Reach, declare
from cairn.privacy.subjects import about_clients

PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER
ORGANIZATION = Reach.ORGANIZATION
SEE, GIVE, REVOKE = "privacy.consent.see", "privacy.consent.give", "privacy.consent.revoke"
DECIDE, LOOKS = "privacy.disclosure.decide", "privacy.look.see"

declare(
    [
        Grant(SEE, PEER, Reach.OWN, "Must know what their people allow to be shared."),
        Grant(SEE, SUPERVISOR, Reach.SUPERVISED, "Answers for what is shared in this work."),
        Grant(SEE, MANAGER, ORGANIZATION, "Answers for every disclosure of the program."),
        Grant(GIVE, PEER, Reach.OWN, "Sits with the person when they decide."),
        Grant(GIVE, MANAGER, ORGANIZATION, "Takes consents when the peer supporter is away."),
        Grant(REVOKE, PEER, Reach.OWN, "Is told first when someone changes their mind."),
        Grant(REVOKE, SUPERVISOR, Reach.SUPERVISED, "A wish to stop sharing cannot wait."),
        Grant(REVOKE, MANAGER, ORGANIZATION, "A wish to stop sharing cannot wait."),
        Grant(DECIDE, PEER, Reach.OWN, "Asks before telling anybody anything."),
        Grant(DECIDE, SUPERVISOR, Reach.SUPERVISED, "Asks before telling anybody anything."),
        Grant(DECIDE, MANAGER, ORGANIZATION, "Asks before telling anybody anything."),
        Grant(DECIDE, Role.BILLER, ORGANIZATION, "A claim is a disclosure to the payer."),
        Grant(LOOKS, PEER, Reach.OWN, "Shows their people who looked."),
        Grant(LOOKS, SUPERVISOR, Reach.SUPERVISED, "Shows people who looked."),
        Grant(LOOKS, MANAGER, ORGANIZATION, "Answers for who looked, and why."),
    ],
    {
        (Consent, reach): about_clients(reach, column="client_id")
        for reach in (Reach.OWN, Reach.SUPERVISED, ORGANIZATION)
    },
)
