"""Sessions in the database, as Django keeps them. Reading one, which every request does, is prepared; keeping one is one statement."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, connections
from django.db.models import QuerySet

from cairn.platform.db.prepared import prepared


class SessionStore(db.SessionStore):
    """Django's own, but for the read and for writing a session that exists."""

    def _get_session_from_db(self) -> Any:
        found = _unexpired(self.session_key, datetime.now(UTC)) if self.session_key else []
        if not found:
            self._session_key = None
        return found[0] if found else None

    def save(self, must_create: bool = False) -> None:
        """A session that ended meanwhile is not made again: UpdateError, as of Django's own."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        connection = connections["default"]
        ends = connection.ops.adapt_datetimefield_value(self.get_expiry_date())
        try:
            with connection.cursor() as cursor:
                cursor.execute(UPDATE, [self.encode(dict(self.items())), ends, self.session_key])
                found = cursor.rowcount
        except DatabaseError as error:
            raise UpdateError from error
        if not found:
            raise UpdateError


UPDATE = 'UPDATE "django_session" SET "session_data" = %s, "expire_date" = %s WHERE "session_key" = %s'


@prepared
def _unexpired(key: str, now: datetime) -> QuerySet[Any, Any]:
    found = SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now)
    return found.values_list("session_data", named=True)
