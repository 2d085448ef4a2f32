"""The labeled histories of this installation and how the question does on them, read and measured once."""

from __future__ import annotations

import tomllib
from functools import cache

from cairn.kernel.errors import BrokenRecord
from cairn.platform.packs import packs_folder, rules_on
from cairn.support.domain.labeled_peerness import History, PeernessRates, measure_peerness, read_histories

SETS = ("held-out", "first")  # the thresholds were chosen on the first set, never on the other
PLACE = "us-federal"  # where the thresholds stand


def histories(name: str) -> tuple[History, ...]:
    """The histories of one of the SETS; raises BrokenRecord naming what is damaged."""
    source = f"peerness/labeled/{name}.toml"
    try:
        document = tomllib.loads((packs_folder() / source).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenRecord(f"{source} cannot be read: {error}.") from error
    return read_histories(document, source)


@cache
def peerness_rates(name: str) -> PeernessRates:
    """How the question does on one of the SETS."""
    return measure_peerness(histories(name), lambda day: rules_on(day, PLACE))
