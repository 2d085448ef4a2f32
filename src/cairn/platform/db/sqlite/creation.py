"""Test databases are files too: threads see one database, and the tests run on what is shipped, encrypted."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import creation as stock

from cairn.platform.db.migrating import drawn_once

BESIDES = ("", "-wal", "-shm", "-journal", ".write-lock")


def remove_database(path: str) -> None:
    """The file and all that SQLite and we put beside it. An old log beside a new file would be replayed into it."""
    for suffix in BESIDES:
        with suppress(FileNotFoundError):
            os.remove(f"{path}{suffix}")


class DatabaseCreation(stock.DatabaseCreation):
    _folder: str | None = None

    def _get_test_db_name(self) -> str:
        """An absolute TEST NAME is taken as it is; anything else becomes a file in a folder of its own."""
        name = str(self.connection.settings_dict["TEST"]["NAME"] or f"{self.connection.alias}.db")
        if os.path.isabs(name):
            return name
        if self._folder is None:
            self._folder = tempfile.mkdtemp(prefix="cairn-test-")
        plain = Path(name).name.replace(":memory:", self.connection.alias)
        return os.path.join(self._folder, plain)

    def create_test_db(self, *arguments: Any, **options: Any) -> str:
        """The wall is built once, after all migrations, instead of after each."""
        self.connection.lower_wall()
        try:
            with drawn_once():
                name: str = super().create_test_db(*arguments, **options)
        finally:
            self.connection.restore_wall()
        return name

    def _create_test_db(self, verbosity: int, autoclobber: bool, keepdb: bool = False) -> str:
        name = super()._create_test_db(verbosity, autoclobber, keepdb)
        if not keepdb:
            remove_database(name)
        return name

    def _clone_test_db(self, suffix: str, verbosity: int, keepdb: bool = False) -> None:
        """A copy of the file alone must hold everything, so the log is emptied into it first."""
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        remove_database(self.get_test_db_clone_settings(suffix)["NAME"])
        super()._clone_test_db(suffix, verbosity, keepdb)

    def get_test_db_clone_settings(self, suffix: str) -> dict[str, Any]:
        settings: dict[str, Any] = super().get_test_db_clone_settings(suffix)
        return settings

    def _destroy_test_db(self, test_database_name: str, verbosity: int) -> None:
        remove_database(test_database_name)
        if self._folder is not None and os.path.dirname(test_database_name) == self._folder:
            with suppress(OSError):
                os.rmdir(self._folder)
            if not os.path.isdir(self._folder):
                self._folder = None

    def test_db_signature(self) -> tuple[Any, ...]:
        """Without making a folder: which test database this is."""
        settings = self.connection.settings_dict
        return (settings["NAME"], settings["TEST"]["NAME"] or self.connection.alias)
