"""Django's SQLite engine on SQLCipher: encrypted at rest, durable, one writer in a queue.

OPTIONS beyond Django's own: `key_file` or `key`, `synchronous` (FULL), `cache_kib`, `autocheckpoint` (see `checkpoint`).
"""

from __future__ import annotations

import datetime
import decimal
import re
from collections.abc import Iterable, Mapping
from itertools import tee
from typing import Any

from django.db.backends.sqlite3 import base as stock
from django.db.backends.sqlite3._functions import register as register_functions

from cairn.platform.db.errors import WrongKey
from cairn.platform.db.keys import read_key
from cairn.platform.db.sqlite.creation import DatabaseCreation
from cairn.platform.db.sqlite.driver import IS_ENCRYPTED, driver, wal_is_safe, warn_unless_encrypted
from cairn.platform.db.sqlite.features import DatabaseFeatures
from cairn.platform.db.sqlite.write_lock import WriteLock

BUSY_SECONDS = 20
# With a keeper process that checkpoints, requests do it only when the log has grown past this many 4 KiB pages (64 MiB).
GUARD_PAGES = 16_384
WRITES = re.compile(
    r"\s*(?:/\*.*?\*/\s*)*(?:BEGIN\s+(?:IMMEDIATE|EXCLUSIVE)|INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|REINDEX|VACUUM"
    r"|WITH\b.*\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\b)",
    re.IGNORECASE | re.DOTALL,
)


def register_types() -> None:
    """Django registers these on Python's own module only; SQLCipher's keeps its own tables."""
    driver.register_converter("bool", b"1".__eq__)
    driver.register_converter("date", stock.decoder(stock.parse_date))
    driver.register_converter("time", stock.decoder(stock.parse_time))
    driver.register_converter("datetime", stock.decoder(stock.parse_datetime))
    driver.register_converter("timestamp", stock.decoder(stock.parse_datetime))
    driver.register_adapter(decimal.Decimal, str)
    driver.register_adapter(datetime.date, stock.adapt_date)
    driver.register_adapter(datetime.datetime, stock.adapt_datetime)


register_types()
warn_unless_encrypted()


class Cursor(driver.Cursor):  # type: ignore[misc]
    """Takes Django's parameter style, and queues for the write lock when a statement starts to write."""

    owner: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        if params is not None:
            names = list(params) if isinstance(params, Mapping) else None
            query = convert_query(query, names)
        with self.owner.writing(query):
            return super().execute(query) if params is None else super().execute(query, params)

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        peekable, param_list = tee(iter(param_list))  # a generator must not be used up by looking
        first = next(peekable, None)
        names = list(first) if first and isinstance(first, Mapping) else None
        query = convert_query(query, names)
        with self.owner.writing(query):
            return super().executemany(query, param_list)


def convert_query(query: str, names: list[str] | None) -> str:
    """From Django's `%s` and `%(name)s` to SQLite's `?` and `:name`."""
    if names is None:
        return stock.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")
    return query % {name: f":{name}" for name in names}


class Turn:
    """Holds the write lock from a statement that starts to write until its transaction is over."""

    def __init__(self, lock: WriteLock | None) -> None:
        self.lock = lock
        self.connection: Any = None

    def before(self, query: str) -> Turn:
        if self.lock is not None and self.lock.held is None and WRITES.match(query) and not self.lock.acquire():
            raise driver.OperationalError("database is locked: somebody else has been writing for too long")
        return self

    def __enter__(self) -> None: ...

    def __exit__(self, *_: object) -> None:
        self.settle()

    def settle(self) -> None:
        """Give the lock back once no transaction is open: after a commit, a rollback, an error that ended it, or a close."""
        if self.lock is not None and self.lock.held is not None and not is_in_transaction(self.connection):
            self.lock.release()


def is_in_transaction(connection: Any) -> bool:
    try:
        return bool(connection.in_transaction)
    except (driver.ProgrammingError, AttributeError):  # closed, or never opened
        return False


class DatabaseWrapper(stock.DatabaseWrapper):
    """One connection to the encrypted file."""

    Database = driver
    creation_class = DatabaseCreation
    features_class = DatabaseFeatures
    is_encrypted = IS_ENCRYPTED

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.turn = Turn(None)

    def get_connection_params(self) -> dict[str, Any]:
        params = super().get_connection_params()
        if self.transaction_mode is None:
            self.transaction_mode = "IMMEDIATE"
        own = {
            name: params.pop(name, None) for name in ("key", "key_file", "synchronous", "cache_kib", "autocheckpoint")
        }
        params.setdefault("timeout", BUSY_SECONDS)
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

    def writing(self, query: str) -> Turn:
        """Queue for the write lock if this statement starts to write; it is given back when its transaction is over."""
        return self.turn.before(query)

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
