"""The small language in which a list of words says what it looks for, made into patterns.

`a/b` is either word; `[a]` may be left out; `a*` takes any ending; `..` is up to three words between; `{group}` is a group of the file;
`NAME` is a capitalized word; `=A` counts only as written, capitals and all; `&a` need only stand somewhere in the sentence;
`@me`, first, is the writer: "I", "we", a sentence's start.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cairn.kernel.errors import BrokenRecord

WORD = re.compile(r"[a-z0-9&]+(?:['-][a-z0-9&]+)*")
GAP = r"[\s-]+"
BETWEEN = r"(?:[\w'&-]+[\s-]+){0,3}?"
NAME = r"(?P<name>(?-i:[A-Z][a-z]+(?:-[A-Z][a-z]+)?))"
ME = r"(?:^[\W_]*|\b(?:i|we|and|then|also|but)\s+)(?:(?:have|had|then|also|only|just|\w+ly)\s+)?"


@dataclass(frozen=True, slots=True)
class Need:
    """Words of which a text must hold one, else the phrase cannot be there: whole ones, and beginnings."""

    words: frozenset[str]
    beginnings: tuple[str, ...]

    def is_met(self, tokens: frozenset[str]) -> bool:
        if not self.words.isdisjoint(tokens):
            return True
        return any(token.startswith(self.beginnings) for token in tokens) if self.beginnings else False


@dataclass(frozen=True, slots=True)
class Pattern:
    """One phrase, and what a text needs for it to be worth looking."""

    regex: re.Pattern[str]
    needs: tuple[Need, ...]

    @property
    def rarest(self) -> Need:
        """The need that the fewest texts meet: short words are common ones."""
        return max(self.needs, key=lambda need: min(len(word) for word in (*need.words, *need.beginnings)))

    def may_be_in(self, tokens: frozenset[str]) -> bool:
        return all(need.is_met(tokens) for need in self.needs)


def pattern_of(phrase: str, groups: Mapping[str, Sequence[str]], key: str) -> Pattern:
    """The pattern of one phrase; raises BrokenRecord naming what it cannot read."""
    tokens = phrase.split()
    own = bool(tokens) and tokens[0] == "@me"
    body, needs, has_begun = "", list[Need](), False
    for token in tokens[1:] if own else tokens:
        is_open = token.startswith("[") and token.endswith("]")
        inner = token[1:-1] if is_open else token
        if inner.startswith("&"):
            needs += _needed(inner[1:], groups)
            continue
        if inner == "..":
            body += f"{GAP}{BETWEEN}"
            continue
        gap = "" if not has_begun or body.endswith(BETWEEN) else r"\s*" if inner in (",", "=.") else GAP
        one = _either(inner, groups, key)
        if is_open:
            body += f"(?:{gap}{one})?" if has_begun else f"(?:{one}{GAP})?"
        else:
            body, has_begun = body + gap + one, True
            needs += _needed(inner, groups)
    if not needs:
        raise BrokenRecord(f"{key}: “{phrase}” would be found everywhere; name at least one word.")
    whole = rf"(?P<said>(?<![\w'&])(?:{body})(?![\w&]))"
    return Pattern(re.compile((ME if own else "") + whole, re.IGNORECASE), tuple(needs))


def _either(token: str, groups: Mapping[str, Sequence[str]], key: str) -> str:
    if token == "NAME":
        return NAME
    if token in (",", "=."):
        return re.escape(token.strip("="))
    words = [word for part in token.split("/") for word in _members(part, groups, key)]
    return f"(?:{'|'.join(sorted((_one(word) for word in words), key=len, reverse=True))})"


def _members(part: str, groups: Mapping[str, Sequence[str]], key: str) -> Sequence[str]:
    if not part.startswith("{"):
        return [part]
    if part[1:-1] not in groups:
        raise BrokenRecord(f"{key}: there is no group {part}.")
    return groups[part[1:-1]]


def _one(word: str) -> str:
    if word.startswith("="):
        return f"(?-i:{re.escape(word[1:])})"
    ending = r"[\w]*" if word.endswith("*") else ""
    return r"[\s-]+".join(re.escape(part).replace(r"\-", r"[\s-]?") for part in word.rstrip("*").split()) + ending


def _needed(token: str, groups: Mapping[str, Sequence[str]]) -> list[Need]:
    """What a text needs for this token; nothing for a name or a comma."""
    if token in ("NAME", ","):
        return []
    words = [word for part in token.split("/") for word in (groups[part[1:-1]] if part.startswith("{") else [part])]
    whole = [word.strip("=").lower() for word in words]
    begun = [word for word in whole if word.endswith("*") or "-" in word.split(" ")[0]]
    firsts = frozenset(word.split(" ")[0] for word in whole if word not in begun)
    return [Need(firsts, tuple(sorted({re.split(r"[\s*-]", word)[0] for word in begun})))]
