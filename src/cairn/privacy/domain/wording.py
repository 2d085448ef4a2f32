"""What a paper's fixed words are in one language. Pure. Whoever signs, signs the words of one language, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.privacy.domain.consents import ConsentKind, RecipientClass, Share
from cairn.privacy.domain.guardians import Relation


class PaperLanguage(StrEnum):
    """The languages in which a paper can be read and signed."""

    ENGLISH = "en"
    SPANISH = "es"


@dataclass(frozen=True, slots=True)
class Titles:
    """Over the parts of a paper, in their order."""

    paper: str
    whose: str
    who_shares: str
    who_gets: str
    what: str
    purpose: str
    until: str
    stop: str
    notes: str
    who_signs: str


@dataclass(frozen=True, slots=True)
class Wording:
    """All fixed words of a paper. Other content than these is what somebody typed, in whatever language they typed it."""

    language: PaperLanguage
    form_version: str  # kept with each consent: which words, in which language
    is_reviewed: bool  # whether a professional translator has read it; the original needs none
    titles: Titles
    kinds: Mapping[ConsentKind, str]
    recipients: Mapping[RecipientClass, str]
    shares: Mapping[Share, str]
    relations: Mapping[Relation, str]
    by_itself: Mapping[ConsentKind, str]
    stop: str  # with {discloser}
    care: tuple[str, ...]
    passed_on: str
    intermediary: str  # where an exchange of records is among the receivers
    no_is_fine: str
    no_end: str
    called: str  # with {legal} and {called}
    or_word: str
    some_guardian: str
    day: Callable[[date], str]

    def person(self, name: str, legal: str, called: str) -> str:
        """The person by the name on their papers, with what they like to be called beside it."""
        return self.called.format(legal=legal, called=called) if legal and called else name
