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

LISTED = re.compile(r"[,;\n]")
JOINED = re.compile(r"[/&+]|\s(?:and|y)\s", re.IGNORECASE)  # each also asked whole: a family name may hold a "y"
TIES = Hook[AskTies]("may one of these names be somebody whom the actor is tied to")


def is_tie_possible(actor: Actor, walk_in_names: str, on: date) -> bool:
    """Of names as a leader writes them down: with commas, on lines of their own, or with a word or sign between two."""
    whole = LISTED.split(walk_in_names)
    names = dict.fromkeys(name.strip() for one in whole for name in (one, *JOINED.split(one)) if name.strip())
    return bool(names) and TIES.ask(actor, tuple(names), on)
