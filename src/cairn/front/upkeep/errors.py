"""What stops an operator's command: one plain sentence with the way out."""

from __future__ import annotations


class CannotDo(Exception):
    """The command was understood and cannot be done; exit code 1."""


class WrongUse(Exception):
    """The command was called in a way that makes no sense; exit code 2."""
