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
Gram = tuple[str, ...]  # RUN words


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
    own = [(field, list(WORD.finditer(text))) for field, text in texts]
    wanted = {gram for _, found in own for gram in _grams(_folded(match.group() for match in found))}
    said: dict[str, set[date]] = {}  # a text that was written on several days is cut into words once
    for note in earlier:
        for text in note.texts:
            said.setdefault(text, set()).add(note.on)
    days: dict[Gram, set[date]] = {}
    for text, on in said.items():
        for gram in wanted.intersection(_grams(_folded(WORD.findall(text)))):
            days.setdefault(gram, set()).update(on)
    return tuple(run for field, found in own for run in _runs(field, found, days))


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


def _folded(words: Iterable[str]) -> list[str]:
    return [word.casefold() for word in words]


def _grams(words: Sequence[str]) -> Iterator[Gram]:
    """Each stretch of RUN words, in order."""
    return zip(*(words[at:] for at in range(RUN)), strict=False)


def _runs(field: str, found: Sequence[re.Match[str]], days: Mapping[Gram, set[date]]) -> Iterator[CopiedRun]:
    grams = list(_grams(_folded(match.group() for match in found))) if days else []
    at = 0
    while at < len(grams):
        on = days.get(grams[at])
        if not on:
            at += 1
            continue
        last = at + RUN
        while last < len(found) and (both := on & days.get(grams[last - RUN + 1], set())):
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
