"""What a job description may be made of, and what is missing before it can be posted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cairn.hiring.domain.sources import read_citation, text_of
from cairn.hiring.domain.words import WordList, decide_duty, said_of
from cairn.kernel.citations import Citation
from cairn.kernel.errors import BrokenRecord
from cairn.kernel.money import Money

LONGEST_LINE, LONGEST_TEXT, MOST_OWN = 200, 2000, 12
LONGEST = {"title": 120, "setting": LONGEST_LINE, "supervisor": 120, "hours": LONGEST_LINE, "overview": LONGEST_TEXT}


class Family(StrEnum):
    """The parts of a duties list, in the order in which a description prints them."""

    RECOVERY = "recovery"
    MENTORING = "mentoring"
    ADVOCACY = "advocacy"
    PROFESSIONAL = "professional"
    DAY = "day"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Family.RECOVERY: "Recovery support",
    Family.MENTORING: "Mentoring",
    Family.ADVOCACY: "Advocacy",
    Family.PROFESSIONAL: "Professional responsibility",
    Family.DAY: "The day’s work",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One duty, qualification or thing not to ask, in our words, with its source."""

    code: str
    text: str
    citation: Citation
    family: Family | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a place's packs offer for a description."""

    duties: tuple[Line, ...] = ()
    qualifications: tuple[Line, ...] = ()
    not_asked: tuple[Line, ...] = ()
    ethics: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class DescriptionDraft:
    """A description as typed. `keeps_warned`: the writer saw the warning about own duties and keeps them."""

    title: str = ""
    setting: str = ""
    supervisor: str = ""
    hours: str = ""
    pay_low: Money | None = None
    pay_high: Money | None = None
    overview: str = ""
    duties: tuple[str, ...] = ()
    own_duties: tuple[str, ...] = ()
    keeps_warned: bool = False
    qualifications: tuple[str, ...] = ()


def read_lines(document: Mapping[str, Any], table: str, place: str, source: str) -> tuple[Line, ...]:
    """The lines of one table whose source speaks for this place, or for the whole country; raises BrokenRecord."""
    sources, lines = document.get("source", {}), []
    for number, row in enumerate(document.get(table, ()), start=1):
        key = f"{source} {table} {number}"
        cited = sources.get(row.get("source"))
        if cited is None:
            raise BrokenRecord(f"{key}: names no source of the file.")
        if cited.get("place") not in (place, "us-federal"):
            continue
        family = Family(row["family"]) if "family" in row else None
        lines.append(Line(row.get("code", ""), text_of(row, "text", key), read_citation(cited, key), family))
    return tuple(lines)


def problems_of(draft: DescriptionDraft, choices: Choices, words: WordList) -> dict[str, str]:
    """What stops this description, by field. A duty outside the scope stops it until it is changed or knowingly kept."""
    problems: dict[str, str] = {}
    if not draft.title.strip():
        problems["title"] = "Give the job a title."
    if not draft.hours.strip():
        problems["hours"] = "Say which hours, and how many a week."
    for name, longest in LONGEST.items():
        if len(getattr(draft, name)) > longest:
            problems[name] = f"Keep this to {longest:,} letters."
    if draft.pay_low is None or draft.pay_high is None:
        problems["pay_low"] = "Give the pay range by the hour, lowest and highest."
    elif draft.pay_low > draft.pay_high or draft.pay_low.cents <= 0:
        problems["pay_low"] = "The lowest pay comes first, and is more than nothing."
    if not draft.duties and not draft.own_duties:
        problems["duties"] = "Choose at least one duty."
    if set(draft.duties) - {line.code for line in choices.duties}:
        problems["duties"] = "Choose duties from the list; write others below it."
    if set(draft.qualifications) - {line.code for line in choices.qualifications}:
        problems["qualifications"] = "Choose from the list."
    if len(draft.own_duties) > MOST_OWN or any(len(text) > LONGEST_LINE for text in draft.own_duties):
        problems["own_duties"] = f"At most {MOST_OWN} duties of your own, each at most {LONGEST_LINE} letters."
    warned = warnings_of(draft.own_duties, words)
    if warned and not draft.keeps_warned and "own_duties" not in problems:
        problems["own_duties"] = " ".join(f"“{text}”: {warning}" for text, warning in warned.items())
    return problems


def warnings_of(own_duties: tuple[str, ...], words: WordList) -> dict[str, str]:
    """Own duties that point outside the scope, each with its warning and source."""
    decided = {text: decide_duty(text, words) for text in own_duties}
    return {text: said_of(decision) for text, decision in decided.items() if not decision.allowed}
