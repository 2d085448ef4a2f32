"""A list of words as its pack file holds it: each entry with what to say instead, why, and who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cairn.kernel.citations import Citation, Status
from cairn.kernel.errors import BrokenRecord
from cairn.support.domain.word_patterns import WORD, Pattern, pattern_of

STATUSES = {"V": Status.VERIFIED, "V2": Status.SECONDARY, "I": Status.INFERRED, "M": Status.UNVERIFIED}
ENTRY = {"code", "say", "why", "instead", "citation", "status"}
OPTIONAL = {"not_in", "not_with"}


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

    def worth_looking(self, tokens: frozenset[str]) -> tuple[Pattern, ...]:
        """Those of its phrases whose words a text has at all."""
        return tuple(pattern for pattern in self.patterns if pattern.may_be_in(tokens))

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
    `negation`: so is what the sentence denies."""

    key: str
    title: str
    entries: tuple[WordEntry, ...]
    own_words: bool = True
    own_story: bool = False
    negation: bool = True
    not_names: frozenset[str] = frozenset()


def tokens_of(text: str) -> frozenset[str]:
    """The words of a text in small letters; of a word with a hyphen, its parts too."""
    return frozenset(part for word in WORD.findall(text.lower()) for part in (word, *word.split("-")))


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
        bool(head.get("own_words", True)),
        bool(head.get("own_story", False)),
        bool(head.get("negation", True)),
        frozenset(head.get("not_names", ())),
    )


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
