"""Who may see, take, refuse and end consents, who may write down who signs for somebody, and who may read who looked.

The person themselves comes first: a client who is signed in asks, answers and takes back for themselves, and for nobody else.
"""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.models import Consent, ConsentPaper, Guardian, SigningGround
from cairn.privacy.policy import Grant, Reach, declare
from cairn.privacy.subjects import about_clients

PEER, SUPERVISOR, MANAGER, CLIENT = (
    Role.PEER_SUPPORTER,
    Role.CLINICAL_SUPERVISOR,
    Role.PROGRAM_MANAGER,
    Role.CLIENT,
)
ORGANIZATION = Reach.ORGANIZATION
SEE, GIVE, REVOKE = "privacy.consent.see", "privacy.consent.give", "privacy.consent.revoke"
PREPARE, ANSWER = "privacy.paper.prepare", "privacy.paper.answer"
SEE_GUARDIANS, RECORD_GUARDIANS = "privacy.guardian.see", "privacy.guardian.record"
DECIDE, LOOKS = "privacy.disclosure.decide", "privacy.look.see"
ACCOUNT = "privacy.accounting.see"

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
        Grant(SEE, CLIENT, Reach.OWN, "Sees what they allow to be shared."),
        Grant(REVOKE, CLIENT, Reach.OWN, "Decides what may no longer be shared."),
        Grant(PREPARE, PEER, Reach.OWN, "Puts the question in plain words before asking it."),
        Grant(PREPARE, MANAGER, ORGANIZATION, "Asks when the peer supporter is away."),
        Grant(PREPARE, CLIENT, Reach.OWN, "May start to share something without being asked."),
        Grant(ANSWER, PEER, Reach.OWN, "Hands the person the screen, and keeps their yes or no."),
        Grant(ANSWER, MANAGER, ORGANIZATION, "Keeps a yes or no when the peer supporter is away."),
        Grant(ANSWER, CLIENT, Reach.OWN, "The yes or no is theirs."),
        Grant(SEE_GUARDIANS, PEER, Reach.OWN, "Must know whose name a paper needs."),
        Grant(SEE_GUARDIANS, MANAGER, ORGANIZATION, "Answers for every disclosure of the program."),
        Grant(SEE_GUARDIANS, CLIENT, Reach.OWN, "May know who signs for them, and why."),
        Grant(RECORD_GUARDIANS, PEER, Reach.OWN, "Meets the family, and looks at the papers."),
        Grant(RECORD_GUARDIANS, MANAGER, ORGANIZATION, "Looks at the papers when the peer supporter cannot."),
        Grant(DECIDE, PEER, Reach.OWN, "Asks before telling anybody anything."),
        Grant(DECIDE, SUPERVISOR, Reach.SUPERVISED, "Asks before telling anybody anything."),
        Grant(DECIDE, MANAGER, ORGANIZATION, "Asks before telling anybody anything."),
        Grant(DECIDE, Role.BILLER, ORGANIZATION, "A claim is a disclosure to the payer."),
        Grant(LOOKS, PEER, Reach.OWN, "Shows their people who looked."),
        Grant(LOOKS, SUPERVISOR, Reach.SUPERVISED, "Shows people who looked."),
        Grant(LOOKS, MANAGER, ORGANIZATION, "Answers for who looked, and why."),
        Grant(ACCOUNT, CLIENT, Reach.OWN, "May ask what was sent about them, and to whom."),
        Grant(ACCOUNT, MANAGER, ORGANIZATION, "Answers for privacy: gives the person the list of what was sent."),
    ],
    {
        (model, reach): about_clients(reach, column="client_id")
        for model in (Consent, ConsentPaper, Guardian, SigningGround)
        for reach in (Reach.OWN, Reach.SUPERVISED, ORGANIZATION)
    },
)
