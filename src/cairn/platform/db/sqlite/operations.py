"""Emptying test databases reaches every organization's rows."""

from __future__ import annotations

from django.db.backends.sqlite3 import operations as stock

from cairn.platform.db.scopes import EVERYTHING


class DatabaseOperations(stock.DatabaseOperations):
    def execute_sql_flush(self, sql_list: list[str]) -> None:
        scope = self.connection.open_scope
        with scope.opened(EVERYTHING):
            super().execute_sql_flush(sql_list)
