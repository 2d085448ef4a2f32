"""Pack files that are neither rules nor questionnaires: found, parsed, handed over as they stand. The room that reads them checks them."""

from __future__ import annotations

import tomllib
from typing import Any

from cairn.kernel.errors import BrokenRecord
from cairn.platform.packs import packs_folder


def read_documents(folder: str) -> dict[str, dict[str, Any]]:
    """Every TOML file of `packs/<folder>/` by its name without ending; raises BrokenRecord naming the first that cannot be read."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((packs_folder() / folder).glob("*.toml")):
        try:
            found[path.stem] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BrokenRecord(f"packs/{folder}/{path.name}: cannot be read: {error}.") from error
    if not found:
        raise BrokenRecord(f"packs/{folder}: nothing was found there; install the program again.")
    return found
