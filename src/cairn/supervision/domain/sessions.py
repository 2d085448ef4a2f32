"""A session of supervision as it is written down: its words, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from cairn.kernel.instants import Instant, minutes_between
from cairn.supervision.domain.accounts import SessionKind

SUMMARY = 500  # letters
LONGEST = 12 * 60  # a slip of the finger, not a rule


class Format(StrEnum):
    """How a session was held. The rule is silent on groups: each who attended has the session, and it is marked."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    GROUP = "group"

    @property
    def label(self) -> str:
        return {"in_person": "In person", "video": "Video", "group": "Group"}[self.value]


class Topic(StrEnum):
    """What was talked about. Ethics and boundaries come first: they are the hardest, and to be looked at often."""

    ETHICS = "ethics"
    BOUNDARIES = "boundaries"
    SELF_CARE = "self_care"
    SKILL_BUILDING = "skill_building"
    PROBLEM_SOLVING = "problem_solving"
    CELEBRATING = "celebrating"
    RESOURCES = "resources"
    DOCUMENTATION = "documentation"
    RETURN_TO_USE = "return_to_use"
    MISSION = "mission"
    CHECK_IN = "check_in"
    SCOPE = "scope"
    WITNESSING = "witnessing"
    ACCOUNTABILITY = "accountability"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Topic.ETHICS: "Ethics",
    Topic.BOUNDARIES: "Boundaries",
    Topic.SELF_CARE: "Self-care",
    Topic.SKILL_BUILDING: "Skill building",
    Topic.PROBLEM_SOLVING: "Problem solving",
    Topic.CELEBRATING: "Celebrating",
    Topic.RESOURCES: "Resources",
    Topic.DOCUMENTATION: "Documentation",
    Topic.RETURN_TO_USE: "Return to use: how to support",
    Topic.MISSION: "Personal mission",
    Topic.CHECK_IN: "Check-in",
    Topic.SCOPE: "Scope of practice",
    Topic.WITNESSING: "Good and bad experiences",
    Topic.ACCOUNTABILITY: "Accountability",
}


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """A session as the supervisor writes it down. Times to the minute; `topics` are codes; its texts name nobody."""

    peer_id: UUID
    kind: str
    format: str
    started_at: Instant
    ended_at: Instant
    topics: tuple[str, ...]
    summary: str = ""
    commitments: str = ""  # what the two agreed on; names nobody either
    scenario: str = ""  # code of the one that was talked through


def check_session(draft: SessionDraft, now: Instant, scenarios: Collection[str]) -> dict[str, str]:
    """What is wrong with the form itself, by field. `scenarios`: the codes that can have been talked through."""
    problems: dict[str, str] = {}
    if draft.kind not in list(SessionKind):
        problems["kind"] = "Choose what kind of supervision it was."
    if draft.format not in list(Format):
        problems["format"] = "Choose how you met."
    if not draft.topics or any(topic not in list(Topic) for topic in draft.topics):
        problems["topics"] = "Choose at least one topic. The log needs to say what it was about."
    if draft.started_at > now:
        problems["started_at"] = "This is still to come. Record the session once it was held."
    elif draft.ended_at > now:
        problems["ended_at"] = "This end is still to come. Record the session once it is over."
    if minutes_between(draft.started_at, draft.ended_at) < 1:
        problems["ended_at"] = "The end must be after the start."
    elif minutes_between(draft.started_at, draft.ended_at) > LONGEST:
        problems["ended_at"] = "This is longer than 12 hours. Check the day and the times."
    for name in ("summary", "commitments"):
        if len(getattr(draft, name)) > SUMMARY:
            problems[name] = f"Keep it under {SUMMARY} letters; this has {len(getattr(draft, name))}."
    if draft.scenario and draft.scenario not in scenarios:
        problems["scenario"] = "Choose the scenario that was offered, or none."
    return problems
