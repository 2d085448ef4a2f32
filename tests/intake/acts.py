"""What the tests of this room do with an intake, in one line each."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from cairn.intake.commands.fees import set_fee
from cairn.intake.commands.finishing import Finish, finish_intake
from cairn.intake.commands.intakes import begin_intake, write_intake_step
from cairn.intake.domain.arrivals import Way
from cairn.intake.domain.questions import Step
from cairn.intake.models import AskingDoor
from cairn.intake.queries.intakes import get_intake
from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.matching.commands.conflicts import answer_conflict
from cairn.platform.ids import new_form_id, new_id
from cairn.platform.open_forms import seal_form
from cairn.privacy.scope import scope_of, scope_of_installation
from tests.labor import keep_certified
from tests.people import NOW, TODAY, Cast

OPENED = Instant(NOW - timedelta(minutes=2))


def begin(cast: Cast, actor: Actor | None = None, called: str = "Robin", intake_id: UUID | None = None) -> UUID:
    actor = actor or cast.ana
    with scope_of(actor):
        return begin_intake(actor=actor, intake_id=intake_id or new_id(), called=called, way=Way.CAME, now=NOW)


def tell(cast: Cast, intake_id: UUID, step: Step, answers: dict, actor: Actor | None = None, seen: int | None = None):
    """Write a step; without `seen`, as somebody who has just read it."""
    actor = actor or cast.ana
    with scope_of(actor):
        if seen is None:
            seen = get_intake(actor, intake_id, TODAY).entry(step).number
        return write_intake_step(actor=actor, intake_id=intake_id, step=step, answers=answers, seen=seen, now=NOW)


def finish(cast: Cast, intake_id: UUID, actor: Actor | None = None, **changes) -> UUID:
    actor = actor or cast.ana
    with scope_of(actor):
        draft = Finish(**{"client_id": new_id(), "relationship_id": new_id(), **changes})
        return finish_intake(actor=actor, intake_id=intake_id, finish=draft, now=NOW)


def walk_with(cast: Cast, client_id: UUID, actor: Actor | None = None) -> UUID:
    """Whoever took them in is certified, answers that they do not know each other, and begins."""
    actor = actor or cast.ana
    with scope_of_installation():
        keep_certified(cast, actor)
    with scope_of(actor):
        answer_conflict(actor=actor, answer_id=new_id(), client_id=client_id, ties=(), words="", now=NOW)
    return client_id


def read(cast: Cast, intake_id: UUID, actor: Actor | None = None):
    actor = actor or cast.ana
    with scope_of(actor):
        return get_intake(actor, intake_id, TODAY)


def say_cost(cast: Cast, words: str = "Nobody is sent a bill.", *, nothing: bool = True) -> UUID:
    with scope_of(cast.faye):
        return set_fee(
            actor=cast.faye, notice_id=new_id(), program_id=cast.program.id, costs_nothing=nothing, words=words, now=NOW
        )


def form(token: str, *, given_out: Instant = OPENED, **fields: str) -> dict[str, str]:
    """What a browser sends of the page for those who ask by themselves; the page was opened two minutes ago."""
    with scope_of_installation():
        door = AskingDoor.objects.get(token=token)
    asking_id = fields.pop("id", "") or str(new_form_id(door.organization_id))
    seal = seal_form(f"asking:{door.id}:{asking_id}", given_out)
    return {"id": asking_id, "seal": seal, "lang": "en", "called": "Robin", "phone": "406 555 0177", **fields}
