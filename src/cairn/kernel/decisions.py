"""Decisions that explain themselves: an outcome and the findings behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from cairn.kernel.citations import Citation
from cairn.kernel.errors import Refused


class Verdict(StrEnum):
    """What one finding says."""

    MET = "met"
    NOT_MET = "not_met"
    WARNING = "warning"  # does not stop anything, and should be seen
    UNKNOWN = "unknown"  # a fact is missing; treated as not met by whoever must be sure
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule checked against one person's facts, in words that can be shown as they are."""

    code: str  # stable, e.g. "ce.annual"
    verdict: Verdict
    title: str  # "Continuing education for 2026"
    required: str  # "20 h by 31 December 2026"
    found: str  # "14 h"
    remedy: str = ""  # what would change the answer: "6 h more"
    citations: tuple[Citation, ...] = ()
    note: str = ""  # contradictions and how they were ruled, in a sentence

    @property
    def is_met(self) -> bool:
        return self.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE, Verdict.WARNING)

    @property
    def is_verified(self) -> bool:
        return all(citation.status.is_sure for citation in self.citations)


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome (`allowed`, and a word for it), the findings, and figures computed on the way.

    `figures` holds exact values by name (integers, dates, Money, text) so that a page and a test read the same number.
    """

    subject: str  # what was decided, "May apply for certification"
    outcome: str  # the word: "yes", "no", "active", "lapsed", …
    allowed: bool
    findings: tuple[Finding, ...]
    figures: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def all_of(cls, subject: str, findings: Iterable[Finding], **figures: Any) -> Decision:
        """Allowed when no finding stands against it."""
        found = tuple(findings)
        allowed = all(finding.is_met for finding in found)
        return cls(subject, "yes" if allowed else "no", allowed, found, figures)

    @property
    def against(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if not finding.is_met)

    @property
    def why_not(self) -> str:
        """Each reason against it with what to do next, as sentences."""
        return " ".join(f"{finding.found}. {finding.remedy}".strip() for finding in self.against)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.verdict is Verdict.WARNING)

    def finding(self, code: str) -> Finding:
        """The finding of this code; raises KeyError when there is none."""
        for finding in self.findings:
            if finding.code == code:
                return finding
        raise KeyError(code)

    def summary(self) -> str:
        reasons = self.against
        if not reasons:
            return f"{self.subject}: {self.outcome}."
        return f"{self.subject}: {self.outcome}. " + " ".join(
            f"{finding.title}: {finding.found} (needed: {finding.required}). {finding.remedy}".strip()
            for finding in reasons
        )

    def require(self) -> None:
        """Raise Refused unless allowed."""
        if not self.allowed:
            raise Refused(self)
