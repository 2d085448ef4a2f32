"""The parts of a plan, and the questions of each. All may stay empty; the words are the person's own.

The guide asks for a wellness or recovery plan with the eight dimensions (PS101, the Supporting phase: recovery planning, crisis and
relapse support); what a plan for hard days holds is practice in peer support, in our own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """One part of a plan. Goals are many, each a thing of its own; of the others there is one."""

    GOAL = "goal"
    STRENGTHS = "strengths"
    SUPPORTS = "supports"
    DAILY = "daily"
    TRIGGERS = "triggers"
    EARLY_SIGNS = "early_signs"
    CRISIS = "crisis"
    WELLNESS = "wellness"


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a part: its code, what is asked, and a word that helps to answer."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """How a part is asked for."""

    part: Part
    title: str
    told: str  # why it is worth writing
    questions: tuple[Question, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(question.code for question in self.questions)


WORDS = "words"


def _one(part: Part, title: str, told: str, label: str, hint: str = "") -> Guide:
    return Guide(part, title, told, (Question(WORDS, label, hint),))


GUIDES: dict[Part, Guide] = {
    guide.part: guide
    for guide in (
        _one(
            Part.STRENGTHS,
            "What I bring",
            "What already helped once will help again.",
            "What am I good at? What got me here?",
            "For example: I keep going, I can fix engines, I have been a good sister",
        ),
        _one(
            Part.SUPPORTS,
            "Who and what supports me",
            "On a hard day it is good to have the list ready.",
            "Who can I call? Where can I go? What do I hold on to?",
            "People, places, groups, faith, animals",
        ),
        _one(
            Part.DAILY,
            "What keeps me well",
            "Small things, most days.",
            "What do I do to stay well?",
            "For example: walk the dog, eat breakfast, call my sponsor",
        ),
        _one(
            Part.TRIGGERS,
            "What makes it harder",
            "Knowing it ahead takes some of its force.",
            "What sets me back, and what do I do then?",
        ),
        _one(
            Part.EARLY_SIGNS,
            "Early signs",
            "What I or others notice first when things begin to slip.",
            "How do I notice it? What helps in time?",
            "For example: I stop answering calls; then I ask someone to come by",
        ),
        Guide(
            Part.CRISIS,
            "When it gets really hard",
            "Written on a good day, for a bad one: so that others do what I want.",
            (
                Question("signs", "How others can tell that I need them to step in"),
                Question("people", "Who should be called, and who should not"),
                Question("helps", "What helps me then"),
                Question("harms", "What makes it worse"),
                Question("places", "Where I would want to be, and where not"),
                Question("care", "What somebody must look after", "Children, animals, work, the door"),
                Question("over", "How we know that it is over"),
            ),
        ),
        Guide(
            Part.WELLNESS,
            "My life, all round",
            "Eight sides of one life. Write only where something wants to be said.",
            (
                Question("emotional", "Emotional", "How I deal with what I feel"),
                Question("environmental", "Environmental", "Where I live, and whether it does me good"),
                Question("financial", "Financial", "Money, now and later"),
                Question("intellectual", "Intellectual", "What I learn and make"),
                Question("occupational", "Occupational", "Work, paid or not, that means something"),
                Question("physical", "Physical", "Sleep, food, moving, health"),
                Question("social", "Social", "Who is around me"),
                Question("spiritual", "Spiritual", "What gives meaning, peace, a place in the whole"),
            ),
        ),
    )
}
