"""Papers that come with an application: what they can show. Whether a file is taken is judged in `platform.uploads`."""

from __future__ import annotations

from enum import StrEnum


class PaperKind(StrEnum):
    CERTIFICATE = "certificate"
    AGREEMENT = "agreement"
    OFFER = "offer"
    OTHER_STATE = "other_state"
    HOURS = "hours"
    REHABILITATION = "rehabilitation"
    OTHER = "other"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    PaperKind.CERTIFICATE: "Training certificate",
    PaperKind.AGREEMENT: "Supervision agreement and plan",
    PaperKind.OFFER: "Employer's letter",
    PaperKind.OTHER_STATE: "License of another state",
    PaperKind.HOURS: "Volunteer hours and further training",
    PaperKind.REHABILITATION: "Letter on rehabilitation",
    PaperKind.OTHER: "Something else",
}
