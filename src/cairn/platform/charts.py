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
STONE_PERIOD = 4  # stones repeat their leaning after so many, so that a pile looks laid by hand and prints the same twice


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
    """A stone centered on (x, y): a closed curve, a little flatter below than above, leaning by turns."""
    half, up, down = width / 2, height * 0.56, height * 0.44
    left, right = ((0.62, 0.48), (0.48, 0.64), (0.56, 0.42), (0.42, 0.58))[leaning % STONE_PERIOD]
    return (
        f'<path class="{kind}" d="M{x - half:.1f} {y:.1f}'
        f"C{x - half:.1f} {y - up * 0.8:.1f} {x - half * left:.1f} {y - up:.1f} {x:.1f} {y - up:.1f}"
        f"S{x + half:.1f} {y - up * right * 1.5:.1f} {x + half:.1f} {y:.1f}"
        f'S{x + half * right:.1f} {y + down:.1f} {x:.1f} {y + down:.1f}S{x - half:.1f} {y + down * 0.8:.1f} {x - half:.1f} {y:.1f}z"/>'
    )


# --- people -------------------------------------------------------------------------------------------


def phase_circle(current: str, counts: Sequence[int] | None = None, size: int = 300) -> Markup:
    """The three phases as a circle; the way back is drawn like the way on.

    `current` is a phase's name, or "" for a circle of many people with `counts` (one number for each phase, in order).
    """
    center, radius, stop = size / 2, size * 0.31, size * 0.105
    angles = [-90 + 120 * index for index in range(3)]
    spots = [(center + radius * math.cos(math.radians(a)), center + radius * math.sin(math.radians(a))) for a in angles]
    parts = [_arc(center, radius, angle, onward) for angle in angles for onward in (True, False)]
    for index, (phase, (x, y)) in enumerate(zip(PHASES, spots, strict=True)):
        here = phase == current
        parts.append(_stone(x, y, stop * 2.5, stop * 1.7, index, "here" if here else "todo" if not counts else "pale"))
        if counts:
            parts.append(_text(x, y + 5, str(counts[index]), "strong", "middle"))
        below = y + stop * 1.55 if index else y - stop * 1.15
        parts.append(_text(x, below, phase.capitalize(), "here-word" if here else "", "middle"))
    if current:
        parts.append(_text(center, center - 2, "you may turn", "small", "middle"))
        parts.append(_text(center, center + 15, "either way", "small", "middle"))
    where = f"Now: {current}. " if current else ""
    how_many = "; ".join(f"{phase} {count}" for phase, count in zip(PHASES, counts, strict=True)) + ". " if counts else ""
    words = f"{where}{how_many}Engaging, connecting and supporting form a circle. Turning back to an earlier phase is part of the way."
    return _drawing("phase", size, size, "Phase of the relationship", words, parts)


def _arc(center: float, radius: float, angle: float, onward: bool) -> str:  # noqa: FBT001 - private, two ways of one curve
    """One third of the circle from `angle`: outside with an arrow at its end, or inside with an arrow at its start."""
    reach = radius + (9 if onward else -9)
    first, last = math.radians(angle + 27), math.radians(angle + 93)
    x1, y1 = center + reach * math.cos(first), center + reach * math.sin(first)
    x2, y2 = center + reach * math.cos(last), center + reach * math.sin(last)
    tip, way = (last, 1) if onward else (first, -1)
    tx, ty = (x2, y2) if onward else (x1, y1)
    heading = tip + way * math.pi / 2 * 1.03
    barbs = [(tx - 9 * math.cos(heading + turn), ty - 9 * math.sin(heading + turn)) for turn in (0.5, -0.5)]
    return (
        f'<path class="way" d="M{x1:.1f} {y1:.1f}A{reach:.1f} {reach:.1f} 0 0 1 {x2:.1f} {y2:.1f}"/>'
        f'<path class="tip" d="M{barbs[0][0]:.1f} {barbs[0][1]:.1f}L{tx:.1f} {ty:.1f}L{barbs[1][0]:.1f} {barbs[1][1]:.1f}"/>'
    )


