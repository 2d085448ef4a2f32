"""Somebody came; what they told, step by step; and that it was given up. Two who write at once both keep what they wrote."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from cairn.intake import policy
from cairn.intake.domain.answers import checked_answers
from cairn.intake.domain.arrivals import NAME_LENGTH, Reason, State, Way
from cairn.intake.domain.fee_words import SIGNED
from cairn.intake.domain.questions import NOT_YET, SHOWN, Step
from cairn.intake.models import Intake, StepEntry
from cairn.intake.queries.fees import fee_to_read
from cairn.intake.queries.steps import journey_for
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import lock_one, visible

WRITTEN_MEANWHILE = "Somebody else wrote this step in the meantime. Both texts are here; decide which one stays."
# One sentence however it ended: whether somebody was on record already is not for everybody to know.
TAKEN_OVER = "This is closed: the program has taken it from here. What is new goes on the page of the person, under what they told."
OVER = {
    State.ENROLLED: TAKEN_OVER,
    State.SAME: TAKEN_OVER,
    State.GIVEN_UP: "This was closed, and what they told was dropped. Begin anew when they come back.",
}


@command(permission=policy.BEGIN)
def begin_intake(*, actor: Actor, intake_id: UUID, called: str, way: Way, now: Instant) -> UUID:
    """Somebody came or called: a name, or nothing at all. Raises BadInput, Conflict (same id, other content)."""
    name = called.strip()
    if len(name) > NAME_LENGTH:
        raise BadInput({"called": f"Use at most {NAME_LENGTH} characters; now it is {len(name)}."})
    content = {"way": way.value, "begun_by_id": actor.engagement_id}
    if create_once(Intake, actor, intake_id, content, called=name, begun_at=now, state=State.OPEN.value):
        if name:
            append(actor, locked(actor, policy.BEGIN, intake_id, now), 1, Step.WHO, {"called": name}, now)
        ledger.record("intake.intake.begun", intake=intake_id, way=way.value)
    elif locked(actor, policy.BEGIN, intake_id, now).called != name:
        raise Conflict("This was already begun with another name. Open it, and change the name there.")
    return intake_id


@command(permission=policy.WRITE)
def write_intake_step(
    *, actor: Actor, intake_id: UUID, step: Step, answers: Mapping[str, str], seen: int, now: Instant
) -> int:
    """Keep what was told in one step; nothing at all is a step that was skipped. Returns the number of the entry.

    `seen` is the entry of this step that was read before (0: none). Raises NotFound, BadInput, Conflict (written meanwhile, or over).
    """
    row = locked(actor, policy.WRITE, intake_id, now)
    words = checked_answers(step, answers, local_date(now, actor.zone))
    if State(row.state) is not State.OPEN:
        raise Conflict(OVER[State(row.state)])
    words |= what_was_read(actor, step, words, answers, now)
    number, is_new = put_step(actor, row, step, words, seen, now)
    if is_new:
        ledger.record("intake.step.written", intake=intake_id, step=step.value, number=number)
    return number


def put_step(actor: Actor, row: Intake, step: Step, words: dict[str, str], seen: int, now: Instant) -> tuple[int, bool]:
    """The entry of a step from now on, and whether it is a new one. For commands that hold the intake. Raises Conflict."""
    entries = list(StepEntry.objects.filter(organization_id=actor.organization_id, intake=row).order_by("number"))
    standing = next((entry for entry in reversed(entries) if entry.step == step.value), None)
    if standing is not None and standing.words == words:
        ledger.unchanged("says so already")
        return standing.number, False
    if (standing.number if standing else 0) != seen:
        raise Conflict(WRITTEN_MEANWHILE, current_version=standing.number if standing else 0)
    number = entries[-1].number + 1 if entries else 1
    append(actor, row, number, step, words, now)
    return number, True


@command(permission=policy.GIVE_UP)
def give_up_intake(*, actor: Actor, intake_id: UUID, because: Reason, now: Instant) -> UUID:
    """They do not come in: the reason is kept and counted, what they told is dropped. Raises NotFound, Conflict (over otherwise)."""
    row = locked(actor, policy.GIVE_UP, intake_id, now)
    if row.state == State.GIVEN_UP and row.closed_because == because.value:
        ledger.unchanged("given up before")
        return intake_id
    if State(row.state) is not State.OPEN:
        raise Conflict(OVER[State(row.state)])
    StepEntry.objects.filter(organization_id=actor.organization_id, intake=row).update(words={})
    row.state, row.closed_because, row.called = State.GIVEN_UP.value, because.value, ""
    row.closed_at, row.closed_by_id = now, actor.engagement_id
    row.save(update_fields=["state", "closed_because", "called", "closed_at", "closed_by_id"])
    ledger.record("intake.intake.given_up", intake=intake_id, because=because.value)
    return intake_id


def locked(actor: Actor, permission: str, intake_id: UUID, now: Instant) -> Intake:
    """The intake, held until the command is through: whoever comes second sees what the first did. Raises NotFound."""
    rows = visible(Intake, actor, permission, local_date(now, actor.zone))
    return lock_one(rows, intake_id)


def append(actor: Actor, row: Intake, number: int, step: Step, words: dict[str, str], now: Instant) -> None:
    """The next entry of an intake that is held. For commands that have decided already."""
    StepEntry.objects.create(
        organization_id=actor.organization_id,
        intake=row,
        step=step.value,
        number=number,
        words=words,
        saved_at=now,
        saved_by_id=actor.engagement_id,
    )
    if step is Step.WHO and row.called != words.get("called", ""):
        row.called = words.get("called", "")
        row.save(update_fields=["called"])


def what_was_read(
    actor: Actor, step: Step, words: Mapping[str, str], sent: Mapping[str, str], now: Instant
) -> dict[str, str]:
    """The text that was read to the person, kept with their answer: what they heard is on record as they heard it."""
    if step is Step.EXPLAINED and words.get("heard", NOT_YET) != NOT_YET:
        about = journey_for(actor.place).step(step.value)
        return {SHOWN: about.text.strip()} if about else {}
    if step is Step.FEE and words.get("agreed") == SIGNED:
        raise BadInput({"agreed": "Only the person signs. Open the words that they sign, and hand over the screen."})
    if step is Step.FEE and words.get("agreed", NOT_YET) != NOT_YET:
        notices = {str(one.id): one for one in fee_to_read(actor, local_date(now, actor.zone))}
        if not notices:
            raise BadInput(
                {"agreed": "The program has not said yet what it costs. Choose “Not yet”, and ask the manager."}
            )
        if not sent.get("notice", ""):
            raise BadInput({"notice": "Choose which program they come to: what it costs is read from there."})
        if sent.get("notice", "") not in notices:
            raise Conflict("What it costs was written anew in the meantime. Read it together again, then agree.")
        return {SHOWN: notices[sent["notice"]].told}
    return {}
