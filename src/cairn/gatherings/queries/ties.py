"""Whether somebody who walked in may be close to whoever holds the meeting. A room beside this one knows.

Only yes or no comes back, and nothing is kept: never which tie, whose, or to whom.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from cairn.kernel.actors import Actor
from cairn.kernel.hooks import Hook

AskTies = Callable[[Actor, tuple[str, ...], date], bool]

TIES = Hook[AskTies]("may one of these names be somebody whom the actor is tied to")


def is_tie_possible(actor: Actor, walk_in_names: str, on: date) -> bool:
    """Of names as a leader writes them down, with commas or on lines of their own."""
    names = tuple(name.strip() for name in re.split(r"[,;\n]", walk_in_names) if name.strip())
    return bool(names) and TIES.ask(actor, names, on)
