"""New rows of a model whose rows are only ever added, written without Django's work for each: the statement is worked out once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connections
from django.db.models import Model


def add_rows(rows: Iterable[Model]) -> None:
    """Insert rows of one model in one statement for all. Each column is prepared as Django does; no signals, no relations."""
    found = list(rows)
    if not found:
        return
    connection = connections["default"]
    statement, fields = _insert(type(found[0]), connection.vendor)
    values = [
        tuple(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields) for row in found
    ]
    with connection.cursor() as cursor:
        if len(values) == 1:
            cursor.execute(statement, values[0])
        else:
            cursor.executemany(statement, values)


@cache
def _insert(model: type[Model], vendor: str) -> tuple[str, tuple[Any, ...]]:
    quote = connections["default"].ops.quote_name
    fields = tuple(model._meta.local_concrete_fields)
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})", fields  # noqa: S608 - names of columns
