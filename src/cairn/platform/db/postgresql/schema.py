"""Migrations see every row: they run with the wall down for as long as an editor is open."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import schema as stock


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
