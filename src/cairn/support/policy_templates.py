"""Who may use a program's starting questions, and who may change them."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare, whole_organization
from cairn.support.models import NoteTemplate

SEE, WRITE = "support.note_template.see", "support.note_template.write"

declare(
    [
        Grant(SEE, Role.PEER_SUPPORTER, Reach.ORGANIZATION, "Begins a note from the program's questions."),
        Grant(SEE, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for what the program asks."),
        Grant(WRITE, Role.PROGRAM_MANAGER, Reach.ORGANIZATION, "Answers for what the program asks."),
    ],
    {(NoteTemplate, Reach.ORGANIZATION): whole_organization},
)
