"""What can matter to a person in a peer supporter, and what a peer supporter may want said about themselves."""

from __future__ import annotations

from enum import StrEnum
from unicodedata import category


class Facet(StrEnum):
    """One thing that can matter."""

    VETERAN = "veteran"
    PARENT = "parent"
    GENDER = "gender"
    LANGUAGE = "language"
    CULTURE = "culture"
    LIVED = "lived"

    @property
    def question(self) -> str:
        return QUESTIONS[self]


QUESTIONS = {
    Facet.VETERAN: "Somebody who served in the military",
    Facet.PARENT: "Somebody who is a parent",
    Facet.GENDER: "Their gender",
    Facet.LANGUAGE: "A language that they speak",
    Facet.CULTURE: "Their culture, people or faith",
    Facet.LIVED: "What they have lived through themselves",
}


class Strength(StrEnum):
    """How strongly something matters. That it does not matter is a good answer too, and is not kept."""

    WELCOME = "welcome"
    MATTERS = "matters"

    @property
    def label(self) -> str:
        return "Would be good" if self is Strength.WELCOME else "Matters a lot"


STRENGTHS = (("", "Does not matter"), *((one.value, one.label) for one in Strength))
GENDERS = (("woman", "A woman"), ("man", "A man"), ("other", "Neither, or both"))
ANY_GENDER = ("", "Any")  # so that a choice can be taken out again
LIVED = (
    ("mental_health", "Mental health"),
    ("alcohol", "Alcohol"),
    ("drugs", "Drugs"),
    ("trauma", "Trauma or violence"),
    ("loss", "Losing somebody"),
    ("prison", "Jail or prison"),
    ("no_home", "No place to live"),
    ("illness", "A long illness or disability"),
)
GENDER_WORDS, LIVED_WORDS = dict(GENDERS), dict(LIVED)


def listed(text: str) -> tuple[str, ...]:
    """What was typed with commas or on lines, as single words or phrases, without signs that steer a machine."""
    lines = "".join(sign for sign in text.replace("\n", ",") if category(sign) != "Cc")
    return tuple(part for part in (" ".join(each.split()) for each in lines.split(",")) if part)
