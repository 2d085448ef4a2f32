"""A list of words as its pack file holds it: each entry with what to say instead, why, and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from cairn.kernel.citations import Citation, Status
from cairn.kernel.errors import BrokenRecord
from cairn.support.domain.word_patterns import WORD, Pattern, pattern_of

STATUSES = {"V": Status.VERIFIED, "V2": Status.SECONDARY, "I": Status.INFERRED, "M": Status.UNVERIFIED}
ENTRY = {"code", "say", "why", "instead", "citation", "status"}
OPTIONAL = {"not_in", "not_with"}
Place = tuple[int, int]  # of an entry in its list, of a phrase in its entry
Filed = Mapping[str, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class WordEntry:
    """Phrases that mean the same, with a kinder or more exact wording. `not_in`: longer phrases in which they are harmless."""

    code: str
    why: str
    instead: str
    citation: Citation
    patterns: tuple[Pattern, ...]
    not_in: tuple[Pattern, ...] = ()
    not_with: frozenset[str] = frozenset()

    def places(
        self, sentence: str, patterns: Iterable[Pattern], not_names: Collection[str], own: Collection[str]
    ) -> Iterator[tuple[int, int]]:
        """Where these phrases of the entry stand in a sentence, harmless uses left out."""
        spans = []
        for pattern in patterns:
            for found in pattern.regex.finditer(sentence):
                name = found.groupdict().get("name")
                if name is None or (name not in not_names and name.casefold() not in own):
                    spans.append(found.span("said"))
        if spans:
            harmless = [one.span("said") for each in self.not_in for one in each.regex.finditer(sentence)]
            yield from (span for span in spans if not any(begin < span[1] and span[0] < end for begin, end in harmless))


@dataclass(frozen=True, slots=True)
class WordList:
    """One list. `own_words`: what somebody else said is left alone; `own_story`: so is what the writer tells of the own road;
    `negation`: so is what the sentence denies. Its phrases are filed under a word, or a beginning, that each of them needs, so that a
    text costs what its own words cost."""

    key: str
    title: str
    entries: tuple[WordEntry, ...]
    by_word: Filed
    by_beginning: Filed
    own_words: bool = True
    own_story: bool = False
    negation: bool = True
    not_names: frozenset[str] = frozenset()

    def filed_for(self, tokens: frozenset[str]) -> Filed:
        """Of these words of a text, those that a phrase is filed under, each with where such phrases are."""
        filed = {token: self.by_word[token] for token in self.by_word.keys() & tokens}
        beginnings = tuple(self.by_beginning)
        for token in tokens:
            if beginnings and token.startswith(beginnings):
                begun = [
                    place for start, places in self.by_beginning.items() if token.startswith(start) for place in places
                ]
                filed[token] = (*filed.get(token, ()), *begun)
        return filed

    def to_ask(self, filed: Filed, tokens: frozenset[str]) -> Iterator[tuple[WordEntry, list[Pattern]]]:
        """The entries that a sentence of these words may hold, with the phrases that may be there, in the list's order."""
        if tokens.isdisjoint(filed):
            return
        places = sorted({place for token in filed.keys() & tokens for place in filed[token]})
        for number, of_entry in groupby(places, key=itemgetter(0)):
            entry = self.entries[number]
            held = [pattern for _, which in of_entry if (pattern := entry.patterns[which]).may_be_in(tokens)]
            if held and entry.not_with.isdisjoint(tokens):
                yield entry, held


def tokens_of(text: str) -> frozenset[str]:
    """The words of a text in small letters; of a word with a hyphen, its parts too."""
    words = WORD.findall(text.lower())
    return frozenset(words).union(*(word.split("-") for word in words if "-" in word))


def read_word_list(document: Mapping[str, Any], source: str) -> WordList:
    """A parsed list; raises BrokenRecord naming the first entry that cannot be used."""
    head, groups = document.get("list", {}), document.get("groups", {})
    if not isinstance(head.get("key"), str) or not isinstance(head.get("title"), str):
        raise BrokenRecord(f"{source}: [list] needs a key and a title.")
    entries = tuple(_entry(row, groups, f"{source} entry {n}") for n, row in enumerate(document.get("entry", ()), 1))
    codes = [entry.code for entry in entries]
    if not entries or len(set(codes)) != len(codes):
        raise BrokenRecord(f"{source}: needs entries, each with a code of its own.")
    return WordList(
        head["key"],
        head["title"],
        entries,
        _filed(entries, lambda pattern: pattern.rarest.words),
        _filed(entries, lambda pattern: pattern.rarest.beginnings),
        bool(head.get("own_words", True)),
        bool(head.get("own_story", False)),
        bool(head.get("negation", True)),
        frozenset(head.get("not_names", ())),
    )


def _filed(entries: Iterable[WordEntry], under: Callable[[Pattern], Iterable[str]]) -> Filed:
    filed = defaultdict[str, tuple[Place, ...]](tuple)
    for number, entry in enumerate(entries):
        for which, pattern in enumerate(entry.patterns):
            for word in under(pattern):
                filed[word] += ((number, which),)
    return dict(filed)


def _entry(row: Mapping[str, Any], groups: Mapping[str, Any], key: str) -> WordEntry:
    slips = (ENTRY - set(row)) | (set(row) - ENTRY - OPTIONAL)
    if slips:
        raise BrokenRecord(f"{key}: {sorted(slips)[0]} is missing, or not known here.")
    texts = {name: row[name] for name in ENTRY - {"say"}}
    empty = [name for name, text in texts.items() if not isinstance(text, str) or not text.strip()]
    if empty or row["status"] not in STATUSES:
        raise BrokenRecord(f"{key}: {sorted(empty)[0] if empty else 'status'} says nothing that can be used.")
    return WordEntry(
        row["code"],
        row["why"],
        row["instead"],
        Citation(key, row["citation"], STATUSES[row["status"]], None),
        tuple(pattern_of(phrase, groups, key) for phrase in row["say"]),
        tuple(pattern_of(phrase, groups, key) for phrase in row.get("not_in", ())),
        frozenset(row.get("not_with", ())),
    )
