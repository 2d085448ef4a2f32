"""Migrations see every row of every organization: the second wall is down for as long as a schema editor is open."""

from __future__ import annotations

from typing import Any


class WallDown:
    """Goes before Django's own schema editor of an engine."""

    connection: Any

    def __enter__(self) -> Any:
        self.connection.lower_wall()
        try:
            return super().__enter__()  # type: ignore[misc]
        except BaseException:
            self.connection.restore_wall()
            raise

    def __exit__(self, *exception: Any) -> None:
        try:
            super().__exit__(*exception)  # type: ignore[misc]
        finally:
            self.connection.restore_wall()
