"""What a payer asks to know of a person, and the form that it must have.

A diagnosis is copied from a clinician's record, never made here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from cairn.kernel.errors import BadInput

NAME_LENGTH, MEMBER_LENGTH, CLINICIAN_LENGTH = 80, 40, 120
EARLIEST_BIRTH = date(1900, 1, 1)
CODE = re.compile(r"([A-Z][0-9][0-9A-Z])(?:\.?([0-9A-Z]{1,4}))?")  # ICD-10-CM: F10.20, Z59.0, F99


@dataclass(frozen=True, slots=True)
class LegalName:
    """The name on the member's card, and the birth date."""

    given: str
    family: str
    birth_date: date | None


@dataclass(frozen=True, slots=True)
class CoverageDraft:
    payer: str
    member_id: str
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class DiagnosisDraft:
    code: str
    recorded_on: date | None
    from_clinician: str


def check_legal_name(name: LegalName, today: date) -> None:
    """Raise BadInput with a sentence for each field that cannot be taken."""
    problems: dict[str, str] = {}
    for field, text in (("given", name.given), ("family", name.family)):
        if not 0 < len(text.strip()) <= NAME_LENGTH:
            problems[field] = f"Give the name as the payer has it, up to {NAME_LENGTH} letters."
    if name.birth_date is None or not EARLIEST_BIRTH <= name.birth_date <= today:
        problems["birth_date"] = "Give the birth date: after 1900, not after today."
    if problems:
        raise BadInput(problems)


def check_told_papers(name: LegalName, today: date) -> None:
    """The same of somebody who comes in: each part may be missing. Raises BadInput."""
    problems = {
        field: f"Use at most {NAME_LENGTH} letters; now it is {len(text.strip())}."
        for field, text in (("given", name.given), ("family", name.family))
        if len(text.strip()) > NAME_LENGTH
    }
    if name.birth_date is not None and not EARLIEST_BIRTH <= name.birth_date <= today:
        problems["birth_date"] = "Give the birth date: after 1900, not after today."
    if problems:
        raise BadInput(problems)


def check_coverage(draft: CoverageDraft, payers: Collection[str]) -> None:
    """Raise BadInput with a sentence for each field that cannot be taken. `payers` are those whose packs are here."""
    problems: dict[str, str] = {}
    if draft.payer not in payers:
        problems["payer"] = "Choose who pays."
    if not 0 < len(draft.member_id.strip()) <= MEMBER_LENGTH:
        problems["member_id"] = "Give the member number as it is printed on the card."
    if draft.starts_on is None:
        problems["starts_on"] = "Give the first day of the coverage."
    elif draft.ends_on is not None and draft.ends_on < draft.starts_on:
        problems["ends_on"] = "The last day comes before the first. Leave it empty if there is none."
    if problems:
        raise BadInput(problems)


def check_diagnosis(draft: DiagnosisDraft, today: date) -> None:
    """Raise BadInput with a sentence for each field that cannot be taken."""
    problems: dict[str, str] = {}
    if not code_as_written(draft.code):
        problems["code"] = "Give one ICD-10 code from the clinician’s record, such as F10.20."
    if draft.recorded_on is None or draft.recorded_on > today:
        problems["recorded_on"] = "Give the day on which the clinician recorded it: today or earlier."
    if not 0 < len(draft.from_clinician.strip()) <= CLINICIAN_LENGTH:
        problems["from_clinician"] = "Name the clinician whose record it is. Peer supporters do not diagnose."
    if problems:
        raise BadInput(problems)


def code_as_written(text: str) -> str:
    """A code the way records write it ("f1020" is F10.20); "" when it is none."""
    found = CODE.fullmatch(text.strip().upper())
    if found is None:
        return ""
    category, rest = found.groups()
    return f"{category}.{rest}" if rest else category
