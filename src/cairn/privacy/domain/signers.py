"""Who must sign for a person, on a day, in a place. Pure.

Ages, grounds and who signs come from the packs. A place without an entry answers "not known here": then somebody has to be asked, and
what they said is kept with the signature. Nothing here decides for Montana or for any other place.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.instants import in_words, years_after
from cairn.privacy.domain.guardians import GroundFact
from cairn.privacy.domain.proofs import proofs_for
from cairn.privacy.domain.signing import Answer, Signer, SigningFacts
from cairn.rulebook.checks import check
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules

SUBJECT = "Who must sign"
MAJORITY, ALONE, LISTED, DEFAULT = (
    "minor.age_of_majority",
    "minor.alone",
    "minor.alone.listed_profession",
    "minor.default",
)
PART2, ADULT_GUARDIAN = "part2.minor.consent", "part2.adult.guardian"
PARENTAL = "parental_consent"


def decide_who_signs(facts: SigningFacts, rules: Rules, on: date) -> Decision:
    """Whose names a paper needs. Figures: `signers` (words of Signer), `majority_on`. Not allowed: somebody must be asked first."""
    majority = rules.find(MAJORITY)
    majority_on = years_after(facts.birth_date, majority.years) if facts.birth_date and majority else None
    if facts.birth_date is None:
        return _decision(Answer.PERSON, [_no_birth_date(majority)], None)
    if majority is None:
        return _decision(Answer.NOT_KNOWN, [_not_known("the age from which a person signs alone")], None)
    if on >= years_after(facts.birth_date, majority.years):
        return _adult(facts, rules, on, majority, majority_on)
    return _minor(facts, rules, on, majority, majority_on)


def is_under_age(birth_date: date | None, rules: Rules, on: date) -> bool:
    """Whether somebody is known to be too young to sign alone: not where no birth date, or no law of the place, is known."""
    majority = rules.find(MAJORITY)
    return birth_date is not None and majority is not None and on < years_after(birth_date, majority.years)


def _adult(facts: SigningFacts, rules: Rules, on: date, majority: Entry, majority_on: date | None) -> Decision:
    of_age = check("sign.age", "Of age", verdict=True, required=_from_age(majority), found="Of age", by=(majority,))
    order = rules.find(ADULT_GUARDIAN)
    if any(facts.able(on, is_adult=True)):
        found = "A court named somebody who signs for this person"
        needed = "The person signs, unless a court named somebody for this"
        if order is None:
            return _decision(
                Answer.NOT_KNOWN, [of_age, _not_known("who signs for an adult with a guardian")], majority_on
            )
        finding = check("sign.court", "By a court's order", verdict=True, required=needed, found=found, by=(order,))
        return _decision(Answer.GUARDIAN, [of_age, finding, *_not_proven(facts, on, rules, is_adult=True)], majority_on)
    return _decision(Answer.PERSON, [of_age, *_ended(facts, on, majority, majority_on)], majority_on)


def _ended(facts: SigningFacts, on: date, majority: Entry, majority_on: date | None) -> Iterator[Finding]:
    """That a parent's say is over: said on the page, so that nobody asks the parent once more."""
    if majority_on is not None and any(one.holds(on, facts.power) for one in facts.guardians):
        yield check(
            "sign.guardian_ended",
            "Guardian",
            verdict=Verdict.NOT_APPLICABLE,
            required="Nobody signs for a person of age",
            found=f"The guardian's say ended on {in_words(majority_on)}",
            by=(majority,),
        )


def _minor(facts: SigningFacts, rules: Rules, on: date, majority: Entry, majority_on: date | None) -> Decision:
    under_age = Finding(
        "sign.age",
        Verdict.NOT_APPLICABLE,
        "Of age",
        _from_age(majority),
        f"Under age until {in_words(majority_on)}" if majority_on else "Under age",
        citations=(majority.citation,),
    )
    grounds = [_ground(one, facts, rules, on) for one in facts.grounds]
    if any(met for met, _ in grounds):
        return _signers(Answer.MINOR_ALONE, [under_age, *_said(grounds)], rules, "minor_alone", majority_on)
    default = rules.find(DEFAULT)
    if default is None or default.value != PARENTAL:
        return _decision(
            Answer.NOT_KNOWN, [under_age, *_said(grounds), _not_known("who signs for a minor")], majority_on
        )
    return _signers(
        Answer.BOTH,
        [under_age, *_said(grounds), *_guardian(facts, on, default, rules)],
        rules,
        "parent_needed",
        majority_on,
    )


