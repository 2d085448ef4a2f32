"""What somebody may ask of an exchange of records that their consent names: the list of those to whom it passed their information on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cairn.kernel.citations import Citation
from cairn.platform.packs import rules_on


@dataclass(frozen=True, slots=True)
class ListOwed:
    """Within how many days the exchange answers whoever asked in writing, and how many years back its list goes."""

    days: int
    years: int
    citation: Citation
    lookback: Citation


def list_owed_on(on: date, place: str) -> ListOwed | None:
    """As the rules of a day say; None where no rule is known: then nothing is promised."""
    rules = rules_on(on, place)
    days, back = rules.find("part2.intermediary_list"), rules.find("part2.intermediary_list.lookback")
    if days is None or back is None:
        return None
    return ListOwed(days.days, back.years, days.citation, back.citation)
