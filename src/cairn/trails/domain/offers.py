"""An offer of employment as the employer is asked about it: what its letter must show, and the question in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cairn.kernel.errors import BadInput
from cairn.kernel.instants import in_words
from cairn.kernel.money import Money

LONGEST = 120
MOST_CENTS = 1_000_00  # an hour: a slip of the finger, not a rule


@dataclass(frozen=True, slots=True)
class OfferDraft:
    """What stands in the letter, as the candidate typed it. None where nothing was said."""

    employer: str
    asked_of: str
    starts_on: date | None
    wage_cents: int
    in_scope: bool


def check_offer(draft: OfferDraft) -> None:
    """Raise BadInput with a sentence for each part of the letter that is missing. A first day of the past is a job held already."""
    problems: dict[str, str] = {}
    for field, words, missing in (
        ("employer", draft.employer, "Name the employer."),
        ("asked_of", draft.asked_of, "Name the person who can confirm it."),
    ):
        if not words.strip():
            problems[field] = missing
        elif len(words.strip()) > LONGEST:
            problems[field] = f"Keep it under {LONGEST} letters."
    if draft.starts_on is None:
        problems["starts_on"] = "Give the first day of work, as the letter has it."
    if not 0 < draft.wage_cents < MOST_CENTS:
        problems["wage"] = "Give the hourly wage in dollars, such as 17.50."
    if not draft.in_scope:
        problems["in_scope"] = (
            "The letter must show duties within scope and ethics. Ask the employer to add them first."
        )
    if problems:
        raise BadInput(problems)


def words_for(name: str, draft: OfferDraft) -> str:
    """The question as it will be shown, and kept as it was shown."""
    assert draft.starts_on is not None  # noqa: S101 - checked before
    return "\n".join(
        [
            f"Did {draft.employer.strip()} offer {name} this job, or does {name} work in it?",
            f"First day of work: {in_words(draft.starts_on)}",
            f"Hourly wage: {Money(draft.wage_cents)}",
            "Duties: peer support, within its scope of practice and its ethics",
            "Is all of this right?",
        ]
    )
