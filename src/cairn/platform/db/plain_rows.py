"""Rows of a statement's columns, without Django's steps for each row: what `values` and `values_list` give, for a prepared read."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.db.models.query import NamedValuesListIterable, ValuesIterable, ValuesListIterable

Convert = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class PlainRows:
    """How the rows of one statement are made: each column is converted at once, then the columns are laid side by side."""

    columns: tuple[tuple[tuple[Convert, ...], Any], ...]  # its converters, and the expression that they are told
    shape: Callable[[tuple[Any, ...]], Any] | None  # None: the tuple as it is

    def read(self, connection: Any, sql: str, parameters: tuple[Any, ...]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            found = cursor.fetchall()
        columns: list[Iterable[Any]] = []
        for values, (converters, expression) in zip(zip(*found, strict=True), self.columns, strict=False):
            column: Iterable[Any] = values
            for convert in converters:
                column = [convert(value, expression, connection) for value in column]
            columns.append(column)
        rows = zip(*columns, strict=True)
        return list(rows if self.shape is None else map(self.shape, rows))


def plain_rows(queryset: QuerySet[Any, Any], compiler: Any) -> PlainRows | None:
    """How to make this queryset's rows; None when it gives models, or something else that Django must make."""
    kind = queryset._iterable_class
    expressions = [column for column, *_ in compiler.select[: compiler.col_count]]
    if kind not in SHAPES or compiler.has_composite_fields(expressions):
        return None
    told = compiler.get_converters(expressions)
    columns = tuple((tuple(told[at][0]) if at in told else (), one) for at, one in enumerate(expressions))
    return PlainRows(columns, SHAPES[kind](_names(queryset)))


def _names(queryset: Any) -> tuple[str, ...]:
    query = queryset.query
    return tuple(query.selected or (*query.extra_select, *query.values_select, *query.annotation_select))


def _named(names: tuple[str, ...]) -> Callable[[tuple[Any, ...]], Any]:
    make_kind: Any = namedtuple
    return make_kind("Row", names)._make


def _mapped(names: tuple[str, ...]) -> Callable[[tuple[Any, ...]], dict[str, Any]]:
    return lambda row: dict(zip(names, row, strict=True))


SHAPES: dict[Any, Callable[[tuple[str, ...]], Any]] = {
    ValuesListIterable: lambda names: None,
    NamedValuesListIterable: _named,
    ValuesIterable: _mapped,
}
