"""Drawings as SVG: pure functions from figures to markup. No Django, no script, no style attributes.

Each drawing carries a title and a description that say in words all that the picture says. Colors are classes of
`cairn.css` (layer *drawings*), so that themes and print apply. A person's progress is stones, a trail or a circle, never a percentage;
a program's figures are bars and ranges with their interval and n, and stand beside a table (`ui/tables.html`, figures_table).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

PHASES = ("engaging", "connecting", "supporting")
STONE_PERIOD = (
    4  # stones repeat their leaning after so many, so that a pile looks laid by hand and prints the same twice
)


def _drawing(kind: str, width: float, height: float, title: str, description: str, parts: Iterable[str]) -> Markup:
    name = escape(f"{title}. {description}" if description else title)
    return Markup(
        f'<svg class="draw {kind}" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{name}">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _stone(x: float, y: float, width: float, height: float, leaning: int, kind: str) -> str:
    """A pebble centered on (x, y): flatter below than above, its crown a little to one side, by turns."""
    half, up, down = width / 2, height * 0.53, height * 0.47
    crown = half * (-0.12, 0.1, 0.16, -0.07)[leaning % STONE_PERIOD]
    left, right = ((0.6, 0.72), (0.72, 0.58), (0.56, 0.66), (0.7, 0.62))[leaning % STONE_PERIOD]
    top, foot, west, east = y - up, y + down, x - half, x + half
    return (
        f'<path class="{kind}" d="M{west:.1f} {y:.1f}'
        f"C{west:.1f} {y - up * left:.1f} {x + crown - half * 0.56:.1f} {top:.1f} {x + crown:.1f} {top:.1f}"
        f"C{x + crown + half * 0.54:.1f} {top:.1f} {east:.1f} {y - up * right:.1f} {east:.1f} {y:.1f}"
        f"C{east:.1f} {y + down * 0.66:.1f} {x + half * 0.6:.1f} {foot:.1f} {x:.1f} {foot:.1f}"
        f'C{x - half * 0.62:.1f} {foot:.1f} {west:.1f} {y + down * 0.62:.1f} {west:.1f} {y:.1f}z"/>'
    )


# --- people -------------------------------------------------------------------------------------------


def phase_circle(current: str, counts: Sequence[int] | None = None) -> Markup:
    """The three phases as a circle; the way back is drawn like the way on.

    `current` is a phase's name, or "" for a circle of many people with `counts` (one number for each phase, in order).
    """
    width, height, middle, center, radius = 300.0, 258.0, 150.0, 138.0, 91.0
    parts = []
    for index, phase in enumerate(PHASES):
        angle = -90 + 120 * index
        x, y = middle + radius * math.cos(math.radians(angle)), center + radius * math.sin(math.radians(angle))
        parts += [_turn(middle, center, radius + 8, angle, 1), _turn(middle, center, radius - 8, angle, -1)]
        here = phase == current
        parts.append(_stone(x, y, 106, 54, index, "here" if here else "stop"))
        word = "on-here" if here else "strong" if counts else ""
        if counts:
            parts += [_text(x, y - 3, str(counts[index]), word, "middle"), _text(x, y + 15, phase, "small", "middle")]
        else:
            parts.append(_text(x, y + 5, phase.capitalize(), word, "middle"))
    where = f"Now: {current}. " if current else ""
    how_many = (
        "; ".join(f"{phase} {count}" for phase, count in zip(PHASES, counts, strict=True)) + ". " if counts else ""
    )
    words = f"{where}{how_many}Engaging, connecting and supporting form a circle. Turning back to an earlier phase is part of the way."
    return _drawing("phase", width, height, "Phase of the relationship", words, parts)


def _turn(x: float, y: float, reach: float, angle: float, way: int) -> str:
    """A third of a circle from `angle`, between two stones: its arrow onward (1) or back (-1)."""
    lows = {-90: (39, 95), 30: (29, 91), 150: (25, 81)}[int(angle)]  # where the stones end, seen from the center
    first, last = (math.radians(angle + turn) for turn in lows)
    x1, y1, x2, y2 = (
        x + reach * math.cos(first),
        y + reach * math.sin(first),
        x + reach * math.cos(last),
        y + reach * math.sin(last),
    )
    tip, tx, ty = (last, x2, y2) if way > 0 else (first, x1, y1)
    heading = tip + way * (math.pi / 2 - 0.06)
    barbs = [(tx - 9 * math.cos(heading + turn), ty - 9 * math.sin(heading + turn)) for turn in (0.5, -0.5)]
    return (
        f'<path class="way" d="M{x1:.1f} {y1:.1f}A{reach:.1f} {reach:.1f} 0 0 1 {x2:.1f} {y2:.1f}"/>'
        f'<path class="tip" d="M{barbs[0][0]:.1f} {barbs[0][1]:.1f}L{tx:.1f} {ty:.1f}L{barbs[1][0]:.1f} {barbs[1][1]:.1f}"/>'
    )


def stones(done: int, total: int, names: Sequence[str] = (), title: str = "Steps") -> Markup:
    """Steps done of a total, as stones on a cairn: the first at the foot. `names` are written beside their stones."""
    thick = 30 if total <= 8 else 22
    height, foot = thick * total + 30, thick * total + 8
    width, middle, widest = (300.0, 66.0, 124.0) if names else (200.0, 100.0, 150.0)
    parts = [_line(middle - widest / 2 - 4, foot + 8, middle + widest / 2 + 4, foot + 8, "axis")]
    for index in range(total):
        share = 1 - index / max(total, 4) * 0.72
        y = foot - thick * (index + 0.5) + 5
        lean = (0, 5, -4, 3, -5)[index % 5] * share
        laid = index < done
        kind = ("done" if index == done - 1 else f"s{index % STONE_PERIOD + 1}") if laid else "todo"
        parts.append(_stone(middle + lean, y, widest * share, thick - (3 if laid else 5), index, kind))
        if index < len(names):
            parts.append(_text(144, y + 5, names[index], "" if laid else "small"))
    listed = (
        f" Done: {', '.join(names[:done])}. To come: {', '.join(names[done:])}." if names and 0 < done < total else ""
    )
    return _drawing("pile", width, height, title, f"{done} of {total} steps done.{listed}", parts)


def supervision_trail(
    worked_minutes: int, limit_minutes: int, words: Callable[[int], str], sessions: Sequence[int] = ()
) -> Markup:
    """Work done since supervision as a trail with a waymark where it must stop.

    `limit_minutes` comes from the rulebook; `sessions` are minutes at which a session was held, drawn as small stones; `words` writes minutes.
    """
    width, height, left, right = 300.0, 126.0, 12.0, 246.0
    scale, beyond = (right - left) / limit_minutes, limit_minutes * 1.16

    def spot(minutes: float) -> tuple[float, float]:
        x = left + min(minutes, beyond) * scale
        return x, 78 + 8 * math.sin(x / 34)

    def path(start: float, end: float) -> str:
        count = max(2, int((end - start) * scale / 6))
        points = [spot(start + (end - start) * step / count) for step in range(count + 1)]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)

    left_over = limit_minutes - worked_minutes
    here_x, here_y = spot(worked_minutes)
    stop_x, stop_y = spot(limit_minutes)
    parts = [f'<path class="ahead" d="{path(min(worked_minutes, beyond), beyond)}"/>']
    if worked_minutes > 0:
        parts.append(f'<path class="walked" d="{path(0, min(worked_minutes, limit_minutes))}"/>')
    if left_over < 0:
        parts.append(f'<path class="over" d="{path(limit_minutes, min(worked_minutes, beyond))}"/>')
    parts += [_stone(*spot(at), 15, 10, index, "s3") for index, at in enumerate(sessions)]
    for index, kind in enumerate(("s3", "s2", "look")):
        parts.append(_stone(stop_x, stop_y - 9 - index * 10, 30 - index * 8, 11, index, kind))
    parts.append(f'<circle class="here" cx="{here_x:.1f}" cy="{here_y:.1f}" r="10"/>')
    said = f"{words(left_over)} until the stop" if left_over >= 0 else f"{words(-left_over)} past the stop"
    parts.append(_text(stop_x, 116, f"stop at {words(limit_minutes)}", "small", "middle"))
    # The figure stands over the place where the person is, above the waymark's stones.
    kind = "here-word" if left_over >= 0 else "strong"
    parts.append(_text(min(max(here_x, 92), 205), 22, said, kind, "middle"))
    return _drawing(
        "trail", width, height, "Supervision", f"{words(worked_minutes)} worked since the last session; {said}.", parts
    )


@dataclass(frozen=True, slots=True)
class CeYear:
    """One year of continuing education, in hours."""

    label: str
    required: float
    earned: float
    carried_in: float = 0
    carried_out: float = 0


def ce_years(years: Sequence[CeYear]) -> Markup:
    """Continuing education a year as slabs laid on each other: what was carried in below, what was earned above, the need as a line,
    and an arrow where hours were carried into the next year."""
    column, top, tall = 112.0, 34.0, 150.0
    most = max([max(year.carried_in + year.earned, year.required) for year in years] + [1])
    foot, unit = top + tall, tall / most
    width = max(column * len(years) + 20, 300)
    parts = [_line(8, foot + 2, width - 8, foot + 2, "axis")]
    for index, year in enumerate(years):
        middle = 10 + column * (index + 0.5)
        y = foot
        for amount, kind in ((year.carried_in, "pale"), (year.earned, "done")):
            for slab in _slabs(amount):
                tall_slab = slab * unit
                parts.append(_slab(middle, y, 62, tall_slab, kind))
                y -= tall_slab
        need = foot - year.required * unit
        parts.append(_line(middle - 44, need, middle + 44, need, "need"))
        parts.append(
            _text(
                middle,
                min(y, need) - 9,
                f"{_plain(year.carried_in + year.earned)} of {_plain(year.required)} h",
                "strong",
                "middle",
            )
        )
        parts.append(_text(middle, foot + 22, year.label, "", "middle"))
        if year.carried_out and index + 1 < len(years):
            parts.append(_carry(middle + 36, foot - 24, column - 72, f"{_plain(year.carried_out)} h on"))
    said = "; ".join(
        f"{year.label}: {_plain(year.earned)} h earned"
        + (f" and {_plain(year.carried_in)} h carried in" if year.carried_in else "")
        + f", {_plain(year.required)} h needed"
        + (f", {_plain(year.carried_out)} h carried on" if year.carried_out else "")
        for year in years
    )
    return _drawing("years", width, foot + 34, "Continuing education by year", f"{said}.", parts)


def day_share(part: int, whole: int, words: Callable[[int], str], part_label: str, rest_label: str) -> Markup:
    """Minutes of two kinds as one stretch of ground, laid in two tones; `words` writes minutes. No share is written as a number."""
    width, top, tall = 300.0, 26.0, 26.0
    rest, run = max(whole - part, 0), width - 4
    cut = run * part / whole if whole else 0
    parts = []
    if part:
        parts.append(_ground(2, top, cut, tall, "done"))
        parts.append(_text(2, 16, part_label, "strong"))
        parts.append(_text(2, top + tall + 20, words(part)))
    if rest:
        parts.append(_ground(2 + cut, top, run - cut, tall, "pale"))
        parts.append(_text(width - 2, 16, rest_label, "", "end"))
        parts.append(_text(width - 2, top + tall + 20, words(rest), "", "end"))
    said = f"{part_label}: {words(part)}. {rest_label}: {words(rest)}."
    return _drawing("bars", width, top + tall + 28, "Where the time went", said, parts)


def _ground(x: float, y: float, width: float, tall: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{x + 1:.1f}" y="{y:g}" width="{max(width - 2, 1):.1f}" height="{tall:g}" rx="6"/>'


def _plain(amount: float) -> str:
    return f"{amount:g}"


def _slabs(amount: float, thick: float = 5) -> list[float]:
    whole = int(amount // thick)
    rest = amount - whole * thick
    return [thick] * whole + ([rest] if rest else [])


def _slab(middle: float, foot: float, width: float, tall: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{middle - width / 2:.1f}" y="{foot - tall + 1:.1f}" width="{width:g}" height="{max(tall - 2, 1):.1f}" rx="{min(6, tall / 2.2):.1f}"/>'


def _carry(x: float, y: float, length: float, words: str) -> str:
    """An arrow from one year's foot to the next, with the hours that go along."""
    end, rise = x + length, 14.0
    heading = math.atan2(rise, length / 2)
    barbs = [(end - 8 * math.cos(heading + turn), y - 8 * math.sin(heading + turn)) for turn in (0.55, -0.55)]
    return (
        f'<path class="tip" d="M{x:.1f} {y:.1f}Q{x + length / 2:.1f} {y - rise:.1f} {end:.1f} {y:.1f}'
        f'M{barbs[0][0]:.1f} {barbs[0][1]:.1f}L{end:.1f} {y:.1f}L{barbs[1][0]:.1f} {barbs[1][1]:.1f}"/>'
        + _text(x + length / 2, y - 16, words, "small", "middle")
    )


