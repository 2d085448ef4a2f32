"""Migrations on this engine: with the wall down, and without losing a trigger."""

from __future__ import annotations

from typing import Any

from django.db.backends.sqlite3 import schema as stock

from cairn.platform.db.wall_down import WallDown

TRIGGERS = "SELECT sql FROM main.sqlite_schema WHERE type = 'trigger' AND tbl_name = %s"


class DatabaseSchemaEditor(WallDown, stock.DatabaseSchemaEditor):
    def _remake_table(self, model: Any, *arguments: Any, **options: Any) -> None:
        """Django changes a table by making it anew, which would silently lose the triggers that protect its rows."""
        with self.connection.cursor() as cursor:
            kept = cursor.execute(TRIGGERS, [model._meta.db_table]).fetchall()
        super()._remake_table(model, *arguments, **options)
        for (statement,) in kept:
            self.execute(statement, params=None)
