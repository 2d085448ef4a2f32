"""What is kept of a decision: the facts, the findings and the rules of the day, in one form, under one hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Any

from cairn.board.domain.facts import Verified
from cairn.kernel.decisions import Decision, Finding


class Outcome(StrEnum):
    """What the board can do with a file. A rehabilitation review is no end: the file stays at the desk."""

    APPROVED = "approved"
    REFUSED = "refused"
    REHABILITATION = "rehabilitation"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Outcome.APPROVED: "Approve, and issue the certificate",
    Outcome.REFUSED: "Refuse, with reasons",
    Outcome.REHABILITATION: "Open a rehabilitation review",
}


def stored_facts(
    answers: Mapping[str, str], verified: Verified, fees_paid: tuple[str, ...], statement: str, digest: str
) -> str:
    """The facts that were decided on. Of the sealed statement only which one it was, and a digest of its sealed bytes."""
    facts = {
        "answers": dict(answers),
        "verified": asdict(verified),
        "fees_paid": list(fees_paid),
        "sealed_statement": {"id": statement, "digest": digest},
    }
    return canonical(facts)


def stored_findings(decision: Decision) -> str:
    """The findings as the desk saw them."""
    return canonical([_finding(each) for each in decision.findings])


def stored_rules(decision: Decision, on: date) -> str:
    """Each rule that was asked, with its source and the days for which it speaks."""
    rules = {
        citation.rule: {
            "text": citation.text,
            "status": citation.status.value,
            "from": citation.start,
            "to": citation.end,
        }
        for finding in decision.findings
        for citation in finding.citations
    }
    return canonical({"on": on, "rules": rules})


def hash_of(*parts: str) -> str:
    """One digest over everything that is kept, in order."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "verdict": finding.verdict.value,
        "required": finding.required,
        "found": finding.found,
        "rules": [citation.rule for citation in finding.citations],
    }
