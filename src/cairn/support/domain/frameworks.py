"""The words in which peer support describes itself: sets that are known by name, never by their place in a list.

Montana's training guide and SAMHSA's slide give the four dimensions in different orders, so a code is a word and
nothing is keyed on a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cairn.kernel.citations import Citation, Status


class SupportType(StrEnum):
    """What kind of support was given."""

    EMOTIONAL = "emotional"
    INFORMATIONAL = "informational"
    INSTRUMENTAL = "instrumental"
    AFFILIATION = "affiliation"


class Dimension(StrEnum):
    """The part of a life in recovery that a contact touched."""

    HEALTH = "health"
    HOME = "home"
    PURPOSE = "purpose"
    COMMUNITY = "community"


class Principle(StrEnum):
    """The ten guiding principles of recovery."""

    HOPE = "hope"
    PERSON_DRIVEN = "person_driven"
    MANY_PATHWAYS = "many_pathways"
    HOLISTIC = "holistic"
    PEER_SUPPORT = "peer_support"
    RELATIONAL = "relational"
    CULTURE = "culture"
    ADDRESSES_TRAUMA = "addresses_trauma"
    STRENGTHS = "strengths"
    RESPECT = "respect"


class Wellness(StrEnum):
    """The eight dimensions of wellness, which the guide also draws as the medicine wheel."""

    EMOTIONAL = "emotional"
    ENVIRONMENTAL = "environmental"
    FINANCIAL = "financial"
    INTELLECTUAL = "intellectual"
    OCCUPATIONAL = "occupational"
    PHYSICAL = "physical"
    SOCIAL = "social"
    SPIRITUAL = "spiritual"


@dataclass(frozen=True, slots=True)
class Word:
    """One member of a set, as it is shown: its code, its name, and a few plain words."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Framework:
    """One set of words with the source of its names. `family` is what an encounter's mark calls it."""

    family: str
    label: str
    words: tuple[Word, ...]
    citation: Citation

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(word.code for word in self.words)

    def label_of(self, code: str) -> str:
        """The name of a code; the code itself when it belongs to an older set."""
        return next((word.label for word in self.words if word.code == code), code.replace("_", " "))


_GUIDE = "Montana peer support guide (PS101)"

SUPPORT_TYPES = Framework(
    "support",
    "Type of support",
    (
        Word(SupportType.EMOTIONAL, "Emotional", "Listening, encouraging, being there"),
        Word(SupportType.INFORMATIONAL, "Informational", "Sharing what helps to know"),
        Word(SupportType.INSTRUMENTAL, "Instrumental", "Rides, forms, phone calls, practical help"),
        Word(SupportType.AFFILIATION, "Affiliation", "Meeting others, belonging"),
    ),
    Citation("support.types", f"{_GUIDE}, the Supporting phase", Status.VERIFIED, None),
)

DIMENSIONS = Framework(
    "dimension",
    "Dimension of recovery",
    (
        Word(Dimension.HEALTH, "Health", "Looking after body and mind"),
        Word(Dimension.HOME, "Home", "A safe and stable place to live"),
        Word(Dimension.PURPOSE, "Purpose", "Work, school, family, what gives meaning"),
        Word(Dimension.COMMUNITY, "Community", "Friends, support, love and hope"),
    ),
    Citation("recovery.dimensions", f"SAMHSA, Working Definition of Recovery; {_GUIDE}", Status.VERIFIED, None),
)

PRINCIPLES = Framework(
    "principle",
    "Guiding principle",
    (
        Word(Principle.HOPE, "Hope"),
        Word(Principle.PERSON_DRIVEN, "Person-driven"),
        Word(Principle.MANY_PATHWAYS, "Many pathways"),
        Word(Principle.HOLISTIC, "Holistic"),
        Word(Principle.PEER_SUPPORT, "Peer support"),
        Word(Principle.RELATIONAL, "Relational"),
        Word(Principle.CULTURE, "Culture"),
        Word(Principle.ADDRESSES_TRAUMA, "Addresses trauma"),
        Word(Principle.STRENGTHS, "Strengths and responsibility"),
        Word(Principle.RESPECT, "Respect"),
    ),
    Citation(
        "recovery.principles",
        "SAMHSA, Working Definition of Recovery (that there are ten is in the guide; the names are not)",
        Status.UNVERIFIED,
        None,
    ),
)

WELLNESS = Framework(
    "wellness",
    "Dimension of wellness",
    tuple(Word(code, code.capitalize()) for code in Wellness),
    Citation(
        "recovery.wellness",
        "SAMHSA, eight dimensions of wellness (that there are eight is in the guide; the names are not)",
        Status.UNVERIFIED,
        None,
    ),
)

ALL = (SUPPORT_TYPES, DIMENSIONS, PRINCIPLES, WELLNESS)


def framework_of(family: str) -> Framework:
    """The set that a mark of this family belongs to; raises KeyError for a family that is none of these."""
    for framework in ALL:
        if framework.family == family:
            return framework
    raise KeyError(family)
