"""Emptying test databases reaches every organization's rows, and those that are append-only."""

from __future__ import annotations

from django.db.backends.sqlite3 import operations as stock

FIXED = "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' AND name LIKE 'cairn!_fixed!_%' ESCAPE '!'"


class DatabaseOperations(stock.DatabaseOperations):
    def execute_sql_flush(self, sql_list: list[str]) -> None:
        self.connection.lower_wall()
        try:
            with self.connection.cursor() as cursor:
                fixed = cursor.execute(FIXED).fetchall()
            lift = [f'DROP TRIGGER main."{name}"' for name, _ in fixed]
            super().execute_sql_flush([*lift, *sql_list, *(sql for _, sql in fixed)])
        finally:
            self.connection.restore_wall()
