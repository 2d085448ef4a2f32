"""Who may begin with somebody new today. Supervision knows, on a floor above this room; the front joins them.

Nobody answering is an error: a house put together without the answer must not offer everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from cairn.kernel.actors import Actor
from cairn.matching.domain.practice import Practice

AskPractice = Callable[[Actor, date], Practice]

_asked: list[AskPractice] = []


def know_practice(asked: AskPractice) -> None:
    """Told once, by the front."""
    _asked[:] = [asked]


def ask_practice(actor: Actor, on: date) -> Practice:
    """As far as the actor may know it. Five statements; raises LookupError when nobody was told to answer."""
    if not _asked:
        raise LookupError("Nobody was told to answer who may begin with somebody new. Name who does in the front.")
    return _asked[0](actor, on)
