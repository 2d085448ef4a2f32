"""The words of the supervision log."""

from __future__ import annotations

from enum import StrEnum


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
