"""What the sign-in of a person served is called: a word that says nothing and eight random signs. Pure.

The name is made by chance, tells nobody who it belongs to, and is no address: the domain behind it can never exist (RFC 2606).
"""

from __future__ import annotations

NOWHERE = "in.invalid"
WORD = "notes"
APP_SHOWS = "Notes"  # what an authenticator app writes beside its code: others may look at the phone
LONGEST = 40


def address_for(signs: str) -> str:
    """The account's name as it is kept."""
    return f"{WORD}-{signs}@{NOWHERE}"


def address_as_typed(typed: str) -> str:
    """The kept name behind what somebody typed: capitals, spaces and a left-out first word do not matter."""
    local = "".join(typed.lower().split())[:LONGEST].partition("@")[0]
    return address_for(local.removeprefix(f"{WORD}-").removeprefix(WORD))


def name_of(address: str) -> str:
    """The name to type at the door; empty for an account of somebody at work."""
    local, _, domain = address.partition("@")
    return local if domain == NOWHERE else ""
