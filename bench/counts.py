"""What does not depend on the machine: statements and bytes. Tests hold the same numbers; here they stand beside the times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.houses import build
from bench.inside import Child

KILO = 1000


def measure(folder: Path, size: Any) -> list[Figure]:
    child = Child(*build(folder, "counts", people=size.people, contacts=size.people * 30))
    try:
        cost = {what: child.cost(what) for what in ("save", "caseload", "client")}
    finally:
        child.close()
    statements = "counted by a wrapper round the connection in one process, without session, account, hat and transaction control"
    figures = [
        Figure("save: statements", statements, 10, unit="", rounds=[cost["save"]["room"] + cost["save"]["ledger"]])
    ]
    for what in ("caseload", "client"):
        figures.append(
            Figure(
                f"{what}: statements",
                f"{statements}; reads only, the ledger's own {cost[what]['ledger']} left out",
                6,
                unit="",
                rounds=[cost[what]["room"]],
            )
        )
        html = f"length of the page's body with {size.people} people (caseload) or 20 contacts (client)"
        figures.append(Figure(f"{what}: kB of HTML", html, 20, unit="", rounds=[cost[what]["bytes"] / KILO]))
        figures.append(
            Figure(f"{what}: kB compressed", "the same through gzip -6", 6, unit="", rounds=[cost[what]["gzip"] / KILO])
        )
    return figures
