"""Who looked, by name and in the language of the person: in the list, and in the file that they take along."""

from __future__ import annotations

from cairn.portal.queries.looks import OwnLook
from cairn.portal.web.visits import Visit
from cairn.support.domain.looks import is_by_code


def looker_told(visit: Visit, look: OwnLook) -> str:
    """The person themselves, somebody at work, whoever typed a code, or Cairn."""
    if look.is_own:
        return visit.told("looks.you")
    if look.role is None:
        return visit.told("looks.code" if is_by_code(look.actions) else "looks.cairn")
    return look.name or visit.told("looks.someone")
