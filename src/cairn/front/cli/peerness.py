"""`cairn peerness`: how often the question about how two people walk together is right, on both labeled sets."""

from __future__ import annotations

import argparse
from typing import Any

from cairn.support.domain.labeled_peerness import PeernessRates
from cairn.support.queries.peerness_packs import histories, peerness_rates

TITLES = {
    "first": "Histories on which the thresholds were chosen",
    "held-out": "Histories on which they were never chosen",
}


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "peerness",
        help="how often the question about walking together is right, on labeled histories",
        description="Measures the question that a peer supporter is asked about a relationship on two labeled sets of "
        "packs/peerness/labeled: one on which the thresholds were chosen, one on which they never were.",
    )
    parser.add_argument(
        "--slips", action="store_true", help="each history of the first set on which the question is wrong"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    for name, title in TITLES.items():
        rates = peerness_rates(name)
        print("\n".join([f"{title} ({name}, {len(histories(name))})", *lines(rates), ""]))
    if options.slips:
        print("\n".join(peerness_rates("first").slips))
    return 0


def lines(rates: PeernessRates) -> list[str]:
    """The figures of one set."""
    return [
        f"  hits               asked, of what should be asked           {rates.hits}",
        *(f"    {signal:16} {rate}" for signal, rate in rates.by_signal.items()),
        f"  false alarms       asked, of what should be left alone      {rates.false_alarms}",
        f"  supervision        came there, of what should               {rates.supervision_hits}",
        f"  supervision, false came there, of what should not           {rates.supervision_false}",
    ]
