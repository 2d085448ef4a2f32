"""The short code that opens the door: few signs, none that is mistaken for another, valid for minutes. Pure."""

from __future__ import annotations

from datetime import timedelta

SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no I, L, O, 0, 1: eight of them are 850 billion codes
LENGTH = 8
CODE_LASTS = timedelta(minutes=20)  # product's choice: time enough to stand side by side


def plain(typed: str) -> str:
    """What was typed, without spaces, hyphens and small letters."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())[:40]


def shown(code: str) -> str:
    """ "ABCD-EFGH": as it is read aloud."""
    return f"{code[:4]}-{code[4:]}"
