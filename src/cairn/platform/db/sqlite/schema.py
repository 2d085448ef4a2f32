"""Migrations work on the tables themselves, with the wall down for as long as an editor is open."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import schema as stock

TRIGGERS = "SELECT sql FROM main.sqlite_schema WHERE type = 'trigger' AND tbl_name = %s"


class DatabaseSchemaEditor(stock.DatabaseSchemaEditor):
    def __enter__(self) -> DatabaseSchemaEditor:
        self.connection.lower_wall()
        try:
            super().__enter__()
        except BaseException:
            self.connection.restore_wall()
            raise
        return self

    def __exit__(self, *exception: Any) -> None:
        try:
            super().__exit__(*exception)
        finally:
            self.connection.restore_wall()

    def _remake_table(self, model: Any, *arguments: Any, **options: Any) -> None:
        """Django changes a table by making it anew, which would silently lose the triggers that protect its rows."""
        with self.connection.cursor() as cursor:
            kept = cursor.execute(TRIGGERS, [model._meta.db_table]).fetchall()
        super()._remake_table(model, *arguments, **options)
        for (statement,) in kept:
            self.execute(statement, params=None)
