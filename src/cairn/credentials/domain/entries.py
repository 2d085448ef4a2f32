"""The kinds of entries that a person's record holds."""

from __future__ import annotations

from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry is about. The words shown are `label`."""

    CERTIFICATE = "certificate"
    RENEWAL = "renewal"
    COURSE = "course"
    BACKGROUND_CHECK = "background-check"

    @property
    def label(self) -> str:
        return self.value.replace("-", " ").capitalize()
