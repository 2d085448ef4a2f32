"""Made-up histories with what a careful supervisor would ask, and how the question does on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from cairn.kernel.errors import BrokenRecord
from cairn.rulebook.rules import Rules
from cairn.support.domain.encounters import Kind
from cairn.support.domain.peerness import PeernessFacts, Walked, decide_peerness
from cairn.support.domain.phases import Phase
from cairn.support.domain.rates import Rate

TODAY = date(2026, 11, 20)
CONTACT = re.compile(r"(\d+)(?:\.\.(\d+)/(\d+))?(?: (\w+))?? (\w+) =([^/]*)(?:/(.*))?")
SIGNALS = ("tasks", "phases", "story")


@dataclass(frozen=True, slots=True)
class History:
    """One relationship, told in a sentence, with what should be asked today and whether it should come to supervision."""

    story: str
    facts: PeernessFacts
    ask: frozenset[str]
    goes_on: bool


@dataclass(frozen=True, slots=True)
class PeernessRates:
    """`hits`: questions asked, of those that should be. `false_alarms`: histories asked about, of those that should be left alone.

    `supervision_false`: histories that came to supervision, of those that should not. `slips`: what went wrong, each in words.
    """

    hits: Rate
    false_alarms: Rate
    supervision_hits: Rate
    supervision_false: Rate
    by_signal: Mapping[str, Rate]
    slips: tuple[str, ...]


def read_histories(document: Mapping[str, Any], source: str) -> tuple[History, ...]:
    """A parsed file of histories; raises BrokenRecord naming the first that cannot be read."""
    rows = document.get("case", ())
    if not rows:
        raise BrokenRecord(f"{source}: holds no case.")
    return tuple(_history(row, f"{source} case {number}") for number, row in enumerate(rows, 1))


def measure_peerness(histories: tuple[History, ...], rules_on: Callable[[date], Rules]) -> PeernessRates:
    """The rates on a set, with every slip in words."""
    rules, slips = rules_on(TODAY), list[str]()
    asked: list[tuple[History, frozenset[str], bool]] = []
    for each in histories:
        decision = decide_peerness(each.facts, rules, TODAY)
        found = frozenset(finding.code.removeprefix("peerness.") for finding in decision.warnings)
        asked.append((each, found, decision.figures["goes_on"]))
        slips += [f"missed, {signal}: {each.story}" for signal in sorted(each.ask - found)]
        slips += [f"not wanted, {signal}: {each.story}" for signal in sorted(found - each.ask)]
    quiet = [(each, found) for each, found, _ in asked if not each.ask]
    on, off = ([goes for each, _, goes in asked if each.goes_on is wanted] for wanted in (True, False))
    by_signal = {
        signal: Rate(
            sum(signal in found and signal in each.ask for each, found, _ in asked),
            sum(signal in each.ask for each in histories),
        )
        for signal in SIGNALS
    }
    return PeernessRates(
        Rate(sum(rate.count for rate in by_signal.values()), sum(rate.of for rate in by_signal.values())),
        Rate(sum(bool(found) for _, found in quiet), len(quiet)),
        Rate(sum(on), len(on)),
        Rate(sum(off), len(off)),
        by_signal,
        tuple(slips),
    )


def _history(row: Mapping[str, Any], key: str) -> History:
    try:
        contacts = tuple(one for line in row["contacts"] for one in _walked(line))
        phases = tuple((_day(line.split()[0]), Phase(line.split()[1])) for line in row["phases"])
        facts = PeernessFacts(contacts, phases, tuple(row.get("client_view", ())))
        ask = frozenset(row["ask"])
        history = History(row["story"], facts, ask, row["goes_on"])
    except (KeyError, ValueError, IndexError) as error:
        raise BrokenRecord(f"{key}: cannot be read ({error}).") from error
    if not ask <= set(SIGNALS):
        raise BrokenRecord(f"{key}: ask is among {', '.join(SIGNALS)}.")
    return history


def _walked(line: str) -> Iterator[Walked]:
    read = CONTACT.fullmatch(line.strip())
    if read is None:
        raise ValueError(line)
    first, last, step, kind, phase, support, activities = read.groups()
    marks = frozenset(_words(support)), frozenset(_words(activities or ""))
    for days in range(int(first), int(last or first) + 1, int(step or 1)):
        day = _day(days)
        yield Walked(day, day, Kind(kind or "one_to_one"), Phase(phase).value, *marks)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _day(days_ago: str | int) -> date:
    return TODAY - timedelta(days=int(days_ago))
