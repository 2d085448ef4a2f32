"""What a worked hour can be that is not a contact."""

from __future__ import annotations

from enum import StrEnum


class Activity(StrEnum):
    """The rest of a day's work. Every one of them raises the supervision that is owed, as contacts do."""

    PAPERWORK = "paperwork"
    TRAVEL = "travel"
    TRAINING = "training"
    OUTREACH = "outreach"
    MEETING = "meeting"
    OTHER = "other"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Activity.PAPERWORK: "Paperwork",
    Activity.TRAVEL: "Travel",
    Activity.TRAINING: "Training",
    Activity.OUTREACH: "Outreach",
    Activity.MEETING: "Meetings",
    Activity.OTHER: "Other work",
}
