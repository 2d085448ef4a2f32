"""Reads that are worked out once and asked many times.

Turning a queryset into SQL costs Django several times what the database then needs to answer. A page asks the same questions
again and again, with other ids and days. So a function that builds a queryset from its arguments can be marked:

    @prepared
    def _signed_notes(actor: Actor, on: date, encounter_ids: list[UUID]) -> QuerySet[Note]:
        return visible(Note, actor, SEE, on).filter(encounter_id__in=encounter_ids)

    rows = _signed_notes(actor, on, ids)      # a list of rows

For each role and each shape of arguments the function runs once on a connection, with stand-ins for ids and days; afterwards only
the stand-ins' places in the SQL are filled. The policy is in the SQL as before, and both walls stand as before.

What is kept is proved when it is made: the function runs twice with different stand-ins, and both must give the same SQL, each
differing parameter being exactly one of the stand-ins. A function that looks into an id or a day fails at its first call.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, ParamSpec
from uuid import UUID

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connections, transaction
from django.db.models import QuerySet

from cairn.kernel.actors import Actor
from cairn.platform.db.plain_rows import PlainRows, plain_rows

Arguments = ParamSpec("Arguments")
LONGEST_LIST = 120  # a longer list of ids is asked the ordinary way: its shape seldom comes again
MOST_KEPT = 600  # on one connection
ACTOR_IDS = ("person_id", "engagement_id", "organization_id")


def prepared(build: Callable[Arguments, QuerySet[Any, Any]]) -> Callable[Arguments, list[Any]]:
    """Make a function of an actor, ids, days, instants, words, lists of ids, numbers and choices a prepared read. Returns all rows."""
    if build.__closure__:
        raise TypeError(f"{build.__name__} must be a function of its arguments alone.")

    @functools.wraps(build)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> list[Any]:
        named = tuple(kwargs)
        given = [*args, *kwargs.values()]
        if any(isinstance(one, (list, tuple)) and len(one) > LONGEST_LIST for one in given):
            return list(build(*args, **kwargs))
        shape, values = _shape_of(given)
        kept = connections["default"].__dict__.setdefault("prepared_reads", {})
        key = (build, named, shape, getattr(settings, "CAIRN_WALL_ONE", True))
        plan = kept.get(key)
        if plan is None:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            plan = kept[key] = _prove(build, named, given, values)
        return plan.rows(values)

    return run


def _shape_of(given: Iterable[Any]) -> tuple[tuple[Any, ...], list[Any]]:
    """What a plan depends on, and the values that are filled in for each question."""
    shape: list[Any] = []
    values: list[Any] = []
    for one in given:
        if isinstance(one, Actor):
            shape.append((Actor, one.role, one.zone, one.place))
            values += [getattr(one, name) for name in ACTOR_IDS]
        elif isinstance(one, Enum) or one is None or isinstance(one, (bool, int)):
            shape.append((type(one), one))
        elif isinstance(one, (UUID, date, str)):  # an instant is a date too
            shape.append(type(one))
            values.append(one)
        elif isinstance(one, (list, tuple)):
            shape.append((list, *map(type, one)))
            values += one
        else:
            raise TypeError(f"A prepared read takes no {type(one).__name__}.")
    return tuple(shape), values


@dataclass(slots=True)
class Plan:
    """One question's SQL. `slots` says for each parameter which value fills it and in which form, or holds a constant."""

    queryset: Any
    compiler: Any  # None: the question can have no answer (an empty list)
    slots: list[tuple[int, Any]]
    locks: bool
    sql: str = ""
    plain: PlainRows | None = None  # None: Django makes its models of the rows

    def rows(self, values: list[Any]) -> list[Any]:
        if self.compiler is None:
            return []
        if self.locks and not self.compiler.connection.in_atomic_block:
            raise transaction.TransactionManagementError("select_for_update cannot be used outside of a transaction.")
        filled = tuple([held if place < 0 else held(values[place]) for place, held in self.slots])
        if self.plain is not None:
            return self.plain.read(self.compiler.connection, self.sql, filled)
        self.compiler.filled = filled
        return list(self.queryset._iterable_class(self.queryset))


