"""What mentors and mentees wish to talk about, and how; and who would suit whom, with the reasons. The mentee decides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Topic(StrEnum):
    """What a mentoring talk is about. Never a client."""

    FIRST_MONTHS = "first_months"
    BOUNDARIES = "boundaries"
    STORY = "story"
    PAPERWORK = "paperwork"
    GROUPS = "groups"
    HARD_MOMENTS = "hard_moments"
    SELF_CARE = "self_care"
    NEXT_STEPS = "next_steps"

    @property
    def label(self) -> str:
        return TOPIC_LABELS[self]


class Way(StrEnum):
    PHONE = "phone"
    VIDEO = "video"
    IN_PERSON = "in_person"

    @property
    def label(self) -> str:
        return WAY_LABELS[self]


TOPIC_LABELS = {
    Topic.FIRST_MONTHS: "The first months at work",
    Topic.BOUNDARIES: "Boundaries",
    Topic.STORY: "Telling my story",
    Topic.PAPERWORK: "Notes and paperwork",
    Topic.GROUPS: "Leading groups",
    Topic.HARD_MOMENTS: "Hard moments",
    Topic.SELF_CARE: "Looking after myself",
    Topic.NEXT_STEPS: "Where this work can lead",
}
WAY_LABELS = {Way.PHONE: "By phone", Way.VIDEO: "By video", Way.IN_PERSON: "In person"}
MOST_PLACES = 12  # mentees of one mentor: a slip of the finger, not a rule


@dataclass(frozen=True, slots=True)
class Wish:
    """What one person told. `places`: how many mentees a mentor has room for; nothing for a mentee."""

    topics: frozenset[Topic]
    ways: frozenset[Way]
    places: int = 0


@dataclass(frozen=True, slots=True)
class MentorOffer:
    """A mentor with what they told, and how many mentees they walk with now."""

    id: UUID
    name: str
    wish: Wish
    mentees: int

    @property
    def has_room(self) -> bool:
        return self.mentees < self.wish.places


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mentor and what the two have in common, in the order of the lists. No score: the reasons are all there is."""

    mentor: MentorOffer
    topics: tuple[Topic, ...]
    ways: tuple[Way, ...]


def suggest(wish: Wish, mentors: Iterable[MentorOffer]) -> tuple[Suggestion, ...]:
    """Mentors with room and a way of meeting in common; more topics in common first, then by name."""
    found = []
    for mentor in mentors:
        topics = tuple(topic for topic in Topic if topic in wish.topics & mentor.wish.topics)
        ways = tuple(way for way in Way if way in wish.ways & mentor.wish.ways)
        if mentor.has_room and ways:
            found.append(Suggestion(mentor, topics, ways))
    return tuple(sorted(found, key=lambda each: (-len(each.topics), each.mentor.name, str(each.mentor.id))))
