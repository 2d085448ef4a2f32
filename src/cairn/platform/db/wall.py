"""The second wall: no row outside the open organization is read or written, whatever the query.

The first wall is in the queries, which name the organization themselves. This one is in the database, so that a
forgotten filter, an aggregate, `.values()`, a relation followed, or SQL written by hand shows nothing more. Each wall
suffices without the other; the tests prove it with one of them off. Every model that names an `ORGANIZATION_COLUMN`
stands behind it.

* PostgreSQL: row-level security, forced, on two settings of the session (`postgresql/wall.py`).
* SQLite: temporary views and triggers of the connection (`sqlite/wall.py`).

Nothing open means nothing to see: no rows, and writes are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections

from cairn.platform.db.errors import OutsideScope, UnsafeLogin, WallMissing
from cairn.platform.db.scopes import EVERYTHING, Reach, Scope, walled_tables

__all__ = [
    "EVERYTHING",
    "OutsideScope",
    "Scope",
    "UnsafeLogin",
    "WallMissing",
    "check_wall",
    "current_scope",
    "install_wall",
    "open_scope",
    "wall_down",
    "walled_tables",
]


@contextmanager
def open_scope(scope: UUID | Reach, *, viewer: UUID | None = None, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Open one organization (or EVERYTHING) on this thread's connection; leaving restores what was open before.

    With a `viewer` (whose hat looks) the records that are kept apart from them are not there (`apart.py`).

    It belongs to the connection, not to a transaction: rolling back neither opens nor closes anything. Other threads
    have connections of their own and start with nothing open.
    """
    if not isinstance(scope, (UUID, Reach)):
        raise TypeError(f"A scope is an organization's UUID or EVERYTHING, not {scope!r}.")
    connection: Any = connections[using]
    try:
        with connection.open_scope.opened(scope, viewer):
            yield
    finally:
        connection.scope_closed()


def current_scope(*, using: str = DEFAULT_DB_ALIAS) -> Scope:
    """What is open now on this thread's connection; None when nothing is."""
    connection: Any = connections[using]
    scope: Scope = connection.open_scope.scope
    return scope


@contextmanager
def wall_down(connection: Any) -> Iterator[None]:
    """Take the wall down on one connection: for migrations, copies of the whole database and emptying test databases.

    Not inside a transaction: on SQLite a rollback would bring back half of it.
    """
    connection.lower_wall()
    try:
        yield
    finally:
        connection.restore_wall()


def install_wall(connection: Any) -> list[str]:
    """Bring the wall in step with the models; our `migrate` calls it last. Safe to repeat. Returns the tables behind it."""
    connection.install_wall()
    return sorted(walled_tables())


def check_wall(connection: Any) -> None:
    """Refuse to serve when the wall does not stand: a login that could walk around it, or a table without it."""
    connection.check_wall()