def _signers(answer: Answer, findings: list[Finding], rules: Rules, context: str, majority_on: date | None) -> Decision:
    """With the federal rule on a minor's consent to disclosure, which says whose names the paper needs."""
    entry = rules.find(PART2, context=context)
    if entry is None:
        return _decision(
            Answer.NOT_KNOWN, [*findings, _not_known("whose consent a minor's information needs")], majority_on
        )
    shown = "The minor, and nobody else" if answer is Answer.MINOR_ALONE else "The minor and a parent or guardian, both"
    rule = check("sign.minor", "A minor's information", verdict=True, required=shown, found=shown, by=(entry,))
    return _decision(answer, [*findings, rule], majority_on)


def _ground(fact: GroundFact, facts: SigningFacts, rules: Rules, on: date) -> tuple[bool, Finding]:
    """Whether one ground lets the minor sign alone here, and why not."""
    entry = rules.find(ALONE, context=fact.ground.value)
    if entry is None:
        return False, _not_known(
            f"whether a minor signs alone on this ground ({fact.ground.label.lower()})", Verdict.WARNING
        )
    listed = rules.find(LISTED, context=fact.ground.value)
    is_old_enough = facts.birth_date is not None and on >= years_after(facts.birth_date, entry.years)
    is_listed = listed is None or not listed.value or fact.by_listed_profession
    needed = f"From {entry.years} years" if entry.years else "At any age under majority"
    needed += ", in care of a profession that the law names" if listed and listed.value else ""
    found = fact.ground.label if is_listed else f"{fact.ground.label}, not in care of such a profession"
    by = (entry, listed) if listed else (entry,)
    return is_old_enough and is_listed, check(
        f"sign.ground.{fact.ground.value}",
        "May sign alone",
        verdict=Verdict.MET if is_old_enough and is_listed else Verdict.WARNING,
        required=needed,
        found=found if is_old_enough else f"{found}, but not old enough",
        by=by,
    )


def _guardian(facts: SigningFacts, on: date, default: Entry, rules: Rules) -> Iterator[Finding]:
    is_there = any(facts.able(on, is_adult=False))
    yield check(
        "sign.guardian",
        "Parent or guardian",
        verdict=is_there,
        required="Somebody who may sign this beside the minor",
        found="Written down" if is_there else "Nobody who may sign this is written down",
        remedy="Write down who may sign, and what you looked at.",
        by=(default,),
    )

    yield from _not_proven(facts, on, rules, is_adult=False)


def _not_proven(facts: SigningFacts, on: date, rules: Rules, *, is_adult: bool) -> Iterator[Finding]:
    """They may sign, and it stays here until a paper was looked at: said before anybody signs."""
    proofs = proofs_for(facts.power, rules)
    for one in facts.unproven(on, rules, is_adult=is_adult)[:1]:
        yield check(
            "sign.not_proven",
            "Not proven yet",
            verdict=Verdict.WARNING,
            required="A paper that shows that the guardian may sign this",
            found="No paper that is enough for this was looked at",
            remedy=proofs.remedy(one.relation),
            by=(proofs.entry,) if proofs.entry else (),
        )


def _no_birth_date(majority: Entry | None) -> Finding:
    citations: tuple[Citation, ...] = (majority.citation,) if majority else ()
    needed = _from_age(majority) if majority else "Old enough to sign alone"
    found = "No birth date is written down"
    return Finding("sign.age", Verdict.WARNING, "Of age", needed, found, "Ask whether they are of age.", citations)


def _not_known(what: str, verdict: Verdict = Verdict.UNKNOWN) -> Finding:
    found = f"Not known here: {what}"
    remedy = "Ask somebody who knows the law of this place, and write down what they said."
    return Finding("sign.not_known", verdict, "The law of this place", "A rule with its source", found, remedy)


def _from_age(majority: Entry) -> str:
    return f"A person signs alone from {majority.years} years"


def _said(grounds: list[tuple[bool, Finding]]) -> list[Finding]:
    return [finding for _, finding in grounds]


SIGNERS = {
    Answer.PERSON: (Signer.CLIENT,),
    Answer.MINOR_ALONE: (Signer.CLIENT,),
    Answer.BOTH: (Signer.CLIENT, Signer.GUARDIAN),
    Answer.GUARDIAN: (Signer.GUARDIAN,),
    Answer.NOT_KNOWN: (),
}


def _decision(answer: Answer, findings: list[Finding], majority_on: date | None) -> Decision:
    allowed = all(finding.is_met for finding in findings)
    signers = ",".join(SIGNERS[answer])
    return Decision(SUBJECT, answer.value, allowed, tuple(findings), {"signers": signers, "majority_on": majority_on})
