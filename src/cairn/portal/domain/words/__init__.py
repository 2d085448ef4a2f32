"""Every sentence of the portal in English and in Spanish, side by side, so that neither can be forgotten. The Spanish is our own.

`WORDS[key]` is (English, Spanish). What other rooms call their things (parts of a plan, permissions, acts of the ledger) is translated
by its code in `names.py`, `names_of_choosing.py` and `acts.py`; English comes from the room itself.
"""

from __future__ import annotations

from cairn.portal.domain.choices import Language
from cairn.portal.domain.words import (
    pages,
    pages_of_accounting,
    pages_of_choosing,
    pages_of_cost,
    pages_of_errors,
    pages_of_few,
    pages_of_help,
    pages_of_letters,
    pages_of_meetings,
    pages_of_papers,
    pages_of_reminders,
    pages_of_sharing,
    pages_of_the_app,
    pages_of_the_record,
    pages_of_the_word,
)

WORDS: dict[str, tuple[str, str]] = {
    **pages.WORDS,
    **pages_of_accounting.WORDS,
    **pages_of_choosing.WORDS,
    **pages_of_cost.WORDS,
    **pages_of_meetings.WORDS,
    **pages_of_errors.WORDS,
    **pages_of_few.WORDS,
    **pages_of_help.WORDS,
    **pages_of_letters.WORDS,
    **pages_of_papers.WORDS,
    **pages_of_reminders.WORDS,
    **pages_of_sharing.WORDS,
    **pages_of_the_app.WORDS,
    **pages_of_the_record.WORDS,
    **pages_of_the_word.WORDS,
}


def told(language: Language, key: str, **values: object) -> str:
    """The sentence of a key in a language. A key that nobody wrote is an error, not an empty place."""
    sentence = WORDS[key][language is Language.SPANISH]
    return sentence.format(**values) if values else sentence
