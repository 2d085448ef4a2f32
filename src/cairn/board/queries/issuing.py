"""What an approval would issue, told before it is done: nothing is given out by looking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cairn.board.domain.registered import KINDS, PREFIXES, printed_facts
from cairn.board.queries.files import File
from cairn.credentials.domain.standing import expiry_day
from cairn.platform.packs import place_names, rules_on


@dataclass(frozen=True, slots=True)
class ToIssue:
    """The certificate as it would be printed today. Its number is the next free one of `series` at that moment."""

    name: str
    kind: str
    series: str
    issued_on: date
    holds_until: date
    facts: tuple[tuple[str, str], ...]


def preview_certificate(file: File, on: date) -> ToIssue:
    """No statement: computed from the file that was read."""
    kind = file.answers["kind"]
    series = f"{PREFIXES[kind]}-…"
    place = place_names().get(file.place, file.place)
    return ToIssue(
        name=file.name,
        kind=KINDS[kind],
        series=PREFIXES[kind],
        issued_on=on,
        holds_until=expiry_day(rules_on(on, file.place), on.year),
        facts=printed_facts(f"{series} (the next free number)", place, on),
    )
