"""Ids and instants read in one step, as they stand in the file; and emptying test databases, which reaches every organization's rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.backends.sqlite3 import operations as stock

FIXED = "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' AND name LIKE 'cairn!_fixed!_%' ESCAPE '!'"


HEX = 32  # digits of an id in the file


class DatabaseOperations(stock.DatabaseOperations):
    def convert_uuidfield_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """A page reads hundreds of ids: Python's own reading first tries every spelling that an id may have elsewhere."""
        if value is None or len(value) != HEX:
            return super().convert_uuidfield_value(value, expression, connection)
        return UUID(int=int(value, 16))

    def convert_datetimefield_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """The driver has made an instant of it already, without its zone: it is the connection's (UTC)."""
        if isinstance(value, datetime) and value.tzinfo is None:
            return value.replace(tzinfo=self.connection.timezone)
        return super().convert_datetimefield_value(value, expression, connection)

    def execute_sql_flush(self, sql_list: list[str]) -> None:
        self.connection.lower_wall()
        try:
            with self.connection.cursor() as cursor:
                fixed = cursor.execute(FIXED).fetchall()
            lift = [f'DROP TRIGGER main."{name}"' for name, _ in fixed]
            super().execute_sql_flush([*lift, *sql_list, *(sql for _, sql in fixed)])
        finally:
            self.connection.restore_wall()
