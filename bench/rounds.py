"""Rounds on the served house: in each, every kind of request and both floors, one after the other."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.figures import Figure
from bench.houses import House, build, contact_form
from bench.inside import Child, address_of
from bench.load import Measured, drive, request
from bench.serving import served

SAVES = (1, 8, 32)
PAGES = (1, 8)
CAUGHT = 25  # saves whose rows are caught and written again by the floor
FLOOR = "raw rows"
CONSTANT = "a constant Django view on the same server through the same middleware, no session"


class Course:
    """One house, served; each `run` is one cell of one round."""

    def __init__(self, house: House, port: int, seconds: float) -> None:
        self.house, self.port, self.seconds = house, port, seconds
        self.chance = random.Random(7)
        self.cookies = {"cairn": house.cookie, "cairn-form": house.token}

    def run(self, what: str, clients: int) -> Measured:
        return drive(
            self.port, self._maker(what), clients=clients, seconds=self.seconds, expected=302 if what == "save" else 200
        )

    def _maker(self, what: str) -> Callable[[], bytes]:
        if what == "save":
            return lambda: request(
                "POST", "/contacts/new/", cookies=self.cookies, form=contact_form(self.house, self.chance)
            )
        cookies = {} if what == "constant" else self.cookies
        if what == "client":
            return lambda: request("GET", address_of(what, self.house, self.chance), cookies=cookies)
        fixed = request("GET", address_of(what, self.house, self.chance), cookies=cookies)
        return lambda: fixed


def measure(folder: Path, size: Any, *, workers: int, threads: int) -> list[Figure]:
    print(f"· filling a house with {size.contacts:,} contacts", flush=True)
    installation, house = build(folder, "served", people=size.people, contacts=size.contacts)
    twin, of_twin = build(folder, "floor", people=size.people, contacts=size.contacts)
    figures = _figures("")
    floor = Child(twin, of_twin)
    try:
        rows = floor.rows_of_saves(CAUGHT)
        with served(installation, workers=workers, threads=threads) as port:
            course = Course(house, port, size.seconds)
            for what in ("save", "caseload", "client", "constant"):  # every worker has seen everything once
                course.run(what, 8)
            for number in range(size.rounds):
                print(f"· round {number + 1} of {size.rounds}", flush=True)
                _round(course, lambda: floor.raw(rows, size.seconds), figures)
    finally:
        floor.close()
    return list(figures.values())


def measure_postgresql(folder: Path, size: Any, *, workers: int, threads: int) -> list[Figure]:
    """Saves on PostgreSQL against the same rows on the same server, both durable."""
    from tests.postgres import LOGIN, cluster

    with cluster(durable=True) as server:
        print(f"· filling a house with {size.contacts:,} contacts on PostgreSQL", flush=True)
        url = f"postgresql://{LOGIN}@{server.host}:{server.port}/{LOGIN}"
        installation, house = build(folder, "pg", people=size.people, contacts=size.contacts, database_url=url)
        figures = {name: figure for name, figure in _figures("PostgreSQL ").items() if name[0] == "rate"}
        floor = Child(installation, house)
        try:
            rows = floor.rows_of_saves(CAUGHT)
            with served(installation, workers=workers, threads=threads) as port:
                course = Course(house, port, size.seconds)
                course.run("save", 8)
                for _ in range(size.rounds):
                    raw = floor.raw(rows, size.seconds)
                    for clients in SAVES:
                        _rate(figures["rate", clients], course.run("save", clients), raw)
        finally:
            floor.close()
    return list(figures.values())


def _figures(where: str) -> dict[tuple[str, int], Figure]:
    made: dict[tuple[str, int], Figure] = {}
    goal = 0.20 if where else 0.25
    for clients in SAVES:
        made["rate", clients] = Figure(
            f"{where}saves a second, c={clients}, of {FLOOR}",
            "HTTP saves a second, signed in, everything on, over the same INSERT statements caught from such saves and written again "
            "with fresh ids by one process, one durable transaction each, on the same engine and settings",
            goal if clients == 8 else None,
            at_least=True,
        )
    for clients in SAVES:
        made["save/constant", clients] = Figure(f"save p50, c={clients}, of constant", f"p50 over p50 of {CONSTANT}")
    made["tail", 8] = Figure("save p95 of p50, c=8", "of the same requests", 2)
    made["tail", 1] = Figure("save p99 of p50, c=1", "of the same requests", 4)
    for what in ("caseload", "client"):
        for clients in PAGES:
            made[what, clients] = Figure(
                f"{what} p50, c={clients}, of constant",
                f"p50 of the page for a signed-in peer supporter over p50 of {CONSTANT}",
                10 if clients == 1 else None,
            )
            made[f"{what} tail", clients] = Figure(f"{what} p95 of p50, c={clients}", "of the same requests", 1.6)
    return made


def _round(course: Course, raw: Callable[[], list[float]], figures: dict[tuple[str, int], Figure]) -> None:
    floor = raw()
    constant = {clients: course.run("constant", clients) for clients in SAVES}
    for clients in SAVES:
        saves = course.run("save", clients)
        _rate(figures["rate", clients], saves, floor)
        figures["save/constant", clients].rounds.append(saves.at(50) / constant[clients].at(50))
        figures["save/constant", clients].notes.append(f"save {told(saves)}; constant {told(constant[clients])}")
        if clients == 8:
            figures["tail", 8].rounds.append(saves.at(95) / saves.at(50))
        if clients == 1:
            figures["tail", 1].rounds.append(saves.at(99) / saves.at(50))
    for what in ("caseload", "client"):
        for clients in PAGES:
            pages = course.run(what, clients)
            figures[what, clients].rounds.append(pages.at(50) / constant[clients].at(50))
            figures[what, clients].notes.append(told(pages))
            figures[f"{what} tail", clients].rounds.append(pages.at(95) / pages.at(50))


def _rate(figure: Figure, saves: Measured, floor: list[float]) -> None:
    rate = 1000 * len(floor) / sum(floor)
    figure.rounds.append(saves.rate / rate)
    figure.notes.append(f"{saves.rate:,.0f} of {rate:,.0f} a second; refused {saves.refused}")


def told(one: Measured) -> str:
    return (
        f"{one.rate:,.0f} a second, p50 {one.at(50):.2f}, p95 {one.at(95):.2f}, p99 {one.at(99):.2f} ms, "
        f"generator {one.own_share:.0%} of a core"
    )
