"""`cairn words`: how often the hints on words are right, on both labeled sets; or the hints of a text."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from cairn.support.domain.labeled_words import WordRates
from cairn.support.domain.words import find_hints
from cairn.support.queries.word_packs import word_lists, word_rates

TITLES = {"first": "Sentences that the lists were tuned on", "held-out": "Sentences that they were never tuned on"}


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "words",
        help="how often the hints on a note's words are right, on labeled sentences",
        description="Measures the hints on a note's words on two labeled sets of packs/words/labeled: one that the lists were tuned on, "
        "one that they never were. With --text, prints the hints of a text read from standard input.",
    )
    parser.add_argument(
        "--slips", action="store_true", help="each sentence of the first set on which the check is wrong"
    )
    parser.add_argument("--text", action="store_true", help="read a text from standard input and print its hints")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.text:
        for hint in find_hints(sys.stdin.read(), word_lists()):
            print(f"{hint.start}-{hint.end}  {hint.list_key}.{hint.entry.code}  “{hint.words}”")
            print(f"    {hint.entry.why} Perhaps: {hint.entry.instead}. Source: {hint.entry.citation}")
        return 0
    for name, title in TITLES.items():
        print("\n".join([f"{title} ({name})", *lines(word_rates(name)), ""]))
    if options.slips:
        print("\n".join(word_rates("first").slips))
    return 0


def lines(rates: WordRates) -> list[str]:
    """The figures of one set."""
    titles = {each.key: each.title for each in word_lists()}
    return [
        f"  precision  hints that were right             {rates.precision}",
        f"  recall     wanted places that were found     {rates.recall}",
        f"  silence    harmless sentences left alone     {rates.silence}",
        *(
            f"  {titles[key]:20} precision {precision}; recall {recall}"
            for key, (precision, recall) in rates.by_list.items()
        ),
    ]
