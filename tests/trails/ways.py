"""Short words for tests of the trails room."""

from __future__ import annotations

from datetime import date

from cairn.kernel.actors import Actor
from cairn.platform.ids import new_id
from cairn.privacy.scope import scope_of
from cairn.trails.commands.confirmations import Handed, answer_confirmation
from cairn.trails.commands.hours import ask_for_hours, record_hours
from cairn.trails.commands.trails import choose_trail, note_step
from tests.people import NOW, TODAY


def take(actor: Actor, trail: str = "volunteer", **more: object) -> None:
    with scope_of(actor):
        choose_trail(**{"actor": actor, "choice_id": new_id(), "trail": trail, "now": NOW, **more})  # type: ignore[arg-type]


def note(actor: Actor, step: str, done_on: date | None = TODAY, **more: object) -> None:
    with scope_of(actor):
        note_step(**{"actor": actor, "note_id": new_id(), "step": step, "done_on": done_on, "now": NOW, **more})  # type: ignore[arg-type]


def hours(actor: Actor, **changes: object) -> None:
    content = {"entry_id": new_id(), "kind": "volunteering", "on": TODAY, "minutes": 240, "with_whom": "Open Door",
               "what": "", "now": NOW, **changes}  # fmt: skip
    with scope_of(actor):
        record_hours(actor=actor, **content)  # type: ignore[arg-type]


def ask(actor: Actor, with_whom: str = "Open Door", **more: object) -> Handed:
    content = {"confirmation_id": new_id(), "with_whom": with_whom, "asked_of": "The coordinator", "now": NOW, **more}
    with scope_of(actor):
        return ask_for_hours(actor=actor, **content)  # type: ignore[arg-type]


def say(token: str, answer: str = "yes", name: str = "Casey Doe", remark: str = "", now: object = NOW) -> None:
    answer_confirmation(token=token, answer=answer, name=name, remark=remark, now=now)  # type: ignore[arg-type]
