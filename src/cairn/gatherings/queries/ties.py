"""Whether somebody who walked in may be close to whoever holds the meeting. A room beside this one knows; the front joins them.

Only yes or no comes back, and nothing is kept: never which tie, whose, or to whom.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from cairn.kernel.actors import Actor

AskTies = Callable[[Actor, tuple[str, ...], date], bool]

_asked: list[AskTies] = []


def know_ties(asked: AskTies) -> None:
    """Told once, by the front."""
    _asked[:] = [asked]


def is_tie_possible(actor: Actor, walk_in_names: str, on: date) -> bool:
    """Of names as a leader writes them down, with commas or on lines of their own."""
    names = tuple(name.strip() for name in re.split(r"[,;\n]", walk_in_names) if name.strip())
    return bool(names and _asked) and _asked[0](actor, names, on)
