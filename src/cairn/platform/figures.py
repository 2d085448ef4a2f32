"""A program's figures as pictures: bars and ranges with their interval and n. They stand beside a table (`ui/tables.html`,
figures_table)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cairn.platform.drawing import drawing, ground, line, text


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure of a program with its interval; `value=None` where it must stay hidden or is not known (`said` tells which)."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    said: str = ""  # the figure in words, "62% (54 to 70)"; needed, so that picture and table read alike


def interval_bars(title: str, estimates: Sequence[Estimate], most: float | None = None) -> Markup:
    """Bars with whiskers, labeled directly, n written. The scale starts at nought."""
    width, tall, left, right = 360.0, 78.0, 2.0, 352.0
    y = 16.0
    top = max([number for e in estimates for number in (e.value, e.high) if number is not None] + [most or 0]) or 1
    scale = (right - left) / top
    parts = []
    for estimate in estimates:
        parts.append(text(left, y, estimate.label, "strong"))
        count = f", n {estimate.n:,}" if estimate.n is not None else ""
        parts.append(text(left, y + 18, (estimate.said or "hidden: too few people") + count, "small"))
        y += tall if estimate.value is not None else 48
        if estimate.value is None:
            continue
        foot = y - tall
        bar = max(estimate.value * scale, 1)
        parts.append(f'<rect class="range" x="{left:g}" y="{foot + 27:.1f}" width="{bar:.1f}" height="18" rx="4"/>')
        if estimate.low is not None and estimate.high is not None:
            low, high = left + estimate.low * scale, left + estimate.high * scale
            parts.append(
                f'<path class="whisker" d="M{low:.1f} {foot + 36:.1f}H{high:.1f}M{low:.1f} {foot + 31:.1f}v10M{high:.1f} {foot + 31:.1f}v10"/>'
            )
    said = "; ".join(f"{e.label}: {e.said or 'hidden'}{f', n {e.n:,}' if e.n is not None else ''}" for e in estimates)
    return drawing("bars", width, y - 22, title, f"{said}.", parts)


def scenarios(title: str, estimates: Sequence[Estimate], zero_words: str = "nothing saved") -> Markup:
    """Ranges on one scale, one line a scenario, with the line of nought drawn: what might have been saved, or spent."""
    width, tall, left, right = 360.0, 84.0, 8.0, 350.0
    numbers = [number for e in estimates for number in (e.low, e.value, e.high) if number is not None] + [0.0]
    low, high = min(numbers), max(numbers)
    scale = (right - left) / ((high - low) or 1)

    def at(number: float) -> float:
        return left + (number - low) * scale

    foot = tall * len(estimates) + 6
    zero_anchor = "start" if at(0) < width / 2 else "end"
    parts = [text(at(0) + (6 if zero_anchor == "start" else -6), foot + 8, zero_words, "small", zero_anchor)]
    parts += [line(at(0), tall * index + 42, at(0), tall * index + 78, "zero") for index in range(len(estimates))]
    parts.append(line(at(0), foot - 4, at(0), foot + 10, "zero"))
    for index, estimate in enumerate(estimates):
        y = tall * index + 16
        parts.append(text(left, y, estimate.label, "strong"))
        parts.append(text(left, y + 18, estimate.said or "not known", "small"))
        if estimate.value is None or estimate.low is None or estimate.high is None:
            continue
        long = max(at(estimate.high) - at(estimate.low), 2)
        parts.append(
            f'<rect class="range" x="{at(estimate.low):.1f}" y="{y + 34:.1f}" width="{long:.1f}" height="16" rx="8"/>'
        )
        parts.append(f'<circle class="dot" cx="{at(estimate.value):.1f}" cy="{y + 42:.1f}" r="7"/>')
    said = "; ".join(f"{e.label}: {e.said}" for e in estimates)
    return drawing("bars", width, foot + 16, title, f"{said}.", parts)


@dataclass(frozen=True, slots=True)
class Spread:
    """How many of some people said yes, were not sure, said no; `before` is (yes, people) of an earlier time."""

    label: str
    yes: int
    not_sure: int
    no: int
    before: tuple[int, int] | None = None


def answer_spread(title: str, rows: Sequence[Spread]) -> Markup:
    """Answers laid side by side, nobody averaged away: yes filled, not sure pale, no left open. A tick marks the yes of an earlier time."""
    width, each, run, tall = 360.0, 58.0, 356.0, 18.0
    parts = []
    for index, row in enumerate(rows):
        y, people = index * each + 16, row.yes + row.not_sure + row.no
        parts.append(text(2, y, row.label, "strong"))
        parts.append(text(width - 2, y, f"{row.yes} of {people} yes", "small", "end"))
        x = 2.0
        for count, kind in ((row.yes, "done"), (row.not_sure, "pale"), (row.no, "todo")):
            if count:
                parts.append(ground(x, y + 9, run * count / people, tall, kind))
                x += run * count / people
        if row.before and row.before[1]:
            tick = 2 + run * row.before[0] / row.before[1]
            parts.append(line(tick, y + 5, tick, y + 13 + tall, "need"))
    return drawing("bars", width, each * len(rows) - 8, title, f"{'; '.join(map(_spread_words, rows))}.", parts)


def _spread_words(row: Spread) -> str:
    earlier = f", before {row.before[0]} of {row.before[1]} yes" if row.before else ""
    return f"{row.label}: {row.yes} yes, {row.not_sure} not sure, {row.no} no{earlier}"
