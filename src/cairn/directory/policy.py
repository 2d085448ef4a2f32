"""Who may do what with the directory. It tells of nobody served, so everybody who walks with people reads all of it."""

from __future__ import annotations

from cairn.directory.models import HeldImport, Listing
from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization

SEE, CONFIRM = "directory.listing.see", "directory.listing.confirm"
SEE_CRISIS = "directory.crisis.see"
WRITE, IMPORT = "directory.listing.write", "directory.file.import"
PEER, SUPERVISOR, MANAGER = Role.PEER_SUPPORTER, Role.CLINICAL_SUPERVISOR, Role.PROGRAM_MANAGER
ALL = Reach.ORGANIZATION

declare(
    [
        Grant(SEE, PEER, ALL, "Finds with a person where to go."),
        Grant(SEE, SUPERVISOR, ALL, "Knows what a peer supporter can point to."),
        Grant(SEE, MANAGER, ALL, "Answers for the list being right."),
        Grant(SEE, Role.MENTOR, ALL, "Shows where to look."),
        Grant(SEE_CRISIS, PEER, ALL, "Stands before somebody in danger."),
        Grant(SEE_CRISIS, SUPERVISOR, ALL, "Is called from the field."),
        Grant(SEE_CRISIS, MANAGER, ALL, "Is called from the field."),
        Grant(SEE_CRISIS, Role.MENTOR, ALL, "May meet somebody in danger."),
        Grant(SEE_CRISIS, Role.CLIENT, ALL, "May need help now. A number tells of nobody."),
        Grant(CONFIRM, PEER, ALL, "Was there, or called."),
        Grant(CONFIRM, SUPERVISOR, ALL, "Was there, or called."),
        Grant(CONFIRM, MANAGER, ALL, "Was there, or called."),
        Grant(WRITE, PEER, ALL, "Knows the places first hand."),
        Grant(WRITE, MANAGER, ALL, "Answers for the list being right."),
        Grant(IMPORT, MANAGER, ALL, "Takes in what a partner's directory holds, and answers for it."),
    ],
    {(Listing, ALL): whole_organization, (HeldImport, ALL): whole_organization},
)
