"""Asking by oneself, and what the program does with it: a door that is opened and closed, a word taken up or let go."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from uuid import UUID

from cairn.identity.queries.programs import get_program
from cairn.intake import policy
from cairn.intake.commands.intakes import append, locked
from cairn.intake.domain.arrivals import State, Way
from cairn.intake.domain.asking import MOST_WAITING, AskingDraft, Outcome, check_asking
from cairn.intake.domain.questions import Step
from cairn.intake.models import Asking, AskingDoor, Intake
from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible

WORDLESS = {"called": "", "phone": "", "another": "", "message": "", "times": "", "brings": ""}
SETTLED = "Somebody took care of this meanwhile. Look at the list again."


@command(permission=policy.OPEN_DOOR)
def open_asking_door(*, actor: Actor, door_id: UUID, program_id: UUID, now: Instant) -> UUID:
    """Open a program's door. Open already, it stays the one that it is: its address is printed somewhere. Raises NotFound."""
    on = local_date(now, actor.zone)
    get_program(actor, program_id, on)
    doors = visible(AskingDoor, actor, policy.OPEN_DOOR, on).select_for_update()
    standing = doors.filter(program_id=program_id, closed_at__isnull=True).first()
    if standing is not None:
        ledger.unchanged("open already")
        return standing.id
    more = {"token": secrets.token_urlsafe(12), "opened_at": now, "opened_by_id": actor.engagement_id}
    if create_once(AskingDoor, actor, door_id, {"program_id": program_id}, **more):
        ledger.record("intake.asking_door.opened", door=door_id, program=program_id)
    return door_id


@command(permission=policy.OPEN_DOOR)
def close_asking_door(*, actor: Actor, door_id: UUID, now: Instant) -> UUID:
    """The address is given up: nobody can ask there any more; who asked before still waits for a word. Raises NotFound."""
    row = lock_one(visible(AskingDoor, actor, policy.OPEN_DOOR, local_date(now, actor.zone)), door_id)
    if row.closed_at is not None:
        ledger.unchanged("closed before")
        return door_id
    row.closed_at, row.closed_by_id = now, actor.engagement_id
    row.save(update_fields=["closed_at", "closed_by_id"])
    ledger.record("intake.asking_door.closed", door=door_id)
    return door_id


@command(permission=policy.ASK)
def send_asking(*, actor: Actor, asking_id: UUID, draft: AskingDraft, now: Instant) -> UUID:
    """Keep what somebody wrote at the door at which the actor stands. Sent again, it is the same one.

    Raises NotFound (no open door), BadInput (keys of `asking_words`), Conflict (other words; "paused"; "full": too many wait already).
    """
    check_asking(draft)
    on = local_date(now, actor.zone)
    door = visible(AskingDoor, actor, policy.ASK, on).select_for_update(of=("self",)).first()
    if door is None:
        raise NotFound
    here = Asking.objects.filter(organization_id=actor.organization_id, door=door)
    if not here.filter(id=asking_id).exists():
        if door.paused_at is not None:
            raise Conflict("paused")
        if here.filter(settled_at__isnull=True, pile__isnull=True).count() >= MOST_WAITING:
            raise Conflict("full")
    said = {name: str(value) for name, value in asdict(draft).items()}
    if create_once(Asking, actor, asking_id, {"door_id": door.id, **said}, asked_at=now):
        ledger.record("intake.asking.sent", asking=asking_id)
    return asking_id


@command(permission=policy.TAKE_UP)
def take_up_asking(*, actor: Actor, asking_id: UUID, intake_id: UUID, now: Instant) -> UUID:
    """Begin their coming in with what they wrote; it stands there from now on. Gives the intake. Raises NotFound, Conflict (settled)."""
    row = _locked(actor, asking_id, now)
    if row.intake_id is not None:
        ledger.unchanged("taken up before")
        return row.intake_id
    _require_open(row)
    intake = Intake.objects.create(
        id=intake_id,
        organization_id=actor.organization_id,
        way=Way.ASKED.value,
        begun_at=now,
        begun_by_id=actor.engagement_id,
        state=State.OPEN.value,
    )
    held = locked(actor, policy.BEGIN, intake.id, now)
    for number, (step, words) in enumerate(_steps(row).items(), 1):
        append(actor, held, number, step, words, now)
    _settle(row, actor, Outcome.TAKEN_UP, now, intake)
    ledger.record("intake.asking.taken_up", asking=asking_id, intake=intake.id)
    return intake.id


@command(permission=policy.TAKE_UP)
def let_go_asking(*, actor: Actor, asking_id: UUID, now: Instant) -> UUID:
    """They were not reached, or did not want to after all: what they wrote is dropped. Raises NotFound, Conflict (taken up)."""
    row = _locked(actor, asking_id, now)
    if row.outcome == Outcome.LET_GO:
        ledger.unchanged("let go before")
        return asking_id
    _require_open(row)
    _settle(row, actor, Outcome.LET_GO, now, None)
    ledger.record("intake.asking.let_go", asking=asking_id)
    return asking_id


def _locked(actor: Actor, asking_id: UUID, now: Instant) -> Asking:
    return lock_one(visible(Asking, actor, policy.TAKE_UP, local_date(now, actor.zone)), asking_id)


def _require_open(row: Asking) -> None:
    if row.settled_at is not None or row.pile_id is not None:
        raise Conflict(SETTLED)


def _steps(row: Asking) -> dict[Step, dict[str, str]]:
    """What they wrote, as the steps of coming in keep it."""
    told = {
        Step.WHO: {"called": row.called},
        Step.MATTERS: {"brings": row.brings},
        Step.REACH: {
            "language": row.language, "phone": row.phone, "another": row.another, "message": row.message,
            "times": row.times,
        },
    }  # fmt: skip
    said = {step: {code: text for code, text in words.items() if text} for step, words in told.items()}
    return {step: words for step, words in said.items() if words}


def _settle(row: Asking, actor: Actor, outcome: Outcome, now: Instant, intake: Intake | None) -> None:
    for name, empty in WORDLESS.items():
        setattr(row, name, empty)
    row.outcome, row.settled_at, row.settled_by_id, row.intake = outcome.value, now, actor.engagement_id, intake
    row.save()