def stones(done: int, total: int, names: Sequence[str] = (), title: str = "Steps") -> Markup:
    """Steps done of a total, as stones on a cairn: the first at the foot. `names` are written beside their stones."""
    thick = 30 if total <= 8 else 22
    height, foot = thick * total + 30, thick * total + 8
    width, middle = (360.0, 82.0) if names else (200.0, 100.0)
    parts = [_line(middle - 80, foot + 8, middle + 80, foot + 8, "axis")]
    for index in range(total):
        share = 1 - index / max(total, 4) * 0.72
        y = foot - thick * (index + 0.5) + 5
        lean = (0, 5, -4, 3, -5)[index % 5] * share
        laid = index < done
        kind = ("done" if index == done - 1 else f"s{index % STONE_PERIOD + 1}") if laid else "todo"
        parts.append(_stone(middle + lean, y, 150 * share, thick - (3 if laid else 5), index, kind))
        if index < len(names):
            parts.append(_text(176, y + 4, names[index], "" if laid else "small"))
    listed = f" Done: {', '.join(names[:done])}. To come: {', '.join(names[done:])}." if names and 0 < done < total else ""
    return _drawing("pile", width, height, title, f"{done} of {total} steps done.{listed}", parts)


def supervision_trail(worked_minutes: int, limit_minutes: int, words: Callable[[int], str], sessions: Sequence[int] = ()) -> Markup:
    """Work done since supervision as a trail with a waymark where it must stop.

    `limit_minutes` comes from the rulebook; `sessions` are minutes at which a session was held, drawn as small stones; `words` writes minutes.
    """
    width, height, left, right = 640.0, 150.0, 16.0, 560.0
    scale = (right - left) / limit_minutes

    def spot(minutes: float) -> tuple[float, float]:
        x = left + min(minutes, limit_minutes * 1.12) * scale
        return x, 86 + 13 * math.sin(x / 62)

    def path(start: float, end: float) -> str:
        count = max(2, int((end - start) * scale / 8))
        points = [spot(start + (end - start) * step / count) for step in range(count + 1)]
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)

    left_over = limit_minutes - worked_minutes
    here_x, here_y = spot(worked_minutes)
    stop_x, stop_y = spot(limit_minutes)
    parts = [f'<path class="ahead" d="{path(min(worked_minutes, limit_minutes), limit_minutes * 1.12)}"/>']
    if worked_minutes > 0:
        parts.append(f'<path class="walked" d="{path(0, min(worked_minutes, limit_minutes))}"/>')
    if left_over < 0:
        parts.append(f'<path class="over" d="{path(limit_minutes, min(worked_minutes, limit_minutes * 1.12))}"/>')
    for index, at in enumerate(sessions):
        x, y = spot(at)
        parts.append(_stone(x, y - 2, 16, 11, index, "s3"))
    parts += [_stone(stop_x, stop_y - 8 - index * 11, 30 - index * 8, 12, index, kind) for index, kind in enumerate(("s3", "s2", "look"))]
    parts.append(_text(stop_x, stop_y + 30, f"Stop at {words(limit_minutes)}", "small", "middle"))
    parts.append(f'<circle class="here" cx="{here_x:.1f}" cy="{here_y:.1f}" r="11"/>')
    anchor = "start" if here_x < 120 else "end" if here_x > 480 else "middle"
    said = f"{words(left_over)} until the stop" if left_over >= 0 else f"{words(-left_over)} past the stop"
    # The words stand above the trail where there is room, and below it when the waymark is near.
    near = here_x > stop_x - 150
    parts.append(_text(here_x if not near else here_x - 18, 30 if near else here_y - 26, said, "here-word" if left_over >= 0 else "strong", anchor))
    return _drawing("trail", width, height, "Supervision", f"{words(worked_minutes)} worked since the last session; {said}.", parts)


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
    column, top, tall = 128.0, 34.0, 170.0
    most = max([max(year.carried_in + year.earned, year.required) for year in years] + [1])
    foot, unit = top + tall, tall / most
    width = column * len(years) + 40
    parts = [_line(8, foot + 2, width - 8, foot + 2, "axis")]
    for index, year in enumerate(years):
        middle = 20 + column * (index + 0.5)
        y = foot
        for amount, kind in ((year.carried_in, "pale"), (year.earned, "done")):
            for slab in _slabs(amount):
                tall_slab = slab * unit
                parts.append(_slab(middle, y, 62, tall_slab, kind))
                y -= tall_slab
        need = foot - year.required * unit
        parts.append(_line(middle - 44, need, middle + 44, need, "need"))
        parts.append(_text(middle, min(y, need) - 9, f"{_plain(year.carried_in + year.earned)} of {_plain(year.required)} h", "strong", "middle"))
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
    return _drawing("bars", width, foot + 34, "Continuing education by year", f"{said}.", parts)


def _plain(amount: float) -> str:
    return f"{amount:g}"


