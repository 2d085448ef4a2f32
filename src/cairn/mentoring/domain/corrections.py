"""What of mentoring may be taken back."""

from __future__ import annotations

from enum import StrEnum


class Wrong(StrEnum):
    """A kind of entry that may turn out wrong."""

    TALK = "talk"
    SESSION = "session"
    DUES = "dues"

    @property
    def permission(self) -> str:
        return f"mentoring.{self.value}.take_back"
