"""Growth: the same request in a house with ten (or a hundred) times the contacts, in turns, in one process each."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import Any

from bench.figures import Figure
from bench.houses import build
from bench.inside import Child

GOAL = 1.3
KINDS = ("save", "caseload", "client")


def measure(folder: Path, size: Any) -> list[Figure]:
    houses = {}
    for name, contacts in (("great", size.great), ("small", size.small)):  # or a sign-in ends meanwhile
        print(f"· filling a house with {contacts:,} contacts", flush=True)
        houses[name] = Child(*build(folder, name, people=size.people, contacts=contacts))
    method = f"p50 of {size.repeats} requests with {size.great:,} contacts over p50 with {size.small:,}; whole stack in process, in turns"
    figures = {what: Figure(f"growth of {what}", method, GOAL) for what in KINDS}
    try:
        for child in houses.values():
            for what in KINDS:
                child.times(what, 10)
        for _ in range(size.rounds):
            for what, figure in figures.items():
                p50 = {name: median(child.times(what, size.repeats)) for name, child in houses.items()}
                figure.rounds.append(p50["great"] / p50["small"])
                figure.notes.append(f"{p50['small']:.2f} ms, {p50['great']:.2f} ms")
    finally:
        for child in houses.values():
            child.close()
    return list(figures.values())
