"""Where the middle of a ZIP lies, from the list beside a state's pack. Nobody outside is asked, so nobody learns who looks for what."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from cairn.platform.distances import Point
from cairn.platform.packs import packs_folder, place_names
from cairn.rulebook.rivals import PackError


def middle_of_zip(place: str, zip_code: str) -> Point | None:
    """Latitude and longitude of a ZIP of this place (`us-mt`); None where the place has no list, or the list has no such ZIP."""
    return _middles(place).get(zip_code[:5])


@cache
def _middles(place: str) -> Mapping[str, Point]:
    if place not in place_names():
        return {}
    folder = packs_folder()
    path = folder.joinpath(*place.split("-"), "zips.csv")
    if not path.is_file():
        return {}
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    try:
        return {row["zip"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(lines)}
    except (KeyError, TypeError, ValueError) as error:
        source = path.relative_to(folder).as_posix()
        raise PackError(source, "(file)", "zip,latitude,longitude", "each line needs a ZIP and two numbers.") from error