def _prove(
    build: Callable[..., QuerySet[Any, Any]], named: tuple[str, ...], given: list[Any], values: list[Any]
) -> Plan:
    """The plan of one shape; raises LookupError when the SQL depends on more than the places of the values."""
    first, second = (_compiled(build, named, given, values, salt) for salt in (1, 2))
    if (first is None) != (second is None):
        raise LookupError(f"{build.__name__} looks into its arguments.")
    if first is None or second is None:
        return Plan(None, None, [], locks=False)
    queryset, compiler, sql, slots = first
    if queryset._prefetch_related_lookups:  # type: ignore[attr-defined]
        raise LookupError(
            f"{build.__name__} prefetches, which a prepared read does not do; ask for it in a read of its own."
        )
    if (sql, [place for place, _ in slots]) != (second[2], [place for place, _ in second[3]]) or any(
        one != other for (place, one), (_, other) in zip(slots, second[3], strict=True) if place < 0
    ):
        raise LookupError(
            f"{build.__name__} looks into its arguments, or works with them; hand over what it makes of them."
        )
    converters = compiler.get_converters([column for column, *_ in compiler.select[: compiler.col_count]])
    compiler.get_converters = lambda _: converters
    compiler.as_sql = lambda *_, **__: (sql, compiler.filled)
    setattr(queryset.query, "get_compiler", lambda *_, **__: compiler)  # noqa: B010 - on this query only
    return Plan(queryset, compiler, slots, queryset.query.select_for_update, sql, plain_rows(queryset, compiler))


def _compiled(
    build: Callable[..., QuerySet[Any, Any]], named: tuple[str, ...], given: list[Any], values: list[Any], salt: int
) -> tuple[QuerySet[Any, Any], Any, str, list[tuple[int, Any]]] | None:
    """The SQL with stand-ins for the values; None when Django sees that nothing can be found."""
    stand_ins = [_stand_in(value, place, salt) for place, value in enumerate(values)]
    standing = _standing_in(given, iter(stand_ins), salt)
    queryset = build(*_unnamed(standing, named), **_named(standing, named))
    compiler = queryset.query.get_compiler(queryset.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    forms = {}
    for place, stand_in in enumerate(stand_ins):
        for form in _forms(stand_in, compiler.connection.ops):
            forms[form(stand_in)] = (place, form)
    return queryset, compiler, sql, [forms.get(one, (-1, one)) for one in params]


def _stand_in(value: Any, place: int, salt: int) -> Any:
    """A value of the same kind that nobody has; the second is as far from the first as can be (each bit, long ago and far ahead)."""
    if isinstance(value, UUID):
        number = (0xCA1124 << 96) + place + 1
        return UUID(int=number if salt == 1 else number ^ (2**128 - 1))
    if isinstance(value, datetime):
        return datetime(1000 if salt == 1 else 3000, 1, 1, tzinfo=UTC) + timedelta(minutes=place)
    if isinstance(value, date):
        return date(1001 if salt == 1 else 3001, 1, 1) + timedelta(days=place)
    if isinstance(value, str) and not isinstance(value, Enum):
        return f"stand-in {salt}/{place}"
    raise TypeError(f"A prepared read takes no list of {type(value).__name__}.")


def _forms(value: Any, operations: Any) -> tuple[Callable[[Any], Any], ...]:
    """The forms in which a value may stand among the parameters of a statement."""
    if isinstance(value, UUID):
        return (_itself, _hex)
    if isinstance(value, str):
        return (_itself,)
    adapt = operations.adapt_datetimefield_value if isinstance(value, datetime) else operations.adapt_datefield_value
    return (_itself, adapt)


def _itself(value: Any) -> Any:
    return value


def _hex(value: UUID) -> str:
    return value.hex


def _standing_in(given: list[Any], stand_ins: Iterator[Any], salt: int) -> list[Any]:
    """The arguments with each value replaced by its stand-in. What an actor is called has none: SQL with it in it is not proved."""
    standing: list[Any] = []
    for one in given:
        if isinstance(one, Actor):
            ids = {name: next(stand_ins) for name in ACTOR_IDS}
            standing.append(replace(one, **ids, name=f"nobody {salt}", session_key=f"no session {salt}"))
        elif isinstance(one, (UUID, date, str)) and not isinstance(one, Enum):
            standing.append(next(stand_ins))
        elif isinstance(one, (list, tuple)):
            standing.append([next(stand_ins) for _ in one])
        else:
            standing.append(one)
    return standing


def _unnamed(given: list[Any], named: tuple[str, ...]) -> list[Any]:
    return given[: len(given) - len(named)]


def _named(given: list[Any], named: tuple[str, ...]) -> dict[str, Any]:
    return dict(zip(named, given[len(given) - len(named) :], strict=True))
