"""What the hiring packs hold: duties, qualifications, guides and words. Read once."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from cairn.hiring.domain.descriptions import Choices, read_lines
from cairn.hiring.domain.guides import Guide, read_guide
from cairn.hiring.domain.words import WordList, read_words
from cairn.kernel.errors import BrokenRecord
from cairn.platform.packs import packs_folder

GUIDES = ("first", "second")


@cache
def choices_for(place: str) -> Choices:
    """What a description may be built from in this place; no duties where no list is known."""
    duties, qualifications = _document("hiring/duties"), _document("hiring/qualifications")
    return Choices(
        read_lines(duties, "duty", place, "duties"),
        read_lines(qualifications, "qualification", place, "qualifications"),
        read_lines(qualifications, "not_asked", place, "qualifications"),
        read_lines(qualifications, "ethics", place, "qualifications"),
    )


@cache
def guides() -> dict[str, Guide]:
    """The interview guides by their key, the first interview first."""
    found = (read_guide(_document(f"hiring/{name}-interview"), f"{name}-interview") for name in GUIDES)
    return {guide.key: guide for guide in found}


@cache
def question_words() -> WordList:
    """Words that a question to an applicant may not hold before an offer."""
    return read_words(_document("words/interview-questions"), "interview-questions")


@cache
def scope_words() -> WordList:
    """Words that point outside a peer supporter's scope of practice."""
    return read_words(_document("words/outside-scope"), "outside-scope")


def _document(name: str) -> dict[str, Any]:
    path = packs_folder() / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BrokenRecord(f"{name}.toml cannot be read.") from error
