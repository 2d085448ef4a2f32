"""How long the record of somebody who left is kept: the longest term, and for somebody served as a minor counted from majority."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.instants import years_after
from cairn.privacy.domain.retention import RetentionFacts, decide_retention
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules


@dataclass(frozen=True, slots=True)
class ClosedFacts:
    """The days of a closed record. `gave_consents`: papers of the privacy rules belong to it. `is_held`: a legal hold stands."""

    left_on: date
    last_contact_on: date | None
    birth_date: date | None
    is_billed_to_medicaid: bool
    gave_consents: bool
    is_held: bool = False


def decide_closed(facts: ClosedFacts, rules: Rules, on: date) -> Decision:
    """The terms that reach this record, as `decide_retention` weighs them, with what is known of the person's age.

    Figures: `keep_until`, and `may_go_from`, the day after it; neither while a legal hold stands.
    """
    served = facts.last_contact_on or facts.left_on
    counted, minor = _of_age(facts, served, rules)
    decision = decide_retention(
        RetentionFacts(
            last_service_on=counted if rules.find("records.client") else None,
            medicaid_service_on=counted if facts.is_billed_to_medicaid and rules.find("medicaid.records") else None,
            policy_last_effective_on=facts.left_on
            if facts.gave_consents and rules.find("hipaa.document_retention")
            else None,
            legal_hold=facts.is_held,
        ),
        rules,
        on,
    )
    until = decision.figures["keep_until"]
    figures = {**decision.figures, "may_go_from": until + timedelta(days=1) if until else None}
    return replace(decision, findings=(*decision.findings, minor), figures=figures)


def _of_age(facts: ClosedFacts, served: date, rules: Rules) -> tuple[date, Finding]:
    """The day from which the terms count, and what is said of it."""
    majority, rule = rules.find("minor.age_of_majority"), rules.find("records.minor_counts_from")
    title = "Served before coming of age"
    if facts.birth_date is None or majority is None:
        what = "the birth date is not written down" if facts.birth_date is None else "no age of majority is known here"
        return served, Finding(
            "retention.minor", Verdict.WARNING, title, "Whether they were of age", f"Not known: {what}",
            "If they were a minor, the term is longer: count it from the day on which they came of age.",
        )  # fmt: skip
    of_age_on = years_after(facts.birth_date, majority.years)
    if served >= of_age_on:
        return served, check(
            "retention.minor", title, verdict=Verdict.NOT_APPLICABLE, required="", found="Of age", by=(majority,)
        )
    return of_age_on, check(
        "retention.minor",
        title,
        verdict=Verdict.WARNING,
        required=f"counted from {of_age_on}, the day of coming of age",
        found=f"last served on {served}, as a minor",
        remedy="No rule for minors’ records was read in full: ask before anything is destroyed.",
        by=(majority, rule) if rule else (majority,),
    )
