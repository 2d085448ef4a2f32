"""A person's progress as a picture: stones, a trail or a circle, never a percentage. A program's figures are in `figures.py`."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cairn.platform.drawing import STONE_PERIOD, drawing, ground, line, stone, text

PHASES = ("engaging", "connecting", "supporting")


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
        parts.append(stone(x, y, 106, 54, index, "here" if here else "stop"))
        word = "on-here" if here else "strong" if counts else ""
        if counts:
            parts += [text(x, y - 3, str(counts[index]), word, "middle"), text(x, y + 15, phase, "small", "middle")]
        else:
            parts.append(text(x, y + 5, phase.capitalize(), word, "middle"))
    where = f"Now: {current}. " if current else ""
    how_many = (
        "; ".join(f"{phase} {count}" for phase, count in zip(PHASES, counts, strict=True)) + ". " if counts else ""
    )
    words = f"{where}{how_many}Engaging, connecting and supporting form a circle. Turning back to an earlier phase is part of the way."
    return drawing("phase", width, height, "Phase of the relationship", words, parts)


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
    parts = [line(middle - widest / 2 - 4, foot + 8, middle + widest / 2 + 4, foot + 8, "axis")]
    for index in range(total):
        share = 1 - index / max(total, 4) * 0.72
        y = foot - thick * (index + 0.5) + 5
        lean = (0, 5, -4, 3, -5)[index % 5] * share
        laid = index < done
        kind = ("done" if index == done - 1 else f"s{index % STONE_PERIOD + 1}") if laid else "todo"
        parts.append(stone(middle + lean, y, widest * share, thick - (3 if laid else 5), index, kind))
        if index < len(names):
            parts.append(text(144, y + 5, names[index], "" if laid else "small"))
    listed = (
        f" Done: {', '.join(names[:done])}. To come: {', '.join(names[done:])}." if names and 0 < done < total else ""
    )
    return drawing("pile", width, height, title, f"{done} of {total} steps done.{listed}", parts)


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
    parts += [stone(*spot(at), 15, 10, index, "s3") for index, at in enumerate(sessions)]
    for index, kind in enumerate(("s3", "s2", "look")):
        parts.append(stone(stop_x, stop_y - 9 - index * 10, 30 - index * 8, 11, index, kind))
    parts.append(f'<circle class="here" cx="{here_x:.1f}" cy="{here_y:.1f}" r="10"/>')
    said = f"{words(left_over)} until the stop" if left_over >= 0 else f"{words(-left_over)} past the stop"
    parts.append(text(stop_x, 116, f"stop at {words(limit_minutes)}", "small", "middle"))
    # The figure stands over the place where the person is, above the waymark's stones.
    kind = "here-word" if left_over >= 0 else "strong"
    parts.append(text(min(max(here_x, 92), 205), 22, said, kind, "middle"))
    return drawing(
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
    parts = [line(8, foot + 2, width - 8, foot + 2, "axis")]
    for index, year in enumerate(years):
        middle = 10 + column * (index + 0.5)
        y = foot
        for amount, kind in ((year.carried_in, "pale"), (year.earned, "done")):
            for slab in _slabs(amount):
                tall_slab = slab * unit
                parts.append(_slab(middle, y, 62, tall_slab, kind))
                y -= tall_slab
        need = foot - year.required * unit
        parts.append(line(middle - 44, need, middle + 44, need, "need"))
        parts.append(
            text(
                middle,
                min(y, need) - 9,
                f"{_plain(year.carried_in + year.earned)} of {_plain(year.required)} h",
                "strong",
                "middle",
            )
        )
        parts.append(text(middle, foot + 22, year.label, "", "middle"))
        if year.carried_out and index + 1 < len(years):
            parts.append(_carry(middle + 36, foot - 24, column - 72, f"{_plain(year.carried_out)} h on"))
    said = "; ".join(
        f"{year.label}: {_plain(year.earned)} h earned"
        + (f" and {_plain(year.carried_in)} h carried in" if year.carried_in else "")
        + f", {_plain(year.required)} h needed"
        + (f", {_plain(year.carried_out)} h carried on" if year.carried_out else "")
        for year in years
    )
    return drawing("years", width, foot + 34, "Continuing education by year", f"{said}.", parts)


def day_share(part: int, whole: int, words: Callable[[int], str], part_label: str, rest_label: str) -> Markup:
    """Minutes of two kinds as one stretch of ground, laid in two tones; `words` writes minutes. No share is written as a number."""
    width, top, tall = 300.0, 26.0, 26.0
    rest, run = max(whole - part, 0), width - 4
    cut = run * part / whole if whole else 0
    parts = []
    if part:
        parts.append(ground(2, top, cut, tall, "done"))
        parts.append(text(2, 16, part_label, "strong"))
        parts.append(text(2, top + tall + 20, words(part)))
    if rest:
        parts.append(ground(2 + cut, top, run - cut, tall, "pale"))
        parts.append(text(width - 2, 16, rest_label, "", "end"))
        parts.append(text(width - 2, top + tall + 20, words(rest), "", "end"))
    said = f"{part_label}: {words(part)}. {rest_label}: {words(rest)}."
    return drawing("bars", width, top + tall + 28, "Where the time went", said, parts)


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
        + text(x + length / 2, y - 16, words, "small", "middle")
    )
