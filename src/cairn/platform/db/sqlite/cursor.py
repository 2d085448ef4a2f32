"""The cursor: Django's parameter style, the queue of writers, the wall. All statements pass here."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Callable, Iterable, Mapping
from itertools import tee
from typing import TYPE_CHECKING, Any

from django.db.backends.sqlite3 import base as stock

from cairn.platform.db.errors import OutsideScope
from cairn.platform.db.sqlite.driver import driver
from cairn.platform.db.sqlite.wall import REFUSAL

if TYPE_CHECKING:
    from cairn.platform.db.sqlite.base import DatabaseWrapper


def register_types() -> None:
    """Django registers these on Python's own module only; SQLCipher's keeps its own tables."""
    driver.register_converter("bool", b"1".__eq__)
    driver.register_converter("date", stock.decoder(stock.parse_date))
    driver.register_converter("time", stock.decoder(stock.parse_time))
    driver.register_converter("datetime", stock.decoder(stock.parse_datetime))
    driver.register_converter("timestamp", stock.decoder(stock.parse_datetime))
    driver.register_adapter(decimal.Decimal, str)
    driver.register_adapter(datetime.date, stock.adapt_date)
    driver.register_adapter(datetime.datetime, stock.adapt_datetime)


class Cursor(driver.Cursor):
    """Takes Django's parameter style, writes in turn, and stays within the open organization."""

    owner: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        if params is None:
            return self._run(super().execute, query)
        names = list(params) if isinstance(params, Mapping) else None
        return self._run(super().execute, convert_query(query, names), params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        peekable, param_list = tee(iter(param_list))  # a generator must not be used up by looking
        first = next(peekable, None)
        names = list(first) if first and isinstance(first, Mapping) else None
        return self._run(super().executemany, convert_query(query, names), param_list)

    def _run(self, run: Callable[..., Any], query: str, *params: Any) -> Any:
        owner = self.owner
        query = owner.within_wall(query)
        with owner.turn.before(query):
            try:
                return run(query, *params)
            except driver.IntegrityError as error:
                if str(error) == REFUSAL:
                    raise OutsideScope from error
                raise


def convert_query(query: str, names: list[str] | None) -> str:
    """From Django's `%s` and `%(name)s` to SQLite's `?` and `:name`."""
    if names is None:
        if "%%" not in query:
            return query.replace("%s", "?")
        return stock.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return query % {name: f":{name}" for name in names}
