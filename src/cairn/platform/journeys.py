"""The only reader of journey files: `packs/journeys/<place>/<key>.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from cairn.journeys.reading import read_journey
from cairn.journeys.steps import Journey
from cairn.platform.packs import packs_folder
from cairn.rulebook.rivals import PackError


def load_journeys(folder: Path) -> dict[tuple[str, str], Journey]:
    """Every journey below a folder by (place, key); raises PackError naming the first that is damaged."""
    found: dict[tuple[str, str], Journey] = {}
    for path in sorted(folder.glob("*/*.toml")):
        journey = read_file(path)
        if (path.parent.name, path.stem) != (journey.place, journey.key):
            raise PackError(
                path.name, "[journey]", "key", f"{journey.place}/{journey.key} does not stand in its place."
            )
        found[journey.place, journey.key] = journey
    return found


@cache
def the_journeys() -> dict[tuple[str, str], Journey]:
    return load_journeys(packs_folder() / "journeys")


def journeys_of(place: str) -> dict[str, Journey]:
    """The journeys of a place by their key; none where nobody has written them down yet."""
    return {key: journey for (at, key), journey in the_journeys().items() if at == place}


def read_file(path: Path) -> Journey:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(path.name, "(file)", "TOML", f"cannot be read: {error}.") from error
    return read_journey(document, source=path.name)
