"""A person decides whether somebody who came in is on record already. Both records stay; nothing is put together."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from cairn.intake import policy
from cairn.intake.commands.intakes import OVER, locked
from cairn.intake.domain.alike import Alike, Verdict
from cairn.intake.domain.arrivals import State
from cairn.intake.domain.compared import marks_of, prints_of
from cairn.intake.models import Comparison, Intake
from cairn.intake.queries.checks import find_alike, get_check, key_of_marks, told_by, told_on
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput, Conflict, NotFound
from cairn.kernel.instants import Instant, local_date
from cairn.privacy import ledger
from cairn.privacy.command import command
from cairn.privacy.once import create_once
from cairn.privacy.policy import visible

BECAUSE_LENGTH = 300
DECIDED_MEANWHILE = "Somebody decided meanwhile that they are one person, so this coming in has ended. Take that back first if it is wrong."


@command(permission=policy.COMPARE)
def settle_comparison(
    *,
    actor: Actor,
    comparison_id: UUID,
    intake_id: UUID,
    client_id: UUID,
    verdict: Verdict,
    because: str,
    now: Instant,
) -> UUID:
    """Say whether the two are one person, and why. Raises NotFound, BadInput, Conflict (same id, other content; closed).

    "The same" while the intake is open ends it there: what was told is kept with the record that was there. Afterwards both records
    stand as they are. The last pair that is decided about ends the comparison of somebody who was taken in.
    """
    row = locked(actor, policy.COMPARE, intake_id, now)
    if State(row.state) is State.GIVEN_UP:
        raise Conflict(OVER[State.GIVEN_UP])
    text = because.strip()
    if verdict is Verdict.TAKEN_BACK:
        raise BadInput({"verdict": "Choose whether they are one person."})
    if not 0 < len(text) <= BECAUSE_LENGTH:
        raise BadInput({"because": f"Say how you know, in at most {BECAUSE_LENGTH} characters."})
    content = {
        "intake_id": intake_id, "client_id": client_id, "verdict": verdict.value, "because": text,
        "decided_by_id": actor.engagement_id,
    }  # fmt: skip
    if State(row.state) is State.SAME and not _is_kept(actor, comparison_id, local_date(now, actor.zone)):
        raise Conflict(DECIDED_MEANWHILE)
    found = _pair(actor, row, client_id, comparison_id, now)
    if create_once(Comparison, actor, comparison_id, content, decided_at=now, **found):
        if verdict is Verdict.SAME and State(row.state) is State.OPEN:
            _end_as_same(actor, row, client_id, now)
        end_when_decided(actor, row, now)
        ledger.record("intake.alike.decided", client=client_id, intake=intake_id, verdict=verdict.value)
    return comparison_id


@command(permission=policy.COMPARE)
def take_back_comparison(*, actor: Actor, comparison_id: UUID, intake_id: UUID, client_id: UUID, now: Instant) -> UUID:
    """What was decided about the two no longer holds; the pair waits again. Raises NotFound, Conflict (nothing is decided).

    An intake that ended because they were the same goes on where it stood.
    """
    row = locked(actor, policy.COMPARE, intake_id, now)
    content = {
        "intake_id": intake_id, "client_id": client_id, "verdict": Verdict.TAKEN_BACK.value, "because": "",
        "decided_by_id": actor.engagement_id,
    }  # fmt: skip
    on = local_date(now, actor.zone)
    if not _is_kept(actor, comparison_id, on):
        pair = next((one for one in get_check(actor, intake_id, on).people if one.record.id == client_id), None)
        if pair is None:
            raise NotFound
        if pair.decided is None or pair.decided.verdict is Verdict.TAKEN_BACK:
            raise Conflict("Nothing is decided about the two. There is nothing to take back.")
    if create_once(Comparison, actor, comparison_id, content, reasons=[], decided_at=now):
        _open_again(row, client_id)
        ledger.record("intake.alike.taken_back", client=client_id, intake=intake_id)
    return comparison_id


@command(permission=policy.COMPARE)
def close_check(*, actor: Actor, intake_id: UUID, now: Instant) -> UUID:
    """Nobody else looks alike. Raises NotFound, Conflict (somebody does, and nothing was decided about them)."""
    row = locked(actor, policy.COMPARE, intake_id, now)
    if row.checked_at is not None:
        ledger.unchanged("checked before")
        return intake_id
    if row.client_id is None:
        raise Conflict("Take them in first; then this can be closed.")
    if get_check(actor, intake_id, local_date(now, actor.zone)).open_count:
        raise Conflict("Somebody on record still looks alike. Decide about them first.")
    row.checked_at, row.checked_by_id = now, actor.engagement_id
    row.save(update_fields=["checked_at", "checked_by_id"])
    ledger.record("intake.check.closed", client=row.client_id, intake=intake_id)
    return intake_id


def end_when_decided(actor: Actor, row: Intake, now: Instant) -> None:
    """Everybody who looks alike was decided about: whoever was taken in is compared. For commands that hold the intake."""
    if row.state != State.ENROLLED.value or row.checked_at is not None:
        return
    if get_check(actor, row.id, local_date(now, actor.zone)).open_count == 0:
        row.checked_at, row.checked_by_id = now, actor.engagement_id
        row.save(update_fields=["checked_at", "checked_by_id"])


def _open_again(row: Intake, client_id: UUID) -> None:
    if row.state == State.SAME.value and row.client_id == client_id:
        row.state, row.client, row.closed_at, row.closed_by_id = State.OPEN.value, None, None, None
    row.checked_at = row.checked_by_id = None
    row.save(update_fields=["state", "client", "closed_at", "closed_by_id", "checked_at", "checked_by_id"])


def _end_as_same(actor: Actor, row: Intake, client_id: UUID, now: Instant) -> None:
    row.state, row.client_id = State.SAME.value, client_id
    row.closed_at = row.checked_at = now
    row.closed_by_id = row.checked_by_id = actor.engagement_id
    row.save(update_fields=["state", "client", "closed_at", "closed_by_id", "checked_at", "checked_by_id"])


def _pair(actor: Actor, row: Intake, client_id: UUID, comparison_id: UUID, now: Instant) -> dict[str, Any]:
    """Why the two looked alike, and what was compared; raises NotFound for somebody who does not, and for who is out of reach."""
    on = local_date(now, actor.zone)
    told = told_by(actor, row, on)
    for record, reasons in find_alike(actor, told, on):
        if record.id == client_id != row.client_id:
            key = key_of_marks(row.id)
            compared = {
                side: marks_of(prints_of(one), key) for side, one in (("came", told), ("there", told_on(record)))
            }
            return {"reasons": [Alike(reason).value for reason in reasons], "compared": compared}
    if _is_kept(actor, comparison_id, on):
        return {"reasons": []}  # a repeated send
    raise NotFound


def _is_kept(actor: Actor, comparison_id: UUID, on: date) -> bool:
    return visible(Comparison, actor, policy.COMPARE, on).filter(id=comparison_id).exists()
