"""The floor of a save: the same rows, durable, straight into the same engine. No policy, no chain to read, no object layer."""

from __future__ import annotations

import re
import time
from typing import Any

COLUMNS = re.compile(r'INSERT INTO "(?P<table>\w+)" \((?P<columns>[^)]*)\)')
Rows = list[tuple[str, Any]]


class Recipe:
    """One caught save, ready to be written again under ids and a ledger number of its own."""

    def __init__(self, rows: Rows, placeholder: str) -> None:
        self.statements: list[tuple[str, list[Any]]] = []
        self.own_ids: set[Any] = set()
        self.numbers: list[tuple[int, int]] = []  # statement and place of the ledger's running number
        for sql, params in rows:
            found = COLUMNS.match(sql)
            assert found is not None, sql
            columns = [name.strip('" ') for name in found["columns"].split(",")]
            values = list(params)
            own = values[columns.index("id") :: len(columns)]
            for value in own:  # PostgreSQL takes many rows as one list for each column
                self.own_ids.update(value if isinstance(value, list) else [value])
            if found["table"] == "privacy_ledgerentry":
                self.numbers.append((len(self.statements), columns.index("n")))
            self.statements.append((sql.replace("%s", placeholder), values))

    def filled(self, number: int, new_id: Any) -> Rows:
        fresh = {old: new_id() for old in self.own_ids}

        def renewed(value: Any) -> Any:
            if isinstance(value, list):
                return [renewed(each) for each in value]
            return fresh.get(value, value) if value.__hash__ else value

        made = [(sql, [renewed(value) for value in values]) for sql, values in self.statements]
        for statement, place in self.numbers:
            made[statement][1][place] = number
        return made


def commit_for(seconds: float, saves: list[Rows]) -> list[float]:
    """Milliseconds of each durable transaction, one after the other in one process for `seconds`."""
    from django.db import connection
    from uuid6 import uuid7

    from cairn.privacy.scope import scope_of_installation

    is_sqlite = connection.vendor == "sqlite"
    new_id = (lambda: uuid7().hex) if is_sqlite else uuid7
    recipes = [Recipe(rows, "?" if is_sqlite else "%s") for rows in saves]
    with scope_of_installation():
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(n), 0) FROM privacy_ledgerentry")
            number = cursor.fetchone()[0]
        if is_sqlite:
            connection.close()  # a new connection has no wall yet, and this one never gets it
            connection.ensure_connection()
        raw = connection.connection
        cursor = raw.cursor()
        begin = "BEGIN IMMEDIATE" if is_sqlite else "BEGIN"
        taken, until = [], time.perf_counter() + seconds
        while time.perf_counter() < until:
            number += 1
            rows = recipes[number % len(recipes)].filled(number, new_id)
            started = time.perf_counter()
            cursor.execute(begin)
            for sql, values in rows:
                cursor.execute(sql, values)
            cursor.execute("COMMIT")
            taken.append((time.perf_counter() - started) * 1000)
        connection.close()
    return taken
