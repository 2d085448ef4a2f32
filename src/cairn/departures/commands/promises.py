"""What becomes of the open promises when two part: kept, passed on by name, or let go with a reason. None is left without an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from cairn.departures.domain.moves import PromiseChoice, check_choice
from cairn.departures.models import Departure, PromiseEnding, Transfer
from cairn.kernel.actors import Actor
from cairn.kernel.errors import BadInput
from cairn.kernel.instants import Instant
from cairn.platform.ids import new_id
from cairn.support.commands.endings import locked_promises, pass_on, settle, stand_again
from cairn.support.domain.relationships import Outcome
from cairn.support.models import Promise


def settle_promises(
    actor: Actor,
    client_id: UUID,
    choices: Mapping[UUID, PromiseChoice],
    now: Instant,
    *,
    departure: Departure | None = None,
    transfer: Transfer | None = None,
) -> None:
    """Carry out one choice for each open promise. Raises BadInput naming those without one."""
    promises = locked_promises(actor, client_id, transfer.ended_id if transfer else None)
    _check_choices(promises, choices, may_pass_on=transfer is not None)
    for promise in promises:
        choice, passed_to = choices[promise.id], None
        if choice.outcome is Outcome.PASSED_ON and transfer is not None:
            passed_to = new_id()
            pass_on(actor, promise, transfer.began_id, passed_to, now)
        else:
            settle(promise, choice.outcome, now)
        PromiseEnding.objects.create(
            organization_id=actor.organization_id,
            client_id=client_id,
            departure=departure,
            transfer=transfer,
            promise_id=promise.id,
            outcome=choice.outcome.value,
            passed_to_id=passed_to,
            because=choice.because.strip(),
            recorded_at=now,
            recorded_by_id=actor.engagement_id,
        )


def _check_choices(promises: Iterable[Promise], choices: Mapping[UUID, PromiseChoice], *, may_pass_on: bool) -> None:
    """Every promise at once, so that nobody is told of one mistake after the other."""
    problems: dict[str, str] = {}
    for promise in promises:
        choice = choices.get(promise.id)
        if choice is None:
            problems[f"promise-{promise.id}"] = f"Say what becomes of this: “{promise.text}”."
            continue
        try:
            check_choice(str(promise.id), choice, may_pass_on=may_pass_on)
        except BadInput as error:
            problems.update(error.problems)
    if problems:
        raise BadInput(problems)


def stand_promises_again(actor: Actor, departure: Departure) -> None:
    """A leaving is taken back: what was let go for it stands again. What was kept stays kept."""
    let_go = departure.promises.filter(outcome=Outcome.LET_GO.value)
    stand_again(actor, let_go.values_list("promise_id", flat=True))
