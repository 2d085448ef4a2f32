"""The register of policies: which version holds, and whose review is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Subject(StrEnum):
    """What a policy is about; the first is the one that the guide names."""

    STAFF_CRISIS = "staff_crisis"
    WARMLINE_CRISIS = "warmline_crisis"
    SAFETY = "safety"
    PRIVACY = "privacy"
    ETHICS = "ethics"
    DOCUMENTATION = "documentation"
    SUPERVISION = "supervision"
    HIRING = "hiring"
    OTHER = "other"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Subject.STAFF_CRISIS: "When a colleague returns to use or is in crisis",
    Subject.WARMLINE_CRISIS: "When a call to the warmline is a crisis",
    Subject.SAFETY: "Safety, and danger to somebody",
    Subject.PRIVACY: "Privacy and consent",
    Subject.ETHICS: "Ethics and boundaries",
    Subject.DOCUMENTATION: "Notes and documentation",
    Subject.SUPERVISION: "Supervision",
    Subject.HIRING: "Hiring and work",
    Subject.OTHER: "Something else",
}
LONGEST = {"name": 120, "version": 20, "kept_at": 200, "text": 6000}


@dataclass(frozen=True, slots=True)
class PolicyDraft:
    subject: str
    name: str
    version: str
    in_force_on: date | None
    review_on: date | None
    owner_id: UUID | None
    kept_at: str = ""
    text: str = ""


def check_policy(draft: PolicyDraft, owners: Iterable[UUID]) -> dict[str, str]:
    """What is wrong with a draft, by field."""
    problems: dict[str, str] = {}
    if draft.subject not in list(Subject):
        problems["subject"] = "Choose what it is about."
    if not draft.name:
        problems["name"] = "Give the policy's name."
    if not draft.version:
        problems["version"] = "Give the version, such as 1 or 2026."
    if draft.in_force_on is None:
        problems["in_force_on"] = "Give the day from which it holds."
    if draft.review_on is None or (draft.in_force_on and draft.review_on <= draft.in_force_on):
        problems["review_on"] = "Give the day of the next review, after the day from which it holds."
    if draft.owner_id not in set(owners):
        problems["owner"] = "Choose who looks after it."
    for name, most in LONGEST.items():
        if len(getattr(draft, name)) > most:
            problems[name] = f"Say it in at most {most} characters."
    return problems


def state_of(in_force_on: date, review_on: date, *, is_replaced: bool, on: date) -> tuple[str, str]:
    """How a version stands, as a word and the kind of badge."""
    if is_replaced:
        return "Replaced", "closed"
    if in_force_on > on:
        return "Not in force yet", "none"
    return ("Review overdue", "late") if review_on < on else ("In force", "good")
