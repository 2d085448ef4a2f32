"""A door that is paused and opened again, and the number under which a program is reached when nobody can ask there."""

from __future__ import annotations

from uuid import UUID

from cairn.identity.queries.programs import get_program
from cairn.intake import policy
from cairn.intake.models import AskingDoor, ProgramPhone
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible
from cairn.support.domain.phones import dialed, phone_digits

PHONE_LENGTH, HOURS_LENGTH = 30, 80


@command(permission=policy.OPEN_DOOR)
def pause_asking_door(*, actor: Actor, door_id: UUID, now: Instant) -> UUID:
    """Nobody can ask for now; the page says so and whom to call. The address stays. Raises NotFound (also for one that was given up)."""
    row = _standing(actor, door_id, now)
    if row.paused_at is not None:
        ledger.unchanged("paused before")
        return door_id
    row.paused_at, row.paused_by_id = now, actor.engagement_id
    row.save(update_fields=["paused_at", "paused_by_id"])
    ledger.record("intake.asking_door.paused", door=door_id)
    return door_id


@command(permission=policy.OPEN_DOOR)
def reopen_asking_door(*, actor: Actor, door_id: UUID, now: Instant) -> UUID:
    """People can ask again, at the same address. Raises NotFound (also for one that was given up)."""
    row = _standing(actor, door_id, now)
    if row.paused_at is None:
        ledger.unchanged("open already")
        return door_id
    row.paused_at = row.paused_by_id = None
    row.save(update_fields=["paused_at", "paused_by_id"])
    ledger.record("intake.asking_door.reopened", door=door_id)
    return door_id


@command(permission=policy.OPEN_DOOR)
def set_program_phone(*, actor: Actor, phone_id: UUID, program_id: UUID, phone: str, hours: str, now: Instant) -> UUID:
    """The number from now on; an empty one takes it away. Raises NotFound (program), BadInput, Conflict (same id, other number)."""
    get_program(actor, program_id, local_date(now, actor.zone))
    problems = {}
    if len(phone) > PHONE_LENGTH:
        problems["phone"] = f"Use at most {PHONE_LENGTH} characters."
    elif phone and not (phone_digits(phone) and phone_digits(dialed(phone))):
        problems["phone"] = "Write the whole number, with its area code: people will tap it to call. Or leave it empty."
    if len(hours) > HOURS_LENGTH:
        problems["hours"] = f"Use at most {HOURS_LENGTH} characters."
    elif hours and not phone:
        problems["phone"] = "Which number is answered then? Write it here, or leave both empty."
    if problems:
        raise BadInput(problems)
    content = {"program_id": program_id, "phone": phone, "hours": hours}
    if create_once(ProgramPhone, actor, phone_id, content, set_at=now, set_by_id=actor.engagement_id):
        ledger.record("intake.program_phone.set", program=program_id)
    return phone_id


def _standing(actor: Actor, door_id: UUID, now: Instant) -> AskingDoor:
    row = lock_one(visible(AskingDoor, actor, policy.OPEN_DOOR, local_date(now, actor.zone)), door_id)
    if row.closed_at is not None:
        raise NotFound
    return row
