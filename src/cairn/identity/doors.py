"""Which roles have pages behind their door. The front says it once, in its homes; nobody is let in to an empty room."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from cairn.identity.domain.invitations import MAY_LET_IN
from cairn.kernel.actors import Role


def roles_to_offer(inviter: Role) -> tuple[Role, ...]:
    """The roles that an inviter may let in and that have a home, in the order of the form."""
    homes: Mapping[Role, object] = import_string(settings.CAIRN_HOMES)
    return tuple(role for role in MAY_LET_IN.get(inviter, ()) if role in homes)
