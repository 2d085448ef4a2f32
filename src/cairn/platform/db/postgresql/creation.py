"""Test databases stand behind the wall like any other."""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import creation as stock

from cairn.platform.db.migrating import drawn_once


class DatabaseCreation(stock.DatabaseCreation):
    def create_test_db(self, *arguments: Any, **options: Any) -> str:
        with drawn_once():
            name: str = super().create_test_db(*arguments, **options)
        self.connection.install_wall()
        return name
