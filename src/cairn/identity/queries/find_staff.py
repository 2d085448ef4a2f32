"""Finding people at work by name, for those who may know who works here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from cairn.identity import policy  # noqa: F401 - declares who may see whom
from cairn.identity.models import Engagement
from cairn.identity.queries.names import at_work
from cairn.kernel.actors import Actor, Role
from cairn.privacy.policy import may, visible

LIMIT = 20


@dataclass(frozen=True, slots=True)
class FoundStaff:
    """One person at work, in one role."""

    id: UUID
    name: str
    title: str
    role: Role


def find_staff(actor: Actor, text: str, on: date) -> tuple[FoundStaff, ...]:
    """The first people at work on a day whose name or title holds the text, by name; none for a role that may not know. One statement."""
    wanted = " ".join(text.split())
    if not wanted or not may(actor, "identity.engagement.see"):
        return ()
    rows = visible(Engagement, actor, "identity.engagement.see", on).filter(
        at_work(on), Q(name__icontains=wanted) | Q(title__icontains=wanted)
    )
    found = rows.exclude(role=Role.CLIENT.value).order_by("name", "id").values_list("id", "name", "title", "role")
    return tuple(FoundStaff(key, name, title, Role(role)) for key, name, title, role in found[:LIMIT])
