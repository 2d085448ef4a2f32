"""Who may see a record that is kept apart: what is said of it, and what cannot be taken."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from cairn.kernel.errors import BadInput

REASON_LENGTH = 300
OPEN_FOR = timedelta(minutes=60)  # how long an emergency opens a record
NOBODY_SEES = "Name at least one person who may see the record and who works with it."
BOTH = "Somebody cannot be named on both lists. Decide whether they may see the record."
YOURSELF = "You are the one who writes this down. Let somebody else who may see the record do it."
OWN_NAME = "This is your own name, and nobody opens a record under their own name. Let somebody else write it down, whoever it belongs to."
UNKNOWN = "Choose among the people who work here today."
NO_REASON = "Say in a few words why this cannot wait. The person will read it."
FULL_NAME = "Write the first and the last name, as you know them; the first name alone where no other is on record."


@dataclass(frozen=True, slots=True)
class Named:
    """Whom the person named: who sees the record, and who never does. With `is_apart` false everybody whose duty it is sees it."""

    is_apart: bool
    keepers: frozenset[UUID] = frozenset()
    out: frozenset[UUID] = frozenset()


def check_named(named: Named, at_work: Collection[UUID]) -> None:
    """Raises BadInput: somebody on both lists, somebody who does not work here."""
    problems = {}
    if named.is_apart and named.keepers & named.out:
        problems["out"] = BOTH
    for field, ids in (("keepers", named.keepers if named.is_apart else frozenset()), ("out", named.out)):
        if not ids <= set(at_work):
            problems[field] = UNKNOWN
    if named.is_apart and not named.keepers:
        problems["keepers"] = NOBODY_SEES
    if problems:
        raise BadInput(problems)


def check_emergency(given: str, family: str, because: str) -> None:
    """Raises BadInput: no name, no reason, or one that is too long."""
    problems = {}
    if not given:
        problems["given"] = FULL_NAME
    if not because:
        problems["because"] = NO_REASON
    elif len(because) > REASON_LENGTH:
        problems["because"] = f"Use at most {REASON_LENGTH} characters; now it is {len(because)}."
    if problems:
        raise BadInput(problems)
