"""Who may use the pages that join rooms. What such a page shows is decided by the rooms themselves."""

from __future__ import annotations

from cairn.kernel.actors import Role
from cairn.privacy.policy import Grant, Reach, declare

SEARCH = "front.search.use"

declare(
    [
        Grant(SEARCH, role, Reach.OWN, "Finds what the role may see, and nothing else.")
        for role in Role
        if role is not Role.CLIENT
    ],
    {},
)
