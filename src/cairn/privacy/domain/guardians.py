"""Who may sign for somebody, and on which ground a minor signs alone: as written down, with what was looked at. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Relation(StrEnum):
    """What somebody is to the person."""

    PARENT = "parent"
    LEGAL_GUARDIAN = "legal_guardian"
    FOSTER = "foster"
    CARETAKER = "caretaker"
    ADULT_GUARDIAN = "adult_guardian"

    @property
    def label(self) -> str:
        return {
            "parent": "Parent",
            "legal_guardian": "Guardian of a minor, by a court",
            "foster": "Foster care or agency with custody",
            "caretaker": "Relative who cares for them, with a signed statement",
            "adult_guardian": "Guardian of an adult, by a court",
        }[self.value]


class Evidence(StrEnum):
    """What was looked at before somebody was written down as one who may sign."""

    COURT_ORDER = "court_order"
    BIRTH_CERTIFICATE = "birth_certificate"
    SIGNED_STATEMENT = "signed_statement"
    SCHOOL_OR_CLINIC = "school_or_clinic"
    TOLD = "told"

    @property
    def label(self) -> str:
        return {
            "court_order": "An order of a court",
            "birth_certificate": "A birth certificate",
            "signed_statement": "A signed statement of who cares for them",
            "school_or_clinic": "A record of a school or clinic",
            "told": "Nothing yet: they said so",
        }[self.value]


BY_COURT = frozenset({Relation.LEGAL_GUARDIAN, Relation.ADULT_GUARDIAN})


class Power(StrEnum):
    """What a guardian may sign."""

    SHARING = "sharing"
    RESEARCH = "research"
    RECORDING = "recording"

    @property
    def label(self) -> str:
        return {"sharing": "Sharing of information", "research": "Research", "recording": "Recording"}[self.value]


class Ground(StrEnum):
    """Why a minor may sign alone. Whether it holds in a place, and from which age, says the place's pack."""

    MARRIED = "married"
    PARENT = "parent"
    GRADUATE = "graduate"
    SELF_SUPPORTING = "self_supporting"
    SUBSTANCE_USE = "substance_use"
    MENTAL_HEALTH = "mental_health"

    @property
    def label(self) -> str:
        return {
            "married": "Is or was married",
            "parent": "Has a child of their own",
            "graduate": "Finished high school",
            "self_supporting": "Lives apart from the parents and supports themselves",
            "substance_use": "Asks for care for drug or alcohol use",
            "mental_health": "Asks for mental health care",
        }[self.value]


@dataclass(frozen=True, slots=True)
class GroundFact:
    """One ground, as written down. `by_listed_profession`: the care comes from a profession that the law names."""

    ground: Ground
    by_listed_profession: bool = False


@dataclass(frozen=True, slots=True)
class GuardianFact:
    """Somebody who may sign between two days. `for_adult`: by a court's order that holds for an adult, too."""

    may_sign: tuple[Power, ...]
    starts_on: date
    ends_on: date | None = None
    for_adult: bool = False
    relation: Relation = Relation.PARENT
    evidence: Evidence = Evidence.TOLD
    later: tuple[Evidence, ...] = ()  # what was looked at after they had been written down

    @property
    def papers(self) -> tuple[Evidence, ...]:
        """Whatever was looked at for them: the strongest counts."""
        return (self.evidence, *self.later)

    def holds(self, on: date, power: Power) -> bool:
        return power in self.may_sign and self.starts_on <= on and (self.ends_on is None or on < self.ends_on)
