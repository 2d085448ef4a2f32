"""Finding words that make a question unlawful before an offer, or a duty one outside the scope. Plain, and the same every time.

A word counts when it is said about the applicant. The last person named before it decides ("you", "a participant"), else the next one
after it; where nobody is named the applicant is meant. The check helps careful people; it does not replace a lawyer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cairn.hiring.domain.sources import read_citation, text_of
from cairn.kernel.citations import Citation
from cairn.kernel.decisions import Decision, Finding, Verdict

WORD = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
SENTENCE = re.compile(r"[.?!;:]+(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Entry:
    """Words of one topic, why they stop, who says so, and what may be asked instead (a duty has no such form)."""

    topic: str
    words: tuple[str, ...]
    why: str
    citation: Citation
    instead: str = ""


@dataclass(frozen=True, slots=True)
class WordList:
    """Entries, and who the words may be about. Without `others` every word counts, whoever is meant."""

    entries: tuple[Entry, ...]
    applicant: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    taken_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One topic and the words that were found of it, in the order of the text."""

    entry: Entry
    words: tuple[str, ...] = field(default=())


def read_words(document: Mapping[str, Any], source: str) -> WordList:
    """A list of words as its file holds it; raises BrokenRecord naming the first line that cannot be used."""
    entries = []
    for number, row in enumerate(document.get("entry", ()), start=1):
        key = f"{source} entry {number}"
        words = tuple(str(word).lower() for word in row.get("words", ()))
        entries.append(
            Entry(
                text_of(row, "topic", key),
                words,
                text_of(row, "why", key),
                read_citation(row, key),
                row.get("instead", ""),
            )
        )
    return WordList(
        tuple(entries),
        frozenset(document.get("applicant", ())),
        frozenset(document.get("others", ())),
        tuple(sorted(document.get("not_about_health", ()), key=len, reverse=True)),
    )


def find_words(text: str, words: WordList) -> tuple[Hit, ...]:
    """The topics that the text touches, in the order of the list, each with the words found."""
    found: dict[str, list[str]] = {}
    for sentence in _sentences(text, words.taken_out):
        for topic, word in _hits(sentence, words):
            if word not in found.setdefault(topic, []):
                found[topic].append(word)
    return tuple(Hit(entry, tuple(found[entry.topic])) for entry in words.entries if entry.topic in found)


def decide_question(text: str, words: WordList) -> Decision:
    """Whether a panel may ask this before an offer; each finding says which words, why, and what may be asked instead."""
    return Decision.all_of("May be asked before an offer", [_finding(hit) for hit in find_words(text, words)])


def decide_duty(text: str, words: WordList) -> Decision:
    """Whether a duty lies inside the scope of practice; each finding says which words, why, and who says so."""
    return Decision.all_of("Lies inside the scope of practice", [_finding(hit) for hit in find_words(text, words)])


def said_of(decision: Decision) -> str:
    """The findings against, as one text: words, why, source, and the form that may be used."""
    return " ".join(
        f"{one.title} ({one.found}). {one.required} Source: {'; '.join(str(source) for source in one.citations)}."
        + (f" {one.remedy}" if one.remedy else "")
        for one in decision.against
    )


def _finding(hit: Hit) -> Finding:
    entry = hit.entry
    return Finding(
        code=f"words.{entry.topic.lower().replace(' ', '_')}",
        verdict=Verdict.NOT_MET,
        title=entry.topic,
        required=entry.why,
        found=", ".join(f"“{word}”" for word in hit.words),
        remedy=f"You may ask: “{entry.instead}”" if entry.instead else "",
        citations=(entry.citation,),
    )


def _sentences(text: str, taken_out: Iterable[str]) -> Iterator[list[str]]:
    plain = text.lower().replace("’", "'").replace("–", "-")
    for phrase in taken_out:
        plain = re.sub(rf"(?<![a-z0-9]){re.escape(phrase)}(?![a-z0-9])", " ", plain)
    for sentence in SENTENCE.split(plain):
        tokens = WORD.findall(sentence)
        if tokens:
            yield tokens


def _hits(tokens: Sequence[str], words: WordList) -> Iterator[tuple[str, str]]:
    for entry in words.entries:
        for word in entry.words:
            parts = WORD.findall(word)
            for start in range(len(tokens) - len(parts) + 1):
                if list(tokens[start : start + len(parts)]) == parts and _is_applicant(
                    tokens, start, start + len(parts), words
                ):
                    yield entry.topic, word


def _is_applicant(tokens: Sequence[str], start: int, end: int, words: WordList) -> bool:
    """Whether the word at `start` is about the applicant: named in the phrase, else the last person before it, else the next one."""
    if words.applicant.intersection(tokens[start:end]):
        return True
    for token in (*reversed(tokens[:start]), *tokens[end:]):
        if token in words.applicant:
            return True
        if token in words.others:
            return False
    return True
