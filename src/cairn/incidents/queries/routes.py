"""The legal routes of a day, from the packs."""

from __future__ import annotations

from datetime import date

from cairn.incidents.domain.kinds import Basis, Kind, Recipient
from cairn.incidents.domain.routes import Route
from cairn.platform.packs import rules_on

KEY = "reporting.route"


def routes_on(on: date, place: str) -> list[Route]:
    """Every route that the packs know on this day. A route without its three entries is left out: it opens nothing."""
    rules = rules_on(on, place)
    found = []
    for basis in Basis:
        recipients, kinds, in_part2 = (
            rules.find(f"{KEY}.{name}", context=basis.value) for name in ("recipients", "kinds", "in_part2")
        )
        if recipients and kinds and in_part2:
            found.append(
                Route(
                    basis,
                    frozenset(map(Recipient, recipients.items)),
                    frozenset(map(Kind, kinds.items)),
                    bool(in_part2.value),
                    recipients.citation,
                    recipients.note,
                )
            )
    return found
