"""Whether a record holds what the state's rule asks for. What is missing is shown to who can mend it, and holds nobody back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.kernel.decisions import Decision, Finding, Verdict
from cairn.rulebook.checks import check
from cairn.rulebook.entries import Entry

SUBJECT = "The record is complete"


class Content(StrEnum):
    """What a record must hold, and who can mend it."""

    IDENTITY = "identity"
    ASSESSMENT = "assessment"
    SESSIONS = "sessions"
    PLAN = "plan"
    SUMMARY = "summary"
    FEES = "fees"
    RELEASES = "releases"

    @property
    def mended_by(self) -> str:
        manager = (Content.IDENTITY, Content.FEES)
        return "The program manager" if self in manager else "The peer supporter"


IN_RULES = {
    "client's identity verified": Content.IDENTITY,
    "assessment or diagnosis": Content.ASSESSMENT,
    "each session": Content.SESSIONS,
    "plan and every revision": Content.PLAN,
    "discharge summary": Content.SUMMARY,
    "fees and billing": Content.FEES,
    "releases and other legal forms": Content.RELEASES,
}  # the words of the packs -> what is looked for


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found of one content. None: no room here can say."""

    is_there: bool | None
    found: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """Counts of one person's record. No word of it."""

    has_legal_name: bool
    has_birth_date: bool
    contacts: int
    without_note: int
    unsigned: int
    assessed: int  # contacts whose signed note says what was noticed
    coverages: int
    releases: int
    has_left: bool
    summary: str  # "", "draft", "signed"


def evidence_of(facts: RecordFacts) -> dict[Content, Evidence]:
    """What the counts say of each content; the plan is told by another room."""
    return {
        Content.IDENTITY: _identity(facts),
        Content.ASSESSMENT: _assessment(facts),
        Content.SESSIONS: _sessions(facts),
        Content.PLAN: Evidence(None, "Not looked up here"),
        Content.SUMMARY: _summary(facts),
        Content.FEES: _fees(facts),
        Content.RELEASES: Evidence(
            True, f"{_many(facts.releases, 'consent')} kept here" if facts.releases else "None was given here"
        ),
    }


def decide_record(evidence: Mapping[Content, Evidence], rule: Entry | None, on: date) -> Decision:
    """Each content that the rule of the day names, found or missing. No rule known: said so, and nothing is checked."""
    if rule is None:
        missing = Finding(
            "record.rule", Verdict.UNKNOWN, "What a record must hold", "A rule of this place", f"None is known on {on}",
            "Add the rule to the pack of this place.",
        )  # fmt: skip
        return Decision.all_of(SUBJECT, [missing])
    return Decision.all_of(SUBJECT, [_finding(item, evidence, rule) for item in rule.items])


def _finding(item: str, evidence: Mapping[Content, Evidence], rule: Entry) -> Finding:
    content = IN_RULES.get(item)
    one = evidence.get(content) if content else None
    verdict: Verdict | bool = Verdict.UNKNOWN if one is None or one.is_there is None else one.is_there
    return check(
        f"record.{content.value if content else 'other'}",
        item[:1].upper() + item[1:],
        verdict=verdict,
        required="in the record",
        found=one.found if one else "Not looked up here",
        remedy=(one.remedy if one else "") or "Look it up by hand.",
        by=(rule,),
    )


def _identity(facts: RecordFacts) -> Evidence:
    missing = [
        words
        for words, is_there in (("legal name", facts.has_legal_name), ("birth date", facts.has_birth_date))
        if not is_there
    ]
    if not missing:
        return Evidence(True, "Legal name and birth date are written down")
    return Evidence(
        False, f"No {' and no '.join(missing)}", "Look at a paper that shows who they are, and write down what it says."
    )


def _assessment(facts: RecordFacts) -> Evidence:
    if facts.assessed:
        return Evidence(True, f"In the signed notes of {_many(facts.assessed, 'contact')}")
    return Evidence(False, "No signed note says what was noticed", "Write what you noticed into a note, and sign it.")


def _sessions(facts: RecordFacts) -> Evidence:
    open_notes = facts.without_note + facts.unsigned
    if not facts.contacts:
        return Evidence(False, "No contact is written down", "Write down the contacts that took place.")
    if not open_notes:
        return Evidence(True, f"{_many(facts.contacts, 'contact')}, each with a signed note")
    parts = [_many(facts.unsigned, "unsigned note")] if facts.unsigned else []
    parts += [f"{_many(facts.without_note, 'contact')} without a note"] if facts.without_note else []
    return Evidence(False, f"{_many(facts.contacts, 'contact')}; {' and '.join(parts)}", "Write and sign what is open.")


def _summary(facts: RecordFacts) -> Evidence:
    if facts.summary == "signed":
        return Evidence(True, "Signed")
    if not facts.has_left:
        return Evidence(None, "Not due before they leave", "Write it when they leave, together if they wish.")
    found = "A draft, not signed" if facts.summary == "draft" else "Not written"
    return Evidence(False, found, "Write the summary and sign it.")


def _fees(facts: RecordFacts) -> Evidence:
    if facts.coverages:
        return Evidence(True, f"{_many(facts.coverages, 'coverage')} written down; claims are kept with billing")
    return Evidence(False, "Nobody who pays is written down", "Write down who pays, or that the service is free.")


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
