"""How somebody came, where their coming in stands, and why it ended without them."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """How the two met first."""

    CAME = "came"
    CALLED = "called"
    OUTREACH = "outreach"
    SENT = "sent"
    HOSPITAL = "hospital"
    COURT = "court"
    ASKED = "asked"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _WAYS[self]


class State(StrEnum):
    """Open until they were taken in, turned out to be here already, or it was given up."""

    OPEN = "open"
    ENROLLED = "enrolled"
    SAME = "same"
    GIVEN_UP = "given_up"


class Reason(StrEnum):
    """Why an intake was given up. A choice and no words: it stays when everything else is dropped."""

    CHANGED_MIND = "changed_mind"
    NOT_REACHED = "not_reached"
    OTHER_HELP = "other_help"
    MOVED = "moved"
    NOT_FOR_THEM = "not_for_them"
    MISTAKE = "mistake"

    @property
    def label(self) -> str:
        return _REASONS[self]


NAME_LENGTH = 80  # as on the record that follows

_WAYS = {
    Way.CAME: "Came by",
    Way.CALLED: "Called or wrote",
    Way.OUTREACH: "Met outside",
    Way.SENT: "Somebody sent them",
    Way.HOSPITAL: "In a hospital or clinic",
    Way.COURT: "In jail or court",
    Way.ASKED: "Asked by themselves, in writing",
    Way.OTHER: "Another way",
}
_REASONS = {
    Reason.CHANGED_MIND: "They do not want to, now",
    Reason.NOT_REACHED: "We could not reach them again",
    Reason.OTHER_HELP: "They found other help",
    Reason.MOVED: "They moved away",
    Reason.NOT_FOR_THEM: "We are not what they need",
    Reason.MISTAKE: "Begun by mistake",
}
