"""What miles were driven for. A purpose, never a person: whom one drove to stands with the contact."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    MEETING_PEOPLE = "meeting_people"
    BETWEEN_SITES = "between_sites"
    OUTREACH = "outreach"
    TRAINING = "training"
    SUPERVISION = "supervision"
    OTHER = "other"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Purpose.MEETING_PEOPLE: "Meeting people",
    Purpose.BETWEEN_SITES: "Between sites",
    Purpose.OUTREACH: "Outreach",
    Purpose.TRAINING: "Training",
    Purpose.SUPERVISION: "Supervision",
    Purpose.OTHER: "Other work",
}
LONGEST = 1000  # miles in one trip: a slip of the finger, not a rule
