"""Where the places of a page lie to each other: numbers on a sheet, north up. The list beside it says the same in words."""

from __future__ import annotations

import math
from collections.abc import Sequence

from markupsafe import Markup

from cairn.directory.queries.listings import ListingCard
from cairn.platform.distances import laid_out
from cairn.platform.drawing import drawing, line, text

WIDTH, HEIGHT, MARGIN, RADIUS = 320.0, 260.0, 34.0, 14.0
LENGTHS = (100, 50, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1)  # miles of the measure below the drawing


def drawn_places(cards: Sequence[ListingCard]) -> Markup | None:
    """None with fewer than two places to draw. Each carries its number in the list; those too close to draw apart share a mark."""
    placed = [(n, card.entry.point) for n, card in enumerate(cards, start=1)]
    points = [(n, point) for n, point in placed if point is not None]
    if len(points) < 2:
        return None
    spots, per_mile = laid_out([point for _, point in points], WIDTH, HEIGHT - 26, MARGIN)
    together: dict[tuple[int, int], list[int]] = {}
    for (n, _), (x, y) in zip(points, spots, strict=True):
        near = next((key for key in together if math.dist(key, (x, y)) < 2 * RADIUS + 2), None)
        together.setdefault(near or (round(x), round(y)), []).append(n)
    parts = [f'<rect class="stop" x="1" y="1" width="{WIDTH - 2:g}" height="{HEIGHT - 28:g}" rx="10"/>']
    for (x, y), numbers in together.items():
        parts.append(f'<circle class="pale" cx="{x}" cy="{y}" r="{RADIUS + 5 * (len(numbers) > 1):g}"/>')
        parts.append(text(x, y + 5, _numbers(numbers), "strong", "middle"))
    parts += _measure(per_mile)
    words = f"{len(points)} places by their coordinates, north up. Each number is that of the list; the list gives every address."
    return drawing("where", WIDTH, HEIGHT, "How the places lie to each other", words, parts)


def _numbers(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} +{len(numbers) - 1}"


def _measure(per_mile: float) -> list[str]:
    miles = next((length for length in LENGTHS if per_mile and length * per_mile <= WIDTH / 2), None)
    if miles is None:
        return []
    y, end = HEIGHT - 8, 6 + miles * per_mile
    return [line(6, y, end, y, "need"), text(end + 8, y + 5, f"{miles:g} mi", "small")]
