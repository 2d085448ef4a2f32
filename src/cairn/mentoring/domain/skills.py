"""Speed-skills sessions, and whether an hour of mentoring may be continuing education."""

from __future__ import annotations

from enum import StrEnum

from cairn.kernel.decisions import Decision, Verdict
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

LONGEST = 8 * 60  # minutes of one session: a slip of the finger, not a rule


class Skill(StrEnum):
    """What a session was about; each lies within the competencies that the course teaches."""

    COMMUNICATION = "communication"
    BOUNDARIES = "boundaries"
    SCOPE = "scope"
    STORY = "story"
    FACILITATION = "facilitation"
    RESOURCES = "resources"
    SELF_CARE = "self_care"
    CULTURE = "culture"
    SUICIDE_AWARENESS = "suicide_awareness"

    @property
    def label(self) -> str:
        return SKILL_LABELS[self]

    @property
    def category(self) -> str:
        """What it is in the account of continuing education."""
        return {Skill.SUICIDE_AWARENESS: "suicide_prevention", Skill.BOUNDARIES: "ethics"}.get(self, "general")


SKILL_LABELS = {
    Skill.COMMUNICATION: "Listening and asking",
    Skill.BOUNDARIES: "Boundaries and ethics",
    Skill.SCOPE: "Scope of practice",
    Skill.STORY: "Recovery story",
    Skill.FACILITATION: "Leading a group",
    Skill.RESOURCES: "Community resources",
    Skill.SELF_CARE: "Self-care",
    Skill.CULTURE: "Cultural awareness",
    Skill.SUICIDE_AWARENESS: "Suicide awareness",
}


def decide_counts_as_ce(*, is_session: bool, rules: Rules) -> Decision:
    """Whether a session, or a talk of a pair, may be written into the own account of continuing education.

    The license holder chooses fitting courses and answers for them; nobody approves them first. A talk between two is no course
    in any source read, so it is not offered.
    """
    needs_approval = rules.entry("ce.preapproval")
    chosen = check(
        "mentoring.ce.chosen",
        "The holder chooses",
        verdict=not needs_approval.value,
        required="courses need no approval beforehand",
        found="none needed" if not needs_approval.value else "a board's approval is needed",
        remedy="Ask the board to approve the sessions.",
        by=(needs_approval,),
    )
    subject = check(
        "mentoring.ce.subject",
        "What it is about",
        verdict=Verdict.MET if is_session else Verdict.UNKNOWN,
        required=str(rules.value("ce.subject")),
        found="a session on one skill"
        if is_session
        else "a talk between two; no source says that it counts: not verified",
        remedy="Ask the board before you count a talk.",
        by=(rules.entry("ce.subject"),),
    )
    return Decision.all_of("Counts as continuing education", (chosen, subject))
