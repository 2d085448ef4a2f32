"""Emptying test databases reaches every organization's rows, and those that are append-only."""

from __future__ import annotations

from django.db.backends.postgresql import operations as stock

from cairn.platform.db.scopes import EVERYTHING

LIFT = "SELECT set_config('cairn.emptying', 'on', true)"  # until the end of the transaction


class DatabaseOperations(stock.DatabaseOperations):
    def execute_sql_flush(self, sql_list: list[str]) -> None:
        with self.connection.open_scope.opened(EVERYTHING):
            super().execute_sql_flush([LIFT, *sql_list])
