"""The words of a paper that asks for a consent: one canonical text, and its digest. Pure.

Whoever signs, signs these bytes and no others. The text is our own, in English (`papers_english.py`) and in Spanish
(`papers_spanish.py`); the elements that it carries are those of 42 CFR 2.31(a).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cairn.privacy.domain.consents import KIND_FOR, KIND_WORDS, RECIPIENT_WORDS, ConsentKind, RecipientClass, Share
from cairn.privacy.domain.papers_english import ENGLISH
from cairn.privacy.domain.papers_spanish import SPANISH
from cairn.privacy.domain.wording import Wording

WORDINGS = {one.language: one for one in (ENGLISH, SPANISH)}
NEVER_REQUIRED = frozenset({ConsentKind.RESEARCH, ConsentKind.RECORDING})  # no service depends on a yes to these


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
        return self.shown_in(RECIPIENT_WORDS)

    def shown_in(self, recipients: Mapping[RecipientClass, str]) -> str:
        words = recipients[self.recipient_class]
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


def text_of(words: PaperWords, wording: Wording = ENGLISH) -> str:
    """The whole paper as plain text: one spelling, one kind of line end, so that equal words are equal bytes."""
    return unicodedata.normalize("NFC", "\n".join(_lines(words, wording)) + "\n")


def digest_of(text: str) -> str:
    """SHA-256 over the bytes that were shown."""
    return hashlib.sha256(text.encode()).hexdigest()


def _lines(words: PaperWords, wording: Wording) -> Iterator[str]:
    titles, kind = wording.titles, wording.kinds[words.kind]
    yield f"{titles.paper}: {kind[:1].lower()}{kind[1:]}"
    yield from _part(titles.whose, [words.person])
    yield from _part(titles.who_shares, [words.discloser])
    yield from _part(titles.who_gets, [party.shown_in(wording.recipients) for party in words.parties])
    yield from _part(titles.what, [wording.shares[share] for share in Share if share in words.scope])
    yield from _part(titles.purpose, [words.purpose])
    yield from _part(titles.until, [_until(words, wording)])
    yield from _part(titles.stop, [wording.stop.format(discloser=words.discloser)])
    yield from _part(titles.notes, [*_notes(words.kind, wording), *_on_exchanges(words, wording)])
    yield from _part(titles.who_signs, words.names)


def _part(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield ""
    yield f"{title}:"
    for line in lines:
        yield "  " + " ".join(line.translate(TURNS).split())


def _notes(kind: ConsentKind, wording: Wording) -> list[str]:
    if kind is ConsentKind.TREATMENT_PAYMENT_OPERATIONS:
        return list(wording.care)
    return [line for line in (wording.by_itself.get(kind, ""), wording.no_is_fine, wording.passed_on) if line]


def _on_exchanges(words: PaperWords, wording: Wording) -> list[str]:
    """What 42 CFR 2.24 gives whoever lets an exchange pass it on: the list of those who got it."""
    is_among = any(party.recipient_class is RecipientClass.INTERMEDIARY for party in words.parties)
    return [wording.intermediary] if is_among else []


def _until(words: PaperWords, wording: Wording) -> str:
    if words.expires_on:
        return wording.day(words.expires_on)
    return words.expires_event or wording.no_end