# --- programs -----------------------------------------------------------------------------------------


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
    width, line, left, right = 360.0, 78.0, 2.0, 352.0
    y = 16.0
    top = max([number for e in estimates for number in (e.value, e.high) if number is not None] + [most or 0]) or 1
    scale = (right - left) / top
    parts = []
    for estimate in estimates:
        parts.append(_text(left, y, estimate.label, "strong"))
        count = f", n {estimate.n:,}" if estimate.n is not None else ""
        parts.append(_text(left, y + 18, (estimate.said or "hidden: too few people") + count, "small"))
        y += line if estimate.value is not None else 48
        if estimate.value is None:
            continue
        foot = y - line
        bar = max(estimate.value * scale, 1)
        parts.append(f'<rect class="range" x="{left:g}" y="{foot + 27:.1f}" width="{bar:.1f}" height="18" rx="4"/>')
        if estimate.low is not None and estimate.high is not None:
            low, high = left + estimate.low * scale, left + estimate.high * scale
            parts.append(
                f'<path class="whisker" d="M{low:.1f} {foot + 36:.1f}H{high:.1f}M{low:.1f} {foot + 31:.1f}v10M{high:.1f} {foot + 31:.1f}v10"/>'
            )
    said = "; ".join(f"{e.label}: {e.said or 'hidden'}{f', n {e.n:,}' if e.n is not None else ''}" for e in estimates)
    return _drawing("bars", width, y - 22, title, f"{said}.", parts)


