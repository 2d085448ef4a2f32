"""What can go wrong under the object layer, in words that say what to do."""

from __future__ import annotations

from django.db import IntegrityError

from cairn.kernel.errors import CairnError


class DatabaseKeyError(CairnError):
    """The database cannot be opened for want of a usable key."""


class MissingKey(DatabaseKeyError):
    """No key was given, or the file that should hold it is not there or holds something else."""


class WrongKey(DatabaseKeyError):
    """The key is well formed but does not open this file."""

    def __init__(self, database: object) -> None:
        super().__init__(
            f"This key does not open this database: {database}. "
            "Either the key belongs to another installation, or the file is not an encrypted database, or it is damaged. "
            "Nothing was changed."
        )


class UnsafeLogin(CairnError):
    """The PostgreSQL login could walk around row-level security, so nothing is served with it."""


class WallMissing(CairnError):
    """Some tables stand without their wall between organizations, so nothing is served."""

    def __init__(self, tables: list[str]) -> None:
        super().__init__(f"No wall between organizations on: {', '.join(tables)}. Run `cairn migrate`.")
        self.tables = tables


class OutsideScope(CairnError, IntegrityError):
    """A row was to be written outside the open organization. Also Django's IntegrityError, as both engines refuse it."""

    def __init__(self) -> None:
        super().__init__("This write is outside the open organization.")
