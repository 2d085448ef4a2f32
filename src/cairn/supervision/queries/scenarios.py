"""The scenarios of this installation: `packs/supervision/scenarios.toml`, read once."""

from __future__ import annotations

import tomllib
from functools import cache

from cairn.platform.packs import packs_folder
from cairn.rulebook.rivals import PackError
from cairn.supervision.domain.scenarios import Scenario, read_scenarios

SOURCE = "supervision/scenarios.toml"


@cache
def scenarios() -> dict[str, Scenario]:
    """Every scenario by its code; raises PackError naming what is damaged."""
    try:
        document = tomllib.loads((packs_folder() / SOURCE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PackError(SOURCE, "(file)", "TOML", f"cannot be read: {error}.") from error
    return {each.code: each for each in read_scenarios(document, source=SOURCE)}
