"""What a program and a site need to be one. Whether a program falls under 42 CFR Part 2 is found by people, never guessed here."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from cairn.kernel.errors import BadInput

NAME_LENGTH = 120
HIGHEST_COST = 10**10  # cents a month: a slip of the finger, not a rule


@dataclass(frozen=True, slots=True)
class ProgramDraft:
    """A program as it was typed. `is_part2` is None while nobody said; `monthly_cost_cents` 0 means not known yet."""

    name: str
    is_part2: bool | None
    payer: str
    starts_on: date | None
    monthly_cost_cents: int = 0


@dataclass(frozen=True, slots=True)
class SiteDraft:
    """A place where the program works; `place_of_service` is the payer's two-digit code."""

    program_id: UUID | None
    name: str
    place_of_service: str


def check_program(draft: ProgramDraft, payers: Collection[str]) -> None:
    """Raise BadInput with a sentence for each field that cannot be taken."""
    problems: dict[str, str] = {}
    if not 0 < len(draft.name.strip()) <= NAME_LENGTH:
        problems["name"] = f"Give the program's name, up to {NAME_LENGTH} letters."
    if draft.is_part2 is None:
        problems["is_part2"] = "Say whether it is a Part 2 program. If you are not sure, choose yes: it protects more."
    if draft.payer not in payers:
        problems["payer"] = "Choose the payer that pays for most of it."
    if draft.starts_on is None:
        problems["starts_on"] = "Give the program's first day."
    if not 0 <= draft.monthly_cost_cents < HIGHEST_COST:
        problems["monthly_cost"] = "Give all costs of one month in dollars, such as 18000."
    if problems:
        raise BadInput(problems)


def check_site(draft: SiteDraft) -> None:
    """Raise BadInput with a sentence for each field that cannot be taken."""
    problems: dict[str, str] = {}
    if not 0 < len(draft.name.strip()) <= NAME_LENGTH:
        problems["name"] = f"Give the site's name, up to {NAME_LENGTH} letters."
    if not re.fullmatch(r"[0-9]{2}", draft.place_of_service):
        problems["place_of_service"] = "Give the two digits that claims name the place by, such as 11 for an office."
    if draft.program_id is None:
        problems["program"] = "Choose the program that works there."
    if problems:
        raise BadInput(problems)
