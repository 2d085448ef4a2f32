"""The only reader of questionnaire files: `packs/instruments/<name>.json`, read once."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

from cairn.instruments.questionnaires import Instrument, read_questionnaire
from cairn.kernel.errors import BrokenRecord


def instruments_folder() -> Path:
    """The folder of a checkout, or the copy inside the installed program; raises BrokenRecord without either."""
    package = Path(str(files("cairn")))
    for folder in (package / "_packs" / "instruments", package.parents[1] / "packs" / "instruments"):
        if folder.is_dir():
            return folder
    raise BrokenRecord("No questionnaires were found beside the program; install it again.")


@cache
def instruments() -> dict[str, Instrument]:
    """Every questionnaire of this installation by its file's name; raises BrokenRecord naming the first that is damaged."""
    return {path.stem: read_file(path) for path in sorted(instruments_folder().glob("*.json"))}


def instrument(name: str) -> Instrument:
    """One questionnaire; raises BrokenRecord when the installation has none of this name."""
    try:
        return instruments()[name]
    except KeyError:
        raise BrokenRecord(f"The questionnaire {name} is not among those installed.") from None


def read_file(path: Path) -> Instrument:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise BrokenRecord(f"{path.name}: cannot be read as JSON.") from error
    if not isinstance(document, dict):
        raise BrokenRecord(f"{path.name}: a questionnaire is a JSON object.")
    return read_questionnaire(document, source=path.name)
