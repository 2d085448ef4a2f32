"""What a badge says and how it stands on a day. Everything in it is printed, and everything printed is public."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.kernel.actors import Role

LONGEST = {"recipient_name": 120, "title": 120, "criteria": 500}
LONGEST_KEY = 120
MOST_FACTS, LONGEST_LABEL, LONGEST_VALUE = 12, 60, 200
UNREADABLE = "There is a sign in it that cannot be seen. Type it anew instead of pasting it."
TURNS = frozenset(
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)  # signs that turn the direction of reading
ABOUT_HEALTH = re.compile(r"diagnos|\bICD\b|\bDSM\b|\bF\d{2}(\.\d{1,4})?\b", re.IGNORECASE)


class Kind(StrEnum):
    """Who vouches for what: the training body for a course, the board for a license."""

    COURSE = "course"
    LICENSE = "license"

    @property
    def label(self) -> str:
        return LABELS[self]

    @property
    def issued_by(self) -> Role:
        return ISSUED_BY[self]


LABELS = {Kind.COURSE: "Course certificate", Kind.LICENSE: "License"}
ISSUED_BY = {Kind.COURSE: Role.TRAINING_COORDINATOR, Kind.LICENSE: Role.BOARD_CLERK}
USUAL_CRITERIA = {
    Kind.COURSE: "The issuer keeps on record that the course was completed as it requires.",
    Kind.LICENSE: "The issuer found on the day of issue that what the law asks for was met.",
}


class Reason(StrEnum):
    """Why a badge no longer holds, as plainly as a stranger may know it. The case itself stays with the issuer."""

    MISTAKE = "mistake"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    GIVEN_UP = "given_up"

    @property
    def label(self) -> str:
        return REASONS[self]


REASONS = {
    Reason.MISTAKE: "It was issued by mistake",
    Reason.CORRECTED: "A corrected one was issued in its place",
    Reason.WITHDRAWN: "The issuer withdrew it",
    Reason.GIVEN_UP: "The holder gave it up",
}


class Standing(StrEnum):
    """How a badge stands on a day."""

    VALID = "valid"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class BadgeDraft:
    """What a badge is to say. `facts` are (label, value) pairs in the order in which they are printed; `expires_on` is the last
    valid day, None for no end."""

    kind: str
    recipient_name: str
    title: str
    facts: tuple[tuple[str, str], ...]
    issued_on: date
    expires_on: date | None = None
    criteria: str = ""


def tidy(draft: BadgeDraft) -> BadgeDraft:
    """The draft with blanks put right, so that one content has one form."""
    return BadgeDraft(
        draft.kind,
        _one_line(draft.recipient_name),
        _one_line(draft.title),
        tuple((_one_line(label), _one_line(value)) for label, value in draft.facts),
        draft.issued_on,
        draft.expires_on,
        _one_line(draft.criteria) or (USUAL_CRITERIA[Kind(draft.kind)] if draft.kind in list(Kind) else ""),
    )


def problems_of(draft: BadgeDraft, role: Role, today: date) -> dict[str, str]:
    """What stands against issuing this, by field."""
    problems: dict[str, str] = {}
    if draft.kind not in list(Kind) or Kind(draft.kind).issued_by is not role:
        problems["kind"] = "Choose a kind that your organization issues."
    if not draft.recipient_name:
        problems["recipient_name"] = "Give the name that is printed on the certificate."
    if not draft.title:
        problems["title"] = "Say what it is for, such as the name of the course."
    for field in ("recipient_name", "title", "criteria"):
        if not _can_be_read(getattr(draft, field)):
            problems[field] = UNREADABLE
    for field, longest in LONGEST.items():
        if len(getattr(draft, field)) > longest:
            problems[field] = f"Keep this under {longest} letters."
    if problem := _about_facts(draft.facts):
        problems["facts"] = problem
    if draft.issued_on > today:
        problems["issued_on"] = "This day is still to come. A certificate is issued on the day or later."
    if draft.expires_on is not None and draft.expires_on < draft.issued_on:
        problems["expires_on"] = "The last valid day comes before the day of issue."
    return problems


def _about_facts(facts: tuple[tuple[str, str], ...]) -> str:
    if len(facts) > MOST_FACTS:
        return f"A certificate has room for {MOST_FACTS} facts."
    if len({label for label, _ in facts}) < len(facts):
        return "Two facts have the same label. Give each its own."
    for label, value in facts:
        if not _can_be_read(label + value):
            return UNREADABLE
        if not label or not value:
            return "Each fact needs a label and what is so, as in “Hours: 40”."
        if len(label) > LONGEST_LABEL or len(value) > LONGEST_VALUE:
            return f"Keep labels under {LONGEST_LABEL} letters and facts under {LONGEST_VALUE}."
        if ABOUT_HEALTH.search(label) or ABOUT_HEALTH.search(value):
            return f"“{label}” reads like a diagnosis. A certificate is public: leave health out."
    return ""


def standing_of(*, has_expired: bool, is_revoked: bool) -> Standing:
    """Revoked wins over expired: it says more."""
    if is_revoked:
        return Standing.REVOKED
    return Standing.EXPIRED if has_expired else Standing.VALID


def has_expired(expires_on: date | None, on: date) -> bool:
    """The last valid day is still valid."""
    return expires_on is not None and expires_on < on


def name_key(name: str) -> str:
    """A name as it is looked up: whole, whatever the order of its parts, capitals, accents and commas."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(sorted(re.findall(r"\w+", letters)))[:LONGEST_KEY]


def _can_be_read(text: str) -> bool:
    """No sign that shows nothing or turns the reading round: what is printed must be what is read."""
    return not any(unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn") or sign in TURNS for sign in text)


def _one_line(text: str) -> str:
    return " ".join(text.split())
