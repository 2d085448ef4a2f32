"""Who may do what with the directory. It tells of nobody served, so everybody who walks with people reads all of it."""

from __future__ import annotations

from cairn.directory.models import HeldImport, Listing
from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

SEE, CONFIRM = "directory.listing.see", "directory.listing.confirm"
WRITE, IMPORT = "directory.listing.write", "directory.file.import"
PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER
ALL = Reach.ORGANIZATION

declare(
    [
        Grant(SEE, PEER, ALL, "Finds with a person where to go."),
        Grant(SEE, SUPERVISOR, ALL, "Knows what a peer supporter can point to."),
        Grant(SEE, MANAGER, ALL, "Answers for the list being right."),
        Grant(SEE, Role.MENTOR, ALL, "Shows where to look."),
        Grant(CONFIRM, PEER, ALL, "Was there, or called."),
        Grant(CONFIRM, SUPERVISOR, ALL, "Was there, or called."),
        Grant(CONFIRM, MANAGER, ALL, "Was there, or called."),
        Grant(WRITE, PEER, ALL, "Knows the places first hand."),
        Grant(WRITE, MANAGER, ALL, "Answers for the list being right."),
        Grant(IMPORT, MANAGER, ALL, "Takes in what a partner's directory holds, and answers for it."),
    ],
    {(Listing, ALL): whole_organization, (HeldImport, ALL): whole_organization},
)
