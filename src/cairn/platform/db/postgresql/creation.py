"""Test databases stand behind the wall like any other."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import creation as stock


class DatabaseCreation(stock.DatabaseCreation):
    def create_test_db(self, *arguments: Any, **options: Any) -> str:
        name: str = super().create_test_db(*arguments, **options)
        self.connection.install_wall()
        return name
