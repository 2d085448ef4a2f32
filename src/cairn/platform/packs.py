"""The only reader of pack files: finds them, reads them once, answers with the rules of a day and a place."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import available_timezones

from cairn.rulebook.entries import Entry
from cairn.rulebook.reading import Place, read_pack, read_place
from cairn.rulebook.rivals import PackError
from cairn.rulebook.rules import Rulebook, Rules

RULE_FOLDERS = ("us", "bodies", "payers")


def packs_folder() -> Path:
    """`packs/` of a checkout, or the copy inside the installed program; raises PackError without either."""
    package = Path(str(files("cairn")))
    for folder in (package / "_packs", package.parents[1] / "packs"):
        if folder.is_dir():
            return folder
    raise PackError(str(package), "(packs)", "folder", "no packs were found beside the program; install it again.")


def load_rulebook(folder: Path) -> Rulebook:
    """Every rule pack below `folder`, as one rulebook; raises PackError naming file, entry and field."""
    entries, places = [], dict[str, Place]()
    for path in _rule_files(folder):
        source = path.relative_to(folder).as_posix()
        document = _parsed(path, source)
        place = read_place(document, source=source)
        if place and place.key in places:
            raise PackError(source, "[pack]", "name", f"{place.key} is described in two files; name it in one only.")
        if place and place.zone and place.zone not in available_timezones():
            raise PackError(source, "[pack]", "zone", f"{place.zone!r} is no time zone; one looks like America/Denver.")
        if place:
            places[place.key] = place
        entries += read_pack(document, source=source)
    return Rulebook(entries, {key: place.parents for key, place in places.items()})


@cache
def place_names() -> dict[str, str]:
    """Each place with the name that people know it by."""
    return {place.key: place.name for place in _places()}


def zone_of(place: str) -> str:
    """The clock of a place for a reader of whom nothing is known: its own, else that of what it stands on, else the whole country's."""
    places = {each.key: each for each in _places()}
    waiting = [place]
    for key in waiting:
        if places[key].zone:
            return places[key].zone
        waiting += places[key].parents or (shared_places() - set(waiting))
    return "UTC"


def payers_in(place: str) -> dict[str, str]:
    """The payers whose rules stand on those of a place, with their names; where none is known, every payer that is."""
    payers = [each for each in _places() if each.kind == "payer"]
    own = [each for each in payers if place in each.parents]
    return {each.key: each.name for each in own or payers}


def certifying_places() -> dict[str, str]:
    """States, and bodies that certify by themselves, with their names; a body whose rules a state uses trains for that state."""
    used = {parent for place in _places() if place.kind == "state" for parent in place.parents}
    return {place.key: place.name for place in _places() if place.kind in ("state", "body") and place.key not in used}


def shared_places() -> frozenset[str]:
    """Places whose rules every state inherits."""
    return frozenset(place.key for place in _places() if place.kind == "federal")


@cache
def _places() -> tuple[Place, ...]:
    folder = packs_folder()
    sources = ((path, path.relative_to(folder).as_posix()) for path in _rule_files(folder))
    places = (read_place(_parsed(path, source), source=source) for path, source in sources)
    return tuple(place for place in places if place)


@cache
def the_rulebook() -> Rulebook:
    """The rulebook of this installation, read once."""
    return load_rulebook(packs_folder())


def rules_on(day: date, place: str = "us-mt") -> Rules:
    """The rules in force on this day in this place; raises NoPlace."""
    return the_rulebook().on(day, place)


def entries_on(day: date, place: str, keys: Sequence[str], *, source: str) -> tuple[Entry, ...]:
    """Several entries that only count together, in the order of `keys`; raises PackError naming the first that `source` lost."""
    rules = rules_on(day, place)
    found = {key: entry for key in keys if (entry := rules.find(key)) is not None}
    for key in keys:
        if key not in found:
            raise PackError(source, key, "value", "it is missing; put it back.")
    return tuple(found.values())


def _rule_files(folder: Path) -> list[Path]:
    """Rule packs only: case tables and documents beside them are not rules."""
    found = [path for name in RULE_FOLDERS for path in (folder / name).glob("**/*.toml")]
    if not found:
        raise PackError(str(folder), "(packs)", "folder", "holds no rule pack (us/, bodies/, payers/).")
    return sorted(path for path in found if not {"cases", "documents"} & set(path.relative_to(folder).parts))


def _parsed(path: Path, source: str) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(source, "(file)", "TOML", f"cannot be read: {error}.") from error
