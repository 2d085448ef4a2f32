"""The secret word of a person served, and what a code asks for before it opens anything. Pure.

Whoever works here can make a code, so a code alone does not show who types it. From the first opening on, the person's own word does:
they choose it on their own phone, and nobody at work reads it. Before there is a word, the code does not open on the network on which it
was made. Where neither can be had (no other network; a word forgotten), a second person who works here stands beside them and vouches.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from cairn.kernel.errors import BadInput

SHORTEST, LONGEST = 4, 40
MOST_WRONG = 5  # wrong words in a row, over all codes: then only a second person at work helps


class Asked(StrEnum):
    """What a code that works asks of who typed it."""

    CHOOSE = "choose"  # a word of their own, from now on
    SAY = "say"  # the word that they chose
    SECOND = "second"  # somebody else who works here, or (before there is a word) another network
    STOPPED = "stopped"  # somebody else who works here: the word was wrong too often


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """What is known when a code is typed. `same_network`: it was made where it is typed now."""

    has_sign: bool
    wrong_tries: int
    is_vouched: bool
    same_network: bool


def what_is_asked(facts: CodeFacts) -> Asked:
    """Who is vouched for chooses a word, also anew."""
    if facts.is_vouched:
        return Asked.CHOOSE
    if facts.has_sign:
        return Asked.SAY if facts.wrong_tries < MOST_WRONG else Asked.STOPPED
    return Asked.SECOND if facts.same_network else Asked.CHOOSE


def plain_sign(typed: str) -> str:
    """The word as it is compared: capital letters, accents typed in another way and blanks make no difference."""
    return " ".join(unicodedata.normalize("NFKC", typed).casefold().split())


def check_sign(sign: str, name: str) -> None:
    """Raises BadInput with the key of a sentence for a word that anybody would guess. `name`: what others call the person."""
    if not SHORTEST <= len(sign) <= LONGEST or len(set(sign)) < SHORTEST - 1:
        raise BadInput({"sign": "sign.short"})
    for part in plain_sign(name).split():
        if part in sign and len(set(re.findall(r"\w", sign.replace(part, " ")))) < SHORTEST:
            raise BadInput({"sign": "sign.name"})
