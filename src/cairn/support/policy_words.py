"""Who may be given hints on the words of a note, and keep their words: its writer, and nobody else."""

from __future__ import annotations

from django.db.models import Q

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare
from cairn.support import policy_contacts  # noqa: F401 - says what reaches mean for contacts
from cairn.support.models import KeptWords

KEEP = "support.words.keep"

declare(
    [Grant(KEEP, Role.PEER_SUPPORTER, Reach.OWN, "Chooses the words of the own notes.")],
    {(KeptWords, Reach.OWN): lambda actor, on: Q(author_id=actor.engagement_id)},
)
