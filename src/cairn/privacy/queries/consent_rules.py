"""What the packs say about consents, on the day on which each was signed."""

from __future__ import annotations

from datetime import date

from cairn.kernel.citations import Citation, Status
from cairn.platform.packs import rules_on
from cairn.privacy.domain.consents import ConsentKind, Requirement
from cairn.privacy.domain.disclosures import Sources
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules

ELEMENTS, MUST_END = "part2.consent.elements", "part2.consent.expiry_required"
# No pack carries this one yet: only the headings of the rule were read.
KEPT_APART = Citation("us-federal.part2.consent.apart", "42 CFR 2.31(b) and (d)", Status.UNVERIFIED, date(2024, 4, 16))


def requirement_on(signed_on: date, kind: ConsentKind, place: str) -> Requirement:
    """The elements of a consent of this kind signed on this day, with their sources."""
    rules = rules_on(signed_on, place)
    context = "tpo" if kind is ConsentKind.TREATMENT_PAYMENT_OPERATIONS else ""
    elements = _nearest(rules, ELEMENTS, context)
    must_end = _nearest(rules, MUST_END, context)
    citations = tuple(entry.citation for entry in (elements, must_end) if entry is not None)
    return Requirement(elements.items if elements else (), bool(must_end.value) if must_end else True, citations)


def sources_on(day: date, place: str) -> Sources:
    """What the findings of a decision on this day cite."""
    rules = rules_on(day, place)
    elements, partial = rules.find(ELEMENTS), rules.find("part2.consent.partial_revocation")
    minors = rules.find("minor.age_of_majority")
    return Sources(
        consent=(elements.citation,) if elements else (),
        revocation=(partial.citation,) if partial else (),
        combined=(KEPT_APART,),
        minors=(minors.citation,) if minors else (),
    )


def _nearest(rules: Rules, key: str, context: str) -> Entry | None:
    """The entry for this kind, or the general one where the day had no special rule."""
    return (rules.find(key, context=context) if context else None) or rules.find(key)
