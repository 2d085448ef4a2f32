"""What a class costs: the body's published fee on a day, with its citation, or the course's own price."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from cairn.kernel.durations import rounded_up
from cairn.kernel.money import Money
from cairn.platform.packs import place_names, rules_on
from cairn.rulebook.entries import Entry
from cairn.rulebook.rules import Rules

PRICE_RULES = {"ps101.fee": "The training body’s published fee for the core course"}


@dataclass(frozen=True, slots=True)
class Price:
    """An amount, who is paid, and where it is published (empty: the course's own price)."""

    amount: Money
    payee: str
    source: str = ""
    rule: str = ""


def price_on(price_rule: str, price_cents: int, payee: str, on: date, place: str) -> Price:
    """The price of a course for somebody who registers on a day."""
    if not price_rule:
        return Price(Money(price_cents), payee)
    entry: Entry = rules_on(on, place).entry(price_rule)
    return Price(entry.money, payee, f"{entry.citation.text}, {place_names()[entry.place]}", entry.name)


@dataclass(frozen=True, slots=True)
class ExamRules:
    """What is said about the exam before anybody pays: right answers needed, attempts, and where it is written."""

    items: int
    needed: int
    mark: str
    attempts: int
    attendance: str
    sources: tuple[str, ...]


def exam_rules_on(rules: Rules, items: int) -> ExamRules:
    """The rules of a paper of so many items, on the day of the exam."""
    mark, attempts = rules.entry("ps101.pass_mark"), rules.entry("ps101.exam_attempts_per_class")
    attendance = rules.entry("ps101.attendance_min")
    cited = (mark, attempts, attendance)
    return ExamRules(
        items,
        rounded_up(mark.ratio * items),
        percent(mark.ratio),
        attempts.count,
        percent(attendance.ratio),
        tuple(dict.fromkeys(str(entry.citation) for entry in cited)),
    )


def percent(ratio: Fraction) -> str:
    """ "80 %" """
    return f"{float(ratio * 100):g} %"
