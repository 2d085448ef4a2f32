"""Which organization is open on a connection. Held in Python, beside the connection, so no rollback can move it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from uuid import UUID

from django.apps import apps
from django.conf import settings

from cairn.platform import clock


class Reach(Enum):
    """A scope wider than one organization."""

    EVERYTHING = "everything"


EVERYTHING = Reach.EVERYTHING
Scope = UUID | Reach | None


class OpenScope:
    """What one connection may see and write now: one organization, everything, or (from the start) nothing."""

    def __init__(self) -> None:
        self.scope: Scope = None
        self.viewer: UUID | None = None  # whose hat looks; None: work that nobody looks at
        self.moment = ""  # the minute in which it was opened, in UTC
        self.lowered = 0

    @property
    def organization(self) -> UUID | None:
        return self.scope if isinstance(self.scope, UUID) else None

    @property
    def everything(self) -> bool:
        """No wall: everything was opened, or the wall is down for a migration, or off for the proof that wall one suffices."""
        return self.scope is EVERYTHING or self.lowered > 0 or not getattr(settings, "CAIRN_WALL_TWO", True)

    @contextmanager
    def opened(self, scope: Scope, viewer: UUID | None = None) -> Iterator[None]:
        """Nested scopes replace each other; leaving one brings the previous one back."""
        before = self.scope, self.viewer, self.moment
        self.scope, self.viewer, self.moment = scope, viewer, f"{clock.now():%Y-%m-%d %H:%M}:00" if viewer else ""
        try:
            yield
        finally:
            self.scope, self.viewer, self.moment = before


def walled_tables() -> dict[str, str]:
    """Table name to organization column, for every model that names one in `ORGANIZATION_COLUMN`."""
    tables: dict[str, str] = {}
    for model in apps.get_models(include_auto_created=True):
        column = getattr(model, "ORGANIZATION_COLUMN", None)
        if column and not model._meta.proxy:
            tables[model._meta.db_table] = column
    return tables
