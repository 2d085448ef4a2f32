"""Django's PostgreSQL engine, telling each session which organization is open before its statements run."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.db.backends.postgresql import base as stock
from psycopg import Error, errors
from psycopg.pq import TransactionStatus

from cairn.platform.db.errors import OutsideScope, UnsafeLogin, WallMissing
from cairn.platform.db.postgresql import wall
from cairn.platform.db.postgresql.creation import DatabaseCreation
from cairn.platform.db.postgresql.operations import DatabaseOperations
from cairn.platform.db.postgresql.schema import DatabaseSchemaEditor
from cairn.platform.db.scopes import OpenScope, walled_tables

NOTHING = ("", "off", "", "")
STEERING = ("SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "BEGIN")


class WithinWall:
    """What our cursors add to Django's: the scope is told first, and a refusal by the wall gets its own name."""

    owner: DatabaseWrapper | None = None

    def execute(self, query: Any, *arguments: Any, **options: Any) -> Any:
        return self._run(super().execute, query, *arguments, **options)  # type: ignore[misc]

    def executemany(self, query: Any, *arguments: Any, **options: Any) -> Any:
        return self._run(super().executemany, query, *arguments, **options)  # type: ignore[misc]

    def _run(self, run: Any, query: Any, *arguments: Any, **options: Any) -> Any:
        owner = self.owner
        if owner is None:
            return run(query, *arguments, **options)
        steering = isinstance(query, str) and query.lstrip()[:9].upper().startswith(STEERING)
        if not steering:
            owner.tell_scope()
        try:
            return run(query, *arguments, **options)
        except errors.InsufficientPrivilege as error:
            if wall.is_refusal(error):
                raise OutsideScope from error
            raise
        finally:
            if steering:
                owner.told = None


class Cursor(WithinWall, stock.Cursor):
    """Parameters bound by the client, Django's default."""


class ServerBindingCursor(WithinWall, stock.ServerBindingCursor):
    """Parameters bound by the server."""


CURSORS = {stock.Cursor: Cursor, stock.ServerBindingCursor: ServerBindingCursor}


class DatabaseWrapper(stock.DatabaseWrapper):
    """One connection. `told` is what its session was last told and surely still knows; None when that is not sure."""

    creation_class = DatabaseCreation
    ops_class = DatabaseOperations
    SchemaEditorClass = DatabaseSchemaEditor
    is_encrypted = False  # encrypting the disk is the server's task

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.open_scope = OpenScope()
        self.told: tuple[str, ...] | None = None

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        params["cursor_factory"] = CURSORS.get(params["cursor_factory"], params["cursor_factory"])
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        self.told = None  # a session from the pool may have been told anything
        return super().get_new_connection(conn_params)

    def create_cursor(self, name: str | None = None) -> Any:
        if self._status() != TransactionStatus.INERROR:
            self.tell_scope()  # here too, for what does not pass through `execute`: COPY, server-side cursors
        cursor = super().create_cursor(name)
        if isinstance(cursor, WithinWall):
            cursor.owner = self
        return cursor

    def _status(self) -> TransactionStatus:
        return TransactionStatus(self.connection.info.transaction_status)

    def tell_scope(self) -> None:
        """Bring the session's settings to the open scope; no statement when it knows already."""
        scope = self.open_scope
        wanted = NOTHING
        if scope.scope is not None or scope.everything:
            who = str(scope.viewer or "")
            wanted = (
                str(scope.organization or ""),
                "on" if scope.everything else "off",
                who,
                f"{scope.moment}+00" if who else "",
            )
        if wanted == self.told:
            return
        self.told = None
        self.connection.execute(wall.TELL, wanted)
        self.told = wanted

    def scope_closed(self) -> None:
        """At the outermost close the session forgets, so that nothing open goes back to the pool."""
        if self.open_scope.scope is not None or self.connection is None or self.told == NOTHING:
            return
        self.told = None
        if not self.connection.closed and self._status() in (TransactionStatus.IDLE, TransactionStatus.INTRANS):
            with suppress(Error):  # the connection is broken: it does not go back to the pool, and `told` stays unsure
                self.tell_scope()

    # The settings follow transactions on the server: undoing one undoes what it was told inside.

    def _commit(self) -> None:
        if self.connection is not None and self._status() == TransactionStatus.INERROR:
            self.told = None  # the server will make a rollback of it
        super()._commit()

    def _rollback(self) -> None:
        self.told = None
        super()._rollback()

    def _savepoint_rollback(self, sid: str) -> None:
        try:
            super()._savepoint_rollback(sid)
        finally:
            self.told = None

    # The wall itself

    def lower_wall(self) -> None:
        self.open_scope.lowered += 1

    def restore_wall(self) -> None:
        self.open_scope.lowered -= 1

    def install_wall(self) -> None:
        if tables := walled_tables():
            with self.cursor() as cursor:
                wall.install(cursor, tables)

    def check_wall(self) -> None:
        with self.cursor() as cursor:
            if unsafe := wall.unsafe_logins(cursor):
                raise UnsafeLogin(
                    f"The PostgreSQL login {', '.join(unsafe)} is a superuser or may bypass row-level security. "
                    "Give Cairn a login of its own that owns the database and is neither."
                )
            if missing := wall.missing(cursor, walled_tables()):
                raise WallMissing(missing)
