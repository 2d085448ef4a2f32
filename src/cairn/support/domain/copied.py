"""Words that a writer used before about the same person: found as runs, shown as they are, never held against anybody.

Copying is often right: a standing goal, an address. A reader should only know which words are new. No rule of a payer is behind the
length of a run; it is a habit of this program, long enough that everyday phrases are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

RUN = 8  # words in a row
FIELDS = ("data", "assessment", "plan")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Earlier:
    """One earlier note of the same writer about the same person."""

    on: date
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopiedRun:
    """Characters `start` to `end` of a field stand word for word in the writer's note of a day."""

    field: str
    start: int
    end: int
    on: date


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text: new (`on` None), or copied from a day."""

    text: str
    on: date | None = None


def may_repeat(texts: Iterable[str]) -> bool:
    """Whether any text is long enough to hold a run at all."""
    return any(len(WORD.findall(text)) >= RUN for text in texts)


def copied_runs(texts: Sequence[tuple[str, str]], earlier: Iterable[Earlier]) -> tuple[CopiedRun, ...]:
    """The longest runs of each field, first to last. Of several days the newest is named."""
    days: dict[tuple[str, ...], set[date]] = {}
    for note in earlier:
        for text in note.texts:
            words = [match.group().casefold() for match in WORD.finditer(text)]
            for gram in _grams(words):
                days.setdefault(gram, set()).add(note.on)
    return tuple(run for field, text in texts for run in _runs(field, text, days))


def pieces(text: str, field: str, runs: Iterable[CopiedRun]) -> tuple[Piece, ...]:
    """The text of a field cut where copied runs begin and end."""
    cut, at = [], 0
    for run in sorted((run for run in runs if run.field == field), key=lambda run: run.start):
        if run.start > at:
            cut.append(Piece(text[at : run.start]))
        cut.append(Piece(text[run.start : run.end], run.on))
        at = run.end
    if at < len(text):
        cut.append(Piece(text[at:]))
    return tuple(cut)


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(len(words) - RUN + 1):
        yield tuple(words[at : at + RUN])


def _runs(field: str, text: str, days: Mapping[tuple[str, ...], set[date]]) -> Iterator[CopiedRun]:
    found = list(WORD.finditer(text))
    words = [match.group().casefold() for match in found]
    at = 0
    while at + RUN <= len(words):
        on = days.get(tuple(words[at : at + RUN]))
        if not on:
            at += 1
            continue
        last = at + RUN
        while last < len(words) and (both := on & days.get(tuple(words[last - RUN + 1 : last + 1]), set())):
            on, last = both, last + 1
        yield CopiedRun(field, found[at].start(), found[last - 1].end(), max(on))
        at = last


def as_kept(runs: Iterable[CopiedRun]) -> list[list[str | int]]:
    """The runs as a note keeps them."""
    return [[run.field, run.start, run.end, run.on.isoformat()] for run in runs]


def runs_kept(kept: Iterable[Sequence[str | int]]) -> tuple[CopiedRun, ...]:
    """The runs of a note."""
    return tuple(
        CopiedRun(str(field), int(start), int(end), date.fromisoformat(str(on))) for field, start, end, on in kept
    )
