"""What sort of gathering it is."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """A group keeps a roster of the people served; an open event only counts heads."""

    GROUP = "group"
    EVENT = "event"

    @property
    def label(self) -> str:
        return "Group" if self is Kind.GROUP else "Open event"


class EventKind(StrEnum):
    """What an open event was."""

    MEAL = "meal"
    OUTING = "outing"
    TALK = "talk"
    CELEBRATION = "celebration"
    TABLE = "table"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _EVENT_WORDS[self]


class State(StrEnum):
    """Where one meeting stands."""

    OPEN = "open"
    CLOSED = "closed"
    CANCELED = "canceled"

    @property
    def label(self) -> str:
        return {State.OPEN: "Being held", State.CLOSED: "Closed", State.CANCELED: "Canceled"}[self]


_EVENT_WORDS = {
    EventKind.MEAL: "Meal together",
    EventKind.OUTING: "Outing",
    EventKind.TALK: "Talk or film",
    EventKind.CELEBRATION: "Celebration",
    EventKind.TABLE: "Table at a fair",
    EventKind.OTHER: "Something else",
}