def scenarios(title: str, estimates: Sequence[Estimate], zero_words: str = "nothing saved") -> Markup:
    """Ranges on one scale, one line a scenario, with the line of nought drawn: what might have been saved, or spent."""
    width, line, left, right = 360.0, 84.0, 8.0, 350.0
    numbers = [number for e in estimates for number in (e.low, e.value, e.high) if number is not None] + [0.0]
    low, high = min(numbers), max(numbers)
    scale = (right - left) / ((high - low) or 1)

    def at(number: float) -> float:
        return left + (number - low) * scale

    foot = line * len(estimates) + 6
    zero_anchor = "start" if at(0) < width / 2 else "end"
    parts = [_text(at(0) + (6 if zero_anchor == "start" else -6), foot + 8, zero_words, "small", zero_anchor)]
    parts += [_line(at(0), line * index + 42, at(0), line * index + 78, "zero") for index in range(len(estimates))]
    parts.append(_line(at(0), foot - 4, at(0), foot + 10, "zero"))
    for index, estimate in enumerate(estimates):
        y = line * index + 16
        parts.append(_text(left, y, estimate.label, "strong"))
        parts.append(_text(left, y + 18, estimate.said or "not known", "small"))
        if estimate.value is None or estimate.low is None or estimate.high is None:
            continue
        long = max(at(estimate.high) - at(estimate.low), 2)
        parts.append(
            f'<rect class="range" x="{at(estimate.low):.1f}" y="{y + 34:.1f}" width="{long:.1f}" height="16" rx="8"/>'
        )
        parts.append(f'<circle class="dot" cx="{at(estimate.value):.1f}" cy="{y + 42:.1f}" r="7"/>')
    said = "; ".join(f"{e.label}: {e.said}" for e in estimates)
    return _drawing("bars", width, foot + 16, title, f"{said}.", parts)


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
    width, line, run, tall = 360.0, 58.0, 356.0, 18.0
    parts = []
    for index, row in enumerate(rows):
        y, people = index * line + 16, row.yes + row.not_sure + row.no
        parts.append(_text(2, y, row.label, "strong"))
        parts.append(_text(width - 2, y, f"{row.yes} of {people} yes", "small", "end"))
        x = 2.0
        for count, kind in ((row.yes, "done"), (row.not_sure, "pale"), (row.no, "todo")):
            if count:
                parts.append(_ground(x, y + 9, run * count / people, tall, kind))
                x += run * count / people
        if row.before and row.before[1]:
            tick = 2 + run * row.before[0] / row.before[1]
            parts.append(_line(tick, y + 5, tick, y + 13 + tall, "need"))
    return _drawing("bars", width, line * len(rows) - 8, title, f"{'; '.join(map(_spread_words, rows))}.", parts)


def _spread_words(row: Spread) -> str:
    earlier = f", before {row.before[0]} of {row.before[1]} yes" if row.before else ""
    return f"{row.label}: {row.yes} yes, {row.not_sure} not sure, {row.no} no{earlier}"
