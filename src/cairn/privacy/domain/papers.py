"""The words of a paper that asks for a consent: one canonical text, and its digest. Pure.

Whoever signs, signs these bytes and no others. The text is our own; the elements that it carries are those of 42 CFR 2.31(a).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.kernel.instants import in_words
from cairn.privacy.domain.consents import (
    KIND_FOR,
    KIND_WORDS,
    RECIPIENT_WORDS,
    SHARE_WORDS,
    ConsentKind,
    RecipientClass,
    Share,
)

NEVER_REQUIRED = frozenset({ConsentKind.RESEARCH, ConsentKind.RECORDING})  # no service depends on a yes to these
_ALONE = "This paper is about {} and about nothing else."
_NO_FURTHER = "No other yes of mine reaches that far."
_STILL_SERVED = "I can say no and still get every service here."
BY_ITSELF = {
    ConsentKind.LEGAL_PROCEEDINGS: f"{_ALONE.format('a court or a legal case')} {_NO_FURTHER}",
    ConsentKind.COUNSELING_NOTES: _ALONE.format("a counselor's own notes") + f" {_NO_FURTHER}",
    ConsentKind.EMPLOYER: _ALONE.format("my employer"),
    ConsentKind.LICENSING_BOARD: _ALONE.format("a licensing board"),
    ConsentKind.RESEARCH: f"{_ALONE.format('research')} {_STILL_SERVED}",
    ConsentKind.RECORDING: f"{_ALONE.format('being recorded or watched')} {_STILL_SERVED}",
}
STOP = (
    "I can take this back at any time: all of it, or for one receiver alone. I tell anybody here, or I write to {discloser}. "
    "From then on nothing more is shared there. What was shared before stays shared."
)
CARE = (
    "Care providers, plans and payers that get it for care and payment may pass it on as privacy law allows. It may not be used "
    "in a case against me without my consent or an order of a court.",
    "If I say no to sharing for payment, we talk about how the service can be paid. A no to anything else changes no service here.",
)
PASSED_ON = (
    "Who receives it is told in writing that 42 CFR Part 2 limits what they may do with it, where that rule applies."
)
NO_IS_FINE = "I can say no. A no is written down as a no, and it changes nothing in the support I get here."


# Signs that turn the direction of reading: with them what is read is not what is signed.
TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


class Says(StrEnum):
    """What a person says to a paper. Both are kept."""

    AGREES = "agrees"
    REFUSES = "refuses"


class State(StrEnum):
    """How a paper stands. Once answered it never changes."""

    OPEN = "open"
    AGREED = "agreed"
    REFUSED = "refused"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class Party:
    """One receiver on a paper. An empty name means the whole class."""

    recipient_class: RecipientClass
    name: str = ""

    @property
    def shown(self) -> str:
        words = RECIPIENT_WORDS[self.recipient_class]
        return f"{self.name} ({words[:1].lower()}{words[1:]})" if self.name else words


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What the text is made of: the person, who shares, and what was filled in."""

    person: str
    discloser: str
    kind: ConsentKind
    parties: tuple[Party, ...]
    scope: frozenset[Share]
    purpose: str
    expires_on: date | None
    expires_event: str
    names: tuple[str, ...]  # who signs, in words


def kinds_on(parties: Iterable[Party], scope: frozenset[Share]) -> frozenset[ConsentKind]:
    """What kinds of consent a paper would mix. One is a paper; two are two papers."""
    kinds = {KIND_FOR.get(party.recipient_class, ConsentKind.NAMED_PARTY) for party in parties}
    if Share.COUNSELING_NOTES in scope:
        kinds = kinds - {ConsentKind.NAMED_PARTY} | {ConsentKind.COUNSELING_NOTES}
    return frozenset(kinds)


def mixed(parties: tuple[Party, ...], scope: frozenset[Share]) -> dict[str, str]:
    """What a paper puts together that has to stand apart: the field, and what to do. Empty when it is one paper."""
    kinds = kinds_on(parties, scope)
    if len(kinds) > 1:
        words = ", ".join(sorted(KIND_WORDS[kind].lower() for kind in kinds))
        return {"recipient_class": f"These stand on papers of their own: {words}. Ask for one of them here."}
    if Share.COUNSELING_NOTES in scope and len(scope) > 1:
        return {"scope": "A counselor's own notes stand on a paper of their own. Leave the rest out here."}
    if (Share.RECORDING in scope) != (ConsentKind.RECORDING in kinds) or (Share.RECORDING in scope and len(scope) > 1):
        return {"scope": "Being recorded or watched stands on a paper of its own, with nothing else on it."}
    return {}


def text_of(words: PaperWords) -> str:
    """The whole paper as plain text: one spelling, one kind of line end, so that equal words are equal bytes."""
    return unicodedata.normalize("NFC", "\n".join(_lines(words)) + "\n")


def digest_of(text: str) -> str:
    """SHA-256 over the bytes that were shown."""
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(words: PaperWords) -> Iterator[str]:
    yield f"My permission: {KIND_WORDS[words.kind][:1].lower()}{KIND_WORDS[words.kind][1:]}"
    yield from _part("Whose information", [words.person])
    yield from _part("Who shares it", [words.discloser])
    yield from _part("Who may get it", [party.shown for party in words.parties])
    yield from _part("What they may get", [SHARE_WORDS[share] for share in Share if share in words.scope])
    yield from _part("What for", [words.purpose])
    yield from _part("Until", [_until(words)])
    yield from _part("How I stop it", [STOP.format(discloser=words.discloser)])
    yield from _part("Good to know", _notes(words.kind))
    yield from _part("Who signs", words.names)


def _part(title: str, lines: list[str] | tuple[str, ...]) -> Iterator[str]:
    yield ""
    yield f"{title}:"
    for line in lines:
        yield "  " + " ".join(line.translate(TURNS).split())


def _notes(kind: ConsentKind) -> list[str]:
    if kind is ConsentKind.TREATMENT_PAYMENT_OPERATIONS:
        return list(CARE)
    return [line for line in (BY_ITSELF.get(kind, ""), NO_IS_FINE, PASSED_ON) if line]


def _until(words: PaperWords) -> str:
    if words.expires_on:
        return in_words(words.expires_on)
    return words.expires_event or "No end"
