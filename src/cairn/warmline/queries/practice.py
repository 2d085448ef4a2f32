"""Who may not practice on a day, so that nobody is on the desk unawares. Supervision knows; the front joins them. A warning, no bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from cairn.kernel.actors import Actor
from cairn.kernel.hooks import Hook

AskBarred = Callable[[Actor, date], Mapping[UUID, str]]
AskCertified = Callable[[Actor, date], bool]

BARRED = Hook[AskBarred]("why a peer supporter may not practice on a day")
CERTIFIED = Hook[AskCertified]("whether a peer supporter holds a certificate on a day")


def list_barred(actor: Actor, on: date) -> Mapping[UUID, str]:
    """Why, in words, by peer supporter; only those whom the actor may know of. Five statements."""
    return BARRED.ask(actor, on)


def is_certified(actor: Actor, on: date) -> bool:
    """Whether the peer supporter on the desk holds a certificate in force. One statement: the rest stands on their Today."""
    return CERTIFIED.ask(actor, on)
