"""New rows of a model whose rows are only ever added, written without Django's work for each: the statement is worked out once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connections
from django.db.models import Model

MOST = 1_000


def add_rows(rows: Iterable[Model]) -> None:
    """Insert rows of one model, a thousand in a statement. Each column is prepared as Django does; no signals, no relations."""
    found = list(rows)
    connection = connections["default"]
    for first in range(0, len(found), MOST):
        some = found[first : first + MOST]
        statement, places, fields = _insert(type(some[0]))
        values = [field.get_db_prep_save(getattr(row, field.attname), connection) for row in some for field in fields]
        with connection.cursor() as cursor:
            cursor.execute(statement + ", ".join([places] * len(some)), values)


@cache
def _insert(model: type[Model]) -> tuple[str, str, tuple[Any, ...]]:
    """The statement up to its rows, the places of one row, and its columns."""
    quote = connections["default"].ops.quote_name
    fields = tuple(model._meta.local_concrete_fields)
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    start = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES "  # noqa: S608 - names of columns
    return start, f"({places})", fields
