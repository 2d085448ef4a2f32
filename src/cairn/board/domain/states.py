"""Where an application is, and in whose hands."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """A draft and an answer are the candidate's; what was sent is the desk's, until it is decided."""

    DRAFT = "draft"
    SENT = "sent"
    ANSWERING = "answering"  # a deficiency letter went out: the candidate may change the steps and send again
    REHABILITATION = "rehabilitation"
    APPROVED = "approved"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def is_open_to_candidate(self) -> bool:
        return self in (State.DRAFT, State.ANSWERING)

    @property
    def is_at_desk(self) -> bool:
        return self in (State.SENT, State.REHABILITATION)

    @property
    def is_final(self) -> bool:
        return self in (State.APPROVED, State.REFUSED)


LABELS = {
    State.DRAFT: "Being written",
    State.SENT: "At the board’s desk",
    State.ANSWERING: "Waits for the candidate",
    State.REHABILITATION: "In rehabilitation review",
    State.APPROVED: "Approved",
    State.REFUSED: "Refused",
}