def _slabs(amount: float, thick: float = 5) -> list[float]:
    whole = int(amount // thick)
    rest = amount - whole * thick
    return [thick] * whole + ([rest] if rest else [])


def _slab(middle: float, foot: float, width: float, tall: float, kind: str) -> str:
    return f'<rect class="{kind}" x="{middle - width / 2:.1f}" y="{foot - tall + 1:.1f}" width="{width:g}" height="{max(tall - 2, 1):.1f}" rx="{min(6, tall / 2.2):.1f}"/>'


def _carry(x: float, y: float, length: float, words: str) -> str:
    end = x + length
    return (
        f'<path class="tip" d="M{x:.1f} {y:.1f}Q{x + length / 2:.1f} {y - 16:.1f} {end:.1f} {y:.1f}M{end - 9:.1f} {y - 8:.1f}L{end:.1f} {y:.1f}L{end - 11:.1f} {y + 2:.1f}"/>'
        + _text(x + length / 2, y - 18, words, "small", "middle")
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
    said: str = ""  # the figure in words, "62 % (54 to 70)"; needed, so that picture and table read alike


def interval_bars(title: str, estimates: Sequence[Estimate], most: float | None = None) -> Markup:
    """Bars with whiskers, labeled directly, n written. The scale starts at nought."""
    width, line, left, right = 640.0, 62.0, 8.0, 440.0
    top = max([number for e in estimates for number in (e.value, e.high) if number is not None] + [most or 0]) or 1
    scale = (right - left) / top
    parts = []
    for index, estimate in enumerate(estimates):
        y = line * index + 18
        parts.append(_text(left, y, estimate.label, "strong"))
        if estimate.value is None:
            parts.append(_text(left, y + 25, estimate.said or "hidden: too few people", "small"))
            continue
        end = left + estimate.value * scale
        parts.append(f'<rect class="range" x="{left:g}" y="{y + 10:.1f}" width="{max(estimate.value * scale, 1):.1f}" height="20" rx="4"/>')
        far = end
        if estimate.low is not None and estimate.high is not None:
            low, far = left + estimate.low * scale, left + estimate.high * scale
            parts.append(f'<path class="whisker" d="M{low:.1f} {y + 20:.1f}H{far:.1f}M{low:.1f} {y + 14:.1f}v12M{far:.1f} {y + 14:.1f}v12"/>')
        count = f", n {estimate.n:,}" if estimate.n is not None else ""
        parts.append(_text(max(far, end) + 12, y + 25, f"{estimate.said}{count}"))
    said = "; ".join(f"{e.label}: {e.said or 'hidden'}{f', n {e.n:,}' if e.n is not None else ''}" for e in estimates)
    return _drawing("bars", width, line * len(estimates) + 2, title, f"{said}.", parts)


def scenarios(title: str, estimates: Sequence[Estimate], zero_words: str = "nothing saved") -> Markup:
    """Ranges on one scale, one line a scenario, with the line of nought drawn: what might have been saved, or spent."""
    width, line, left, right = 640.0, 74.0, 16.0, 624.0
    numbers = [number for e in estimates for number in (e.low, e.value, e.high) if number is not None] + [0.0]
    low, high = min(numbers), max(numbers)
    scale = (right - left) / ((high - low) or 1)

    def at(number: float) -> float:
        return left + (number - low) * scale

    foot = line * len(estimates) + 14
    parts = [_line(at(0), 4, at(0), foot, "zero"), _text(at(0) + 6, foot + 8, zero_words, "small")]
    for index, estimate in enumerate(estimates):
        y = line * index + 20
        if estimate.value is None or estimate.low is None or estimate.high is None:
            parts.append(_text(left, y, f"{estimate.label}: {estimate.said or 'not known'}", "small"))
            continue
        parts.append(f'<rect class="range" x="{at(estimate.low):.1f}" y="{y + 12:.1f}" width="{max(at(estimate.high) - at(estimate.low), 2):.1f}" height="18" rx="9"/>')
        parts.append(f'<circle class="dot" cx="{at(estimate.value):.1f}" cy="{y + 21:.1f}" r="8"/>')
        toward_end = at(estimate.low) > width * 0.5
        x = right if toward_end else max(at(estimate.low), at(0) + 8 if at(estimate.low) <= at(0) < at(estimate.high) else left)
        parts.append(f'<text x="{x:.1f}" y="{y + 3:.1f}" text-anchor="{"end" if toward_end else "start"}"><tspan class="strong">{escape(estimate.label)}</tspan> {escape(estimate.said)}</text>')
    said = "; ".join(f"{e.label}: {e.said}" for e in estimates)
    return _drawing("bars", width, foot + 16, title, f"{said}.", parts)
