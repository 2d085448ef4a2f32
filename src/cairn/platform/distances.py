"""How far two places are apart, and where they lie to each other on a drawing. No map of anybody else's is asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import SupportsFloat

EARTH_MILES = 3958.8
Point = tuple[SupportsFloat, SupportsFloat]  # latitude, longitude in degrees


def miles_between(one: Point, other: Point) -> float:
    """Along the great circle; by road it is always farther."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(float(lat)), math.radians(float(lon))) for lat, lon in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_MILES * math.asin(min(1.0, math.sqrt(half)))


def middle_of(points: Sequence[Point]) -> Point | None:
    """The middle of what is known of a ZIP; None when nothing is."""
    if not points:
        return None
    return sum(float(lat) for lat, _ in points) / len(points), sum(float(lon) for _, lon in points) / len(points)


def laid_out(
    points: Sequence[Point], width: float, height: float, margin: float
) -> tuple[list[tuple[float, float]], float]:
    """Each point as x and y, north up and true to scale, and how many units a mile is (0 when all are in one spot)."""
    lats, lons = [float(lat) for lat, _ in points], [float(lon) for _, lon in points]
    narrowing = math.cos(math.radians((min(lats) + max(lats)) / 2))
    tall, wide = max(lats) - min(lats), (max(lons) - min(lons)) * narrowing
    scales = [room / size for room, size in ((width - 2 * margin, wide), (height - 2 * margin, tall)) if size > 1e-9]
    scale = min(scales) if scales else 0.0
    left, top = (width - wide * scale) / 2, (height - tall * scale) / 2
    placed = [
        (left + (lon - min(lons)) * narrowing * scale, top + (max(lats) - lat) * scale)
        for lat, lon in zip(lats, lons, strict=True)
    ]
    return placed, scale / (math.radians(1) * EARTH_MILES)
