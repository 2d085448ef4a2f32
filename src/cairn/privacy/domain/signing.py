"""What is known of a person when it is asked who signs for them, and the words of the answer. Pure. Decided in `signers`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.privacy.domain.consents import ConsentKind
from cairn.privacy.domain.guardians import GroundFact, GuardianFact, Power
from cairn.privacy.domain.proofs import proofs_for
from cairn.rulebook.rules import Rules

POWER_FOR = {ConsentKind.RESEARCH: Power.RESEARCH, ConsentKind.RECORDING: Power.RECORDING}


def power_for(kind: ConsentKind) -> Power:
    return POWER_FOR.get(kind, Power.SHARING)


class Signer(StrEnum):
    """Whose name a paper needs."""

    CLIENT = "client"
    GUARDIAN = "guardian"


class Answer(StrEnum):
    """The word for the outcome."""

    PERSON = "person"
    MINOR_ALONE = "minor_alone"
    BOTH = "both"
    GUARDIAN = "guardian"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class SigningFacts:
    """What is known of a person for this question."""

    birth_date: date | None = None
    power: Power = Power.SHARING
    grounds: tuple[GroundFact, ...] = ()
    guardians: tuple[GuardianFact, ...] = ()

    def able(self, on: date, *, is_adult: bool) -> tuple[bool, ...]:
        """Whose say holds on a day, guardian by guardian: of an adult only by a court's order for adults."""
        return tuple(one.holds(on, self.power) and (one.for_adult or not is_adult) for one in self.guardians)

    def unproven(self, on: date, rules: Rules, *, is_adult: bool) -> tuple[GuardianFact, ...]:
        """Whose say holds on nothing but their word, where nobody else's is proven."""
        proofs = proofs_for(self.power, rules)
        able = self.able(on, is_adult=is_adult)
        there = [one for one, holds in zip(self.guardians, able, strict=True) if holds]
        proven = [one for one in there if any(proofs.takes(one.relation, kind) for kind in one.papers)]
        return () if proven else tuple(there)
