"""Sentences with the hints that a careful reader would give, and how the check does on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cairn.kernel.errors import BrokenRecord
from cairn.support.domain.rates import Rate
from cairn.support.domain.word_lists import WordList
from cairn.support.domain.words import Hint, find_hints


@dataclass(frozen=True, slots=True)
class Wanted:
    """One hint that should be there: its list and its place."""

    list_key: str
    start: int
    end: int

    def is_met_by(self, hint: Hint) -> bool:
        return hint.list_key == self.list_key and hint.start < self.end and self.start < hint.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A made-up sentence of a note. Nothing wanted means silence."""

    text: str
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class LabeledSentences:
    """A set of sentences; `own` are names that may stand in them."""

    sentences: tuple[Sentence, ...]
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordRates:
    """`precision`: hints that were wanted, of those given. `recall`: given, of those wanted. `silence`: sentences left alone rightly."""

    precision: Rate
    recall: Rate
    silence: Rate
    by_list: Mapping[str, tuple[Rate, Rate]]
    slips: tuple[str, ...]


def read_sentences(document: Mapping[str, Any], source: str) -> LabeledSentences:
    """A parsed file of sentences; raises BrokenRecord naming the line whose words do not stand in its sentence."""
    sentences = []
    for number, (text, *labels) in enumerate(document.get("cases", ()), 1):
        wanted = []
        for label in labels:
            key, _, words = label.partition(": ")
            start = text.find(words)
            if not words or start < 0:
                raise BrokenRecord(f"{source} line {number}: “{words}” does not stand in the sentence.")
            wanted.append(Wanted(key, start, start + len(words)))
        sentences.append(Sentence(text, tuple(wanted)))
    if not sentences:
        raise BrokenRecord(f"{source}: holds no sentence.")
    return LabeledSentences(tuple(sentences), (document.get("client", ""),))


def measure_words(labeled: LabeledSentences, lists: Sequence[WordList]) -> WordRates:
    """The rates on a set, in all and by list, with every slip in words."""
    given, right, wanted, met = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    slips, quiet, kept_quiet = list[str](), 0, 0
    for sentence in labeled.sentences:
        hints = find_hints(sentence.text, lists, own=labeled.own)
        for hint in hints:
            given[hint.list_key] += 1
            is_right = any(one.is_met_by(hint) for one in sentence.wanted)
            right[hint.list_key] += is_right
            slips += [] if is_right else [f"not wanted, {hint.list_key} “{hint.words}”: {sentence.text}"]
        for one in sentence.wanted:
            wanted[one.list_key] += 1
            is_met = any(one.is_met_by(hint) for hint in hints)
            met[one.list_key] += is_met
            missed = sentence.text[one.start : one.end]
            slips += [] if is_met else [f"missed, {one.list_key} “{missed}”: {sentence.text}"]
        quiet += not sentence.wanted
        kept_quiet += not sentence.wanted and not hints
    keys: Collection[str] = [each.key for each in lists]
    by_list = {key: (Rate(right[key], given[key]), Rate(met[key], wanted[key])) for key in keys}
    return WordRates(
        Rate(right.total(), given.total()),
        Rate(met.total(), wanted.total()),
        Rate(kept_quiet, quiet),
        by_list,
        tuple(slips),
    )
