"""The wall between mentor and judge. Pure.

A court hears whether the person came, when a consent in force names this court and says so. Whatever else it asks passes only
where the same consent names it; drug tests, graduation and what was said in confidence never pass, whatever a consent says.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.privacy.domain.consents import Share

SUBJECT = "The court may be told"


class Ask(StrEnum):
    """What a court may ask of a mentor."""

    ATTENDANCE = "attendance"
    PROGRESS = "progress"
    PLAN = "plan"
    CONTACTS = "contacts"
    NOTES = "notes"
    SAID = "said"
    DRUG_TESTS = "drug_tests"
    GRADUATION = "graduation"

    @property
    def label(self) -> str:
        return {
            "attendance": "Whether the person came: yes or no",
            "progress": "How they are doing, in short",
            "plan": "Their goals and plan",
            "contacts": "When, how long and of what kind each contact was",
            "notes": "Notes about contacts",
            "said": "What they said to the mentor",
            "drug_tests": "Drug tests",
            "graduation": "Whether they graduate, and why",
        }[self.value]


SHARES = {
    Ask.ATTENDANCE: Share.ATTENDANCE,
    Ask.PROGRESS: Share.PROGRESS,
    Ask.PLAN: Share.PLAN,
    Ask.CONTACTS: Share.CONTACTS,
    Ask.NOTES: Share.NOTES,
}
NEVER = {
    Ask.SAID: "A mentor carries no words to a judge. Whoever asks is told to ask the person.",
    Ask.DRUG_TESTS: "The court has its own. Here they are data of a study only, and no mentor can read them.",
    Ask.GRADUATION: "The court decides it. Here it is data of a study only, and no mentor can read it.",
}
IN_REPORT = frozenset({Ask.ATTENDANCE, Ask.PROGRESS})  # what the mentor's own report can carry


@dataclass(frozen=True, slots=True)
class WallRow:
    """One thing a court may ask, with the answer and its reason."""

    ask: Ask
    decision: Decision

    @property
    def reason(self) -> str:
        if self.decision.allowed:
            return "The signed consent names it."
        return self.decision.why_not


def never(ask: Ask) -> Decision:
    """What no consent opens."""
    finding = Finding(
        "court.never", Verdict.NOT_MET, ask.label, "Nothing that a mentor tells", NEVER[ask].split(". ")[0],
        NEVER[ask].split(". ", 1)[1], (),
    )  # fmt: skip
    return Decision.all_of(SUBJECT, [finding])


def through(sharing: Decision, *, named: str | None, court: str) -> Decision:
    """What the consent decides, and that it names this court: a consent for courts at large is none for this one.

    `named` is whom the deciding consent names, None when no consent was found.
    """
    findings = list(sharing.findings)
    if named is not None:
        findings.append(_this_court(named, court, sharing.findings[0].citations))
    return Decision.all_of(SUBJECT, findings, **sharing.figures)


def _this_court(named: str, court: str, citations: tuple[Citation, ...]) -> Finding:
    is_met = plain(named) == plain(court)
    return Finding(
        "court.named",
        Verdict.MET if is_met else Verdict.NOT_MET,
        "Names this court",
        court,
        named if is_met else f"The consent names “{named}”, not this court",
        "" if is_met else "Ask the person for a consent that names this court. They may say no.",
        citations,
    )


def plain(name: str) -> str:
    return " ".join(name.casefold().split())
