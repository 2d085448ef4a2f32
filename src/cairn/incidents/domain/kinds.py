"""What can happen, who can be told, and the words for both."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What happened, as far as it decides who may be told."""

    IMMINENT_HARM = "imminent_harm"
    CHILD_ABUSE = "child_abuse"
    ADULT_ABUSE = "adult_abuse"
    CRIME = "crime"
    INJURY = "injury"
    RETURN_TO_USE = "return_to_use"
    OTHER = "other"

    @property
    def label(self) -> str:
        return KIND_WORDS[self][0]

    @property
    def told(self) -> str:
        return KIND_WORDS[self][1]


KIND_WORDS = {
    Kind.IMMINENT_HARM: ("Someone may get hurt soon", "Words or signs that a person may harm themselves or somebody else"),
    Kind.CHILD_ABUSE: ("A child is hurt or neglected", "Reasonable cause to suspect it is enough"),
    Kind.ADULT_ABUSE: ("An adult who cannot protect themselves is hurt", "Abuse, neglect or exploitation of a vulnerable or older adult"),
    Kind.CRIME: ("A crime or threat here or against staff", "On the premises of the program, or against somebody who works here"),
    Kind.INJURY: ("An injury or medical emergency", "Somebody needed or needs medical help"),
    Kind.RETURN_TO_USE: ("A return to use", "Nothing is owed to any authority. It is a reason to come closer, not to let go"),
    Kind.OTHER: ("Something else", "An accident, lost papers, a conflict: what others should learn from"),
}  # fmt: skip


class Recipient(StrEnum):
    """Who was told outside the program."""

    CHILD_PROTECTION = "child_protection"
    ADULT_PROTECTION = "adult_protection"
    OMBUDSMAN = "ombudsman"
    LAW_ENFORCEMENT = "law_enforcement"
    EMERGENCY_MEDICAL = "emergency_medical"
    FAMILY = "family"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {
            "child_protection": "Child protection",
            "adult_protection": "Adult protection",
            "ombudsman": "Long-term care ombudsman",
            "law_enforcement": "Police or sheriff",
            "emergency_medical": "Ambulance, emergency department, crisis team",
            "family": "Family",
            "other": "Somebody else",
        }[self.value]


class Basis(StrEnum):
    """The route by which somebody outside may be told. What each allows stands in the packs."""

    CONSENT = "consent"
    NAMES_NOBODY = "names_nobody"
    MEDICAL_EMERGENCY = "medical_emergency"
    CHILD_ABUSE = "child_abuse"
    CRIME_ON_PREMISES = "crime_on_premises"
    ADULT_ABUSE_LAW = "adult_abuse_law"
    SERIOUS_THREAT = "serious_threat"
    COURT_ORDER = "court_order"

    @property
    def label(self) -> str:
        return {
            "consent": "The person agrees, in writing",
            "names_nobody": "A report that names nobody",
            "medical_emergency": "A medical emergency",
            "child_abuse": "The first report of child abuse",
            "crime_on_premises": "A crime here or against staff",
            "adult_abuse_law": "State law asks for a report about a vulnerable adult",
            "serious_threat": "To prevent a serious and imminent harm",
            "court_order": "An order of a court",
        }[self.value]


ASKED_BY_ETHICS = frozenset(
    {Kind.IMMINENT_HARM, Kind.CHILD_ABUSE, Kind.ADULT_ABUSE}
)  # ARM 24.219.2301(4)(a)(ii) and (iv)
EVERYDAY = frozenset({Kind.RETURN_TO_USE})  # nobody outside is told
