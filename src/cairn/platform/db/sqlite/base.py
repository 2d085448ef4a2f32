"""Django's SQLite engine on SQLCipher: encrypted at rest, durable, one writer in a queue.

OPTIONS beyond Django's own: `key_file` or `key`, `synchronous` (FULL), `cache_kib`, `autocheckpoint` (see `checkpoint`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.backends.sqlite3 import base as stock
from django.db.backends.sqlite3._functions import register as register_functions

from cairn.platform.db.errors import WallMissing, WrongKey
from cairn.platform.db.keys import read_key
from cairn.platform.db.scopes import OpenScope
from cairn.platform.db.sqlite.creation import DatabaseCreation
from cairn.platform.db.sqlite.cursor import Cursor, register_types
from cairn.platform.db.sqlite.driver import IS_ENCRYPTED, driver, wal_is_safe, warn_unless_encrypted
from cairn.platform.db.sqlite.features import DatabaseFeatures
from cairn.platform.db.sqlite.operations import DatabaseOperations
from cairn.platform.db.sqlite.schema import DatabaseSchemaEditor
from cairn.platform.db.sqlite.wall import Wall
from cairn.platform.db.sqlite.write_lock import Turn, WriteLock

BUSY_SECONDS = 20
# With a keeper process that checkpoints, requests do it only when the log has grown past this many 4 KiB pages (64 MiB).
GUARD_PAGES = 16_384


register_types()
warn_unless_encrypted()


class DatabaseWrapper(stock.DatabaseWrapper):
    """One connection to the encrypted file."""

    Database = driver
    creation_class = DatabaseCreation
    features_class = DatabaseFeatures
    ops_class = DatabaseOperations
    SchemaEditorClass = DatabaseSchemaEditor
    is_encrypted = IS_ENCRYPTED

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.transaction_mode: str | None = None
        self.turn = Turn(None)
        self.open_scope = OpenScope()
        self.wall = Wall(self.open_scope)

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if self.transaction_mode is None:
            self.transaction_mode = "IMMEDIATE"
        own = {
            name: params.pop(name, None) for name in ("key", "key_file", "synchronous", "cache_kib", "autocheckpoint")
        }
        params.setdefault("timeout", BUSY_SECONDS)
        params.setdefault("cached_statements", 512)
        return {**params, "own": own}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        own = conn_params.pop("own")
        self.turn.settle()
        connection = driver.connect(**conn_params)
        try:
            self._unlock(connection, own)
            self._configure(connection, own)
        except BaseException:
            connection.close()
            raise
        in_memory = self.is_in_memory_db()
        self.turn = Turn(
            None if in_memory else WriteLock(str(self.settings_dict["NAME"]), float(conn_params["timeout"]))
        )
        self.turn.connection = connection
        return connection

    def _unlock(self, connection: Any, own: Mapping[str, Any]) -> None:
        """The key comes before anything else; the first read of the file tells whether it was the right one."""
        if not IS_ENCRYPTED or self.is_in_memory_db():
            return
        connection.execute("PRAGMA cipher_log_level = NONE")  # we say it ourselves, in words
        connection.execute(f"PRAGMA key = \"x'{read_key(own)}'\"")
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except driver.DatabaseError as error:
            if "not a database" in str(error):
                raise WrongKey(self.settings_dict["NAME"]) from None
            raise

    def _configure(self, connection: Any, own: Mapping[str, Any]) -> None:
        register_functions(connection)
        self.wall.attach(connection)
        for pragma in self._pragmas(own):
            connection.execute(f"PRAGMA {pragma}")
        for command in filter(None, map(str.strip, self.init_commands)):
            connection.execute(command)

    def _pragmas(self, own: Mapping[str, Any]) -> list[str]:
        """How every connection behaves; each line is a promise (durable, erased when deleted, no shared memory tricks)."""
        pages = own["autocheckpoint"]
        return [
            f"journal_mode = {'WAL' if wal_is_safe(driver.sqlite_version_info) else 'DELETE'}",
            f"synchronous = {own['synchronous'] or 'FULL'}",  # the power may go: what was acknowledged stays
            "foreign_keys = ON",
            "recursive_triggers = ON",  # REPLACE deletes a row; the triggers that protect rows must see it
            "legacy_alter_table = OFF",
            "temp_store = MEMORY",  # nothing in clear on the disk
            "secure_delete = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            "mmap_size = 0",
            f"cache_size = -{own['cache_kib'] or 16_000}",
            f"wal_autocheckpoint = {1000 if pages is None else pages or GUARD_PAGES}",
        ]

    def create_cursor(self, name: str | None = None) -> Cursor:
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        cursor.owner = self
        return cursor

    def within_wall(self, query: str) -> str:
        """The statement as it may run here; builds the wall before a connection's first statement."""
        if self.open_scope.lowered:
            return query
        if not self.wall.stands:
            self.wall.build(self.connection)
        return self.wall.rewrite(self.connection, query)

    def lower_wall(self) -> None:
        if self.open_scope.lowered == 0 and self.connection is not None and self.wall.stands:
            if self.wall.tables and self.in_atomic_block:
                raise transaction.TransactionManagementError(
                    "The wall is taken down before a transaction, not inside it."
                )
            self.wall.take_down(self.connection)
        self.open_scope.lowered += 1

    def restore_wall(self) -> None:
        self.open_scope.lowered -= 1

    def install_wall(self) -> None:
        """Each connection has its own wall; this one's is built anew."""
        with self.cursor():
            self.lower_wall()
            self.restore_wall()
            self.within_wall("")
            self.wall.guard(self.connection)

    def check_wall(self) -> None:
        with self.cursor():
            self.within_wall("")
            self.wall.guard(self.connection)
            if missing := self.wall.missing(self.connection):
                raise WallMissing(missing)

    def scope_closed(self) -> None:
        """Nothing to tell the database: it asks for the scope at each statement."""

    @contextmanager
    def _past_the_views(self) -> Iterator[None]:
        self.wall.bare = True
        try:
            yield
        finally:
            self.wall.bare = False

    def check_constraints(self, table_names: list[str] | None = None) -> None:
        """Foreign keys are checked on the tables themselves: a view has none."""
        with self._past_the_views():
            super().check_constraints(table_names)

    def _commit(self) -> None:
        try:
            super()._commit()
        finally:
            self.turn.settle()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self.turn.settle()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self.turn.settle()


def checkpoint(connection: DatabaseWrapper) -> tuple[int, int]:
    """Move the write-ahead log into the database without making anybody wait; the keeper process calls this twice a second.

    Returns (pages in the log, pages moved). Runs on its own, outside any transaction.
    """
    with connection.cursor() as cursor:
        row = cursor.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return (0, 0) if row is None else (max(row[1], 0), max(row[2], 0))
