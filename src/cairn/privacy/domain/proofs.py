"""Which papers prove that somebody may sign for another. Pure.

Being told "I am the mother" lets somebody sign, and the signature is kept; it moves nothing out of the house until a paper was looked
at. Which paper is enough for whom, and for which kind of consent, is said by the pack of the place. A place without an entry takes none.
"""

from __future__ import annotations

from dataclasses import dataclass

from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Finding, Verdict
from cairn.privacy.domain.guardians import Evidence, Power, Relation
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules

ENOUGH = "guardian.proof"
LATER = "Until then nothing is shared on it, and what was signed is kept."


@dataclass(frozen=True, slots=True)
class Proofs:
    """What is enough for consents of one power: kinds of evidence for each relation. Empty where the place says nothing."""

    enough: frozenset[tuple[Relation, Evidence]]
    entry: Entry | None = None

    def takes(self, relation: Relation, evidence: Evidence | None) -> bool:
        return evidence is not None and (relation, evidence) in self.enough

    def for_relation(self, relation: Relation) -> tuple[Evidence, ...]:
        return tuple(one for one in Evidence if (relation, one) in self.enough)

    def remedy(self, relation: Relation) -> str:
        """What would prove it, and what holds until then."""
        words = [one.label[:1].lower() + one.label[1:] for one in self.for_relation(relation)]
        if not words:
            return (
                f"No paper is known here that proves it for this. Ask somebody who knows the law of this place. {LATER}"
            )
        return f"Look at one of these, and write it down under who signs: {', or '.join(words)}. {LATER}"

    @property
    def citations(self) -> tuple[Citation, ...]:
        return (self.entry.citation,) if self.entry else ()


def proofs_for(power: Power, rules: Rules) -> Proofs:
    """The pack's pairs "relation.evidence" for one power."""
    entry = rules.find(ENOUGH, context=power.value)
    pairs = (one.split(".") for one in (entry.items if entry else ()))
    return Proofs(frozenset((Relation(who), Evidence(what)) for who, what in pairs), entry)


@dataclass(frozen=True, slots=True)
class SignedForThem:
    """A guardian's name on a signed paper, with what was known of their right to it."""

    relation: Relation
    is_proven: bool
    proofs: Proofs


def proven(signed: SignedForThem | None) -> tuple[Finding, ...]:
    """What stands against a consent that a guardian signed on nothing but their word. Nothing for one that the person signed alone."""
    if signed is None or signed.is_proven:
        return ()
    return (
        Finding(
            "consent.not_proven",
            Verdict.NOT_MET,
            "Not proven yet",
            "A paper that shows that the guardian may sign this",
            f"{signed.relation.label}: no paper that is enough for this was looked at",
            signed.proofs.remedy(signed.relation),
            signed.proofs.citations,
        ),
    )
