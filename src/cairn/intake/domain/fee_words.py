"""The words with which a person agrees to what coming costs: one canonical text and its digest, in two languages. Pure.

Whoever signs, signs these bytes and no others. What the program says stands in them as the program wrote it; the rest is our own.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from cairn.privacy.domain.papers import TURNS
from cairn.privacy.domain.wording import PaperLanguage

SIGNED = "signed"  # an answer of the step that only the signing itself gives


class Way(StrEnum):
    """How it was signed."""

    THIS_DEVICE = "this_device"
    OWN_ACCOUNT = "own_account"


@dataclass(frozen=True, slots=True)
class FeeWording:
    title: str
    who: str
    says: str
    read: str
    asked_anew: str
    no_is_fine: str


WORDINGS = {
    PaperLanguage.ENGLISH: FeeWording(
        "What it costs me",
        "Who agrees",
        "What the program says",
        "I have read this, or somebody read it to me, and I could ask about it.",
        "It holds for what stands here. If it changes, I am asked again first.",
        "I can say no. Then we talk about how it can be paid, before anything is charged.",
    ),
    PaperLanguage.SPANISH: FeeWording(
        "Lo que me cuesta",
        "Quién está de acuerdo",
        "Lo que dice el programa",
        "He leído esto, o alguien me lo leyó, y pude preguntar.",
        "Vale para lo que está escrito aquí. Si cambia, se me pregunta otra vez antes.",
        "Puedo decir que no. Entonces hablamos de cómo se puede pagar, antes de cobrar nada.",
    ),
}


def text_of(person: str, program: str, told: str, language: PaperLanguage) -> str:
    """The whole text as it is signed: equal words are equal bytes."""
    words = WORDINGS[language]
    parts = [(words.who, [person]), (f"{words.says} ({program})", told.splitlines())]
    lines = [words.title]
    for title, body in parts:
        lines += ["", f"{_plain(title)}:", *(f"  {_plain(line)}" for line in body if line.strip())]
    lines += ["", words.read, words.asked_anew, words.no_is_fine]
    return unicodedata.normalize("NFC", "\n".join(lines) + "\n")


def _plain(line: str) -> str:
    return " ".join(line.translate(TURNS).split())
