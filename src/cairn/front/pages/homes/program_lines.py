"""One calm line about a program that is still in its start. A program at work has none, and pays one statement for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cairn.front.pages.compliance import Row
from cairn.front.pages.first_steps import is_at_work
from cairn.front.pages.program import find_standing, list_seen
from cairn.kernel.actors import Actor
from cairn.program.domain.phases import GATES, Phase
from cairn.program.queries.phases import list_marks


def program_line(actor: Actor, on: date, rows: Sequence[Row]) -> str:
    """ "Phase 1, planning: 3 of 14 steps. Next: …"; "" for a program in operation, or one at work that never wrote down a step.

    One statement; five while the program is in its start.
    """
    marks = list_marks(actor, on)
    standing_marks = [mark for mark in marks if mark.is_standing]
    in_operation = any(mark.draft.step == GATES[Phase.OPERATIONAL] for mark in standing_marks)
    if in_operation or (not standing_marks and is_at_work(rows)):
        return ""
    standing = find_standing(actor, on, marks, list_seen(actor, on, rows))
    current, following = standing.current, next(iter(standing.next), None)
    words = f"{current.phase.label}: {current.done} of {current.total} steps."
    return f"{words} Next: {following.step.title[:1].lower()}{following.step.title[1:]}." if following else words
