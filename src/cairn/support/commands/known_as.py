"""What somebody is called, how to reach them, and their birth date: told, or put right, on any day after they came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.policy import lock_one, visible
from cairn.support import policy
from cairn.support.commands.apart import keep_out_namesakes
from cairn.support.commands.clients import check_client
from cairn.support.domain.billing_facts import LegalName, check_told_papers
from cairn.support.models import Client

CHANGED = "Somebody else changed this meanwhile. What stands now is above, what you typed is below; save what is right."


@dataclass(frozen=True, slots=True)
class KnownAs:
    """What they like to be called, and their phone. Without a `birth_date` the one on record stays."""

    name: str
    phone: str = ""
    birth_date: date | None = None


@command(permission=policy.UPDATE)
def update_known_as(*, actor: Actor, client_id: UUID, told: KnownAs, seen: KnownAs, now: Instant) -> UUID:
    """Write it anew. `seen`: what stood there before. Raises NotFound, BadInput, Conflict (changed since).

    Who must sign is worked out anew on the day it is asked; what was signed before stays as it was signed.
    """
    on = local_date(now, actor.zone)
    row = lock_one(visible(Client, actor, policy.UPDATE, on), client_id)
    name, phone = told.name.strip(), told.phone.strip()
    born = row.birth_date if told.birth_date is None else told.birth_date
    check_client(name, row.goal, phone)
    check_told_papers(LegalName("", "", told.birth_date), on)
    if (row.name, row.phone, row.birth_date) == (name, phone, born):
        ledger.unchanged("says so already")
        return client_id
    is_other_date = born != row.birth_date and row.birth_date != seen.birth_date
    if is_other_date or _as_shown(row.name, row.phone) != _as_shown(seen.name, seen.phone):
        raise Conflict(CHANGED)
    row.name, row.phone, row.birth_date = name, phone, born
    row.save(update_fields=["name", "phone", "birth_date"])
    keep_out_namesakes(actor, row, now, field="name")
    ledger.record("support.client.updated", client=client_id)
    return client_id


def _as_shown(*lines: str) -> list[str]:
    """Blanks apart: a form sends one where a name kept before, or brought along, has two."""
    return [" ".join(line.split()) for line in lines]


def hold_client(actor: Actor, client_id: UUID) -> None:
    """Whoever writes down something else about the person waits until this command is through. A part of a command.

    Rows that only name the person may be written meanwhile.
    """
    rows = Client.objects.filter(organization_id=actor.organization_id, id=client_id)
    rows.select_for_update(no_key=True).values_list("id", flat=True).first()


def keep_phone(actor: Actor, client_id: UUID, phone: str) -> None:
    """The phone that was told elsewhere; a part of the command that takes it down, which asked whether it may."""
    Client.objects.filter(organization_id=actor.organization_id, id=client_id).update(phone=phone)
