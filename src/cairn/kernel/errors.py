"""The errors of Cairn, one tree.

CairnError
├── NotFound          it does not exist, or it is not yours to see; nobody can tell which
├── NotPermitted      the acting role may never do this (decided before anything is read)
├── Refused           a rule says no; carries the Decision, so it can explain itself
├── BadInput          what was typed cannot be taken; names each field and the way out
├── Conflict          somebody else wrote first; both texts are kept
└── BrokenRecord      what is stored contradicts itself (a damaged ledger, pack or backup)
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cairn.kernel.decisions import Decision


class CairnError(Exception):
    """The root: catch this to catch everything that Cairn raises on purpose."""


class NotFound(CairnError):
    """The same answer for "no such thing" and for "not yours": existence is itself protected."""


class NotPermitted(CairnError):
    """The acting role holds no permission of this name."""

    def __init__(self, permission: str) -> None:
        super().__init__(f"This role may not do this ({permission}).")
        self.permission = permission


class Refused(CairnError):
    """A decision came out against the act; `decision` says which rules and what would change it."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.summary())
        self.decision = decision


class BadInput(CairnError):
    """Input that cannot be taken. `problems` maps a field's name to one sentence: what is wrong and what to do."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {sentence}" for field, sentence in problems.items()))
        self.problems = dict(problems)


class Conflict(CairnError):
    """The row changed since it was read. Nothing was written; `current_version` is what stands now."""

    def __init__(self, message: str, *, current_version: int | None = None) -> None:
        super().__init__(message)
        self.current_version = current_version


class BrokenRecord(CairnError):
    """Stored data that cannot be trusted; the message names the first bad place."""
