"""Whether a tie stands between a peer supporter and a person, and which kind of rule may apply. Pure.

The answer speaks of the peer supporter's own duty and of nobody else. No answer yet is "ask", never "no conflict". A match in the
records is no proof (two people can have one name): by itself it asks for a talk with the supervisor, and forbids nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.kernel.instants import in_words, years_after
from cairn.matching.domain.ties import Tie
from cairn.rulebook.checks import check
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules

ASK, NONE, POSSIBLE, NEVER = "ask", "none", "possible", "never"
SUBJECT = "Conflict before service begins"
TALK = "Tell your supervisor before you begin. What they answer is kept."
NO_RULE = "No rule for this is known here. Talk it over as if there were one."


@dataclass(frozen=True, slots=True)
class Known:
    """One tie. `ended_on`: for somebody served before, the end of professional services; None while it goes on or nobody knows."""

    tie: Tie
    ended_on: date | None = None
    from_records: bool = False


@dataclass(frozen=True, slots=True)
class ConflictFacts:
    """What the peer supporter answered, with what the records tell. `is_answered` without ties: "none of these"."""

    is_answered: bool
    ties: tuple[Known, ...] = ()


def decide_conflict(facts: ConflictFacts, rules: Rules, on: date) -> Decision:
    """ask, none, possible or never, each finding with the rule that may apply to the peer supporter."""
    findings = [_answered(facts, rules), *(_tie(known, rules, on) for known in facts.ties)]
    clocks = {f"{name}_until": day for name, day in _clocks(facts, rules)}
    for known in facts.ties:
        findings += [] if known.tie is not Tie.FORMER_CLIENT else _clock_findings(known, rules, on)
    outcome = _outcome(facts, findings)
    return Decision(SUBJECT, outcome, outcome == NONE, tuple(findings), clocks)


def _outcome(facts: ConflictFacts, findings: list[Finding]) -> str:
    if not facts.is_answered:
        return ASK
    if any(finding.verdict is Verdict.NOT_MET for finding in findings):
        return NEVER
    return POSSIBLE if facts.ties else NONE


def _answered(facts: ConflictFacts, rules: Rules) -> Finding:
    told = rules.find("ethics.relationship_told_before_serving")
    return check(
        "conflict.answered",
        "Asked before service",
        verdict=Verdict.MET if facts.is_answered else Verdict.UNKNOWN,
        required="Any earlier tie is told to the supervisor before service begins",
        found="Answered" if facts.is_answered else "Not answered yet",
        remedy="Answer the questions first.",
        by=[told] if told else [],
    )


def _tie(known: Known, rules: Rules, on: date) -> Finding:
    rule = rules.find("ethics.tie", context=known.tie.value)
    verdict = _verdict(known, str(rule.value) if rule else "supervisor", on)
    return check(
        f"conflict.{known.tie.value}",
        known.tie.label,
        verdict=verdict,
        required="No service" if verdict is Verdict.NOT_MET else "Told to the supervisor before service",
        found="Possible conflict",
        remedy="Another peer supporter walks with them." if verdict is Verdict.NOT_MET else TALK,
        by=[rule] if rule else [],
        note="" if rule else NO_RULE,
    )


def _verdict(known: Known, effect: str, on: date) -> Verdict:
    """NOT_MET where the rule leaves nothing to decide, UNKNOWN where a supervisor decides."""
    lasts = known.ended_on is None or known.ended_on > on
    forbids = effect == "never" or (effect == "not_while_it_lasts" and lasts)
    return Verdict.NOT_MET if forbids and not known.from_records else Verdict.UNKNOWN


CLOCKS = (
    ("gifts", "ethics.former_client_gifts", "Significant gifts and loans"),
    ("intimacy", "ethics.former_client_sex", "Sexual contact"),
)


def _clocks(facts: ConflictFacts, rules: Rules) -> Iterator[tuple[str, date]]:
    """Until when each clock of a former client runs: the latest one counts."""
    ends = [known.ended_on for known in facts.ties if known.tie is Tie.FORMER_CLIENT and known.ended_on]
    for name, key, _ in CLOCKS:
        rule = rules.find(key)
        if rule and ends:
            yield name, years_after(max(ends), rule.years)


def _clock_findings(known: Known, rules: Rules, on: date) -> list[Finding]:
    """What the end of earlier services still forbids outside of service. Says so; it is no bar to serving them again."""
    found = []
    for name, key, title in CLOCKS:
        rule = rules.find(key)
        if rule:
            found.append(_clock(name, title, rule, known.ended_on, on))
    return found


def _clock(name: str, title: str, rule: Entry, ended_on: date | None, on: date) -> Finding:
    until = years_after(ended_on, rule.years) if ended_on else None
    runs = until is None or on < until
    said = f"until {in_words(until)}" if until else f"{rule.shown} from the end of services; the day is not known"
    return check(
        f"clock.{name}",
        f"After earlier services: {title.lower()}",
        verdict=Verdict.WARNING if runs else Verdict.NOT_APPLICABLE,
        required=f"None {said}",
        found="The clock runs" if runs else "The clock has run out",
        remedy="Keep to it; ask your supervisor when in doubt.",
        by=[rule],
    )


@dataclass(frozen=True, slots=True)
class FormerClientFacts:
    """Somebody served before, and what is asked about: "gifts" (of value, or borrowing) or "intimacy"."""

    asked: str
    services_ended_on: date | None = None  # None: services go on


def decide_former_client(facts: FormerClientFacts, rules: Rules, on: date) -> Decision:
    """Whether the clock after the end of professional services still runs. Once it ran out, intimacy still has to be answered for."""
    key, title = next((key, title) for name, key, title in CLOCKS if name == facts.asked)
    rule = rules.entry(key)
    until = years_after(facts.services_ended_on, rule.years) if facts.services_ended_on else None
    runs = until is None or on < until
    findings = [
        check(
            f"former_client.{facts.asked}",
            title,
            verdict=not runs,
            required=f"Not within {rule.shown} after professional services end",
            found="Services go on" if until is None else f"The clock runs until {in_words(until)}",
            remedy="Talk with your supervisor.",
            by=[rule],
        )
    ]
    factors = rules.find("ethics.former_client_factors")
    if facts.asked == "intimacy" and not runs and factors:
        findings.append(
            check(
                "former_client.factors",
                "Shown that nobody was exploited",
                verdict=Verdict.WARNING,
                required="; ".join(factors.items),
                found="For the license holder to show",
                remedy="Talk with your supervisor.",
                by=[factors],
            )
        )
    outcome = "no" if runs else "answer_for_it" if len(findings) > 1 else "yes"
    return Decision("After services ended", outcome, not runs, tuple(findings), {"until": until})
