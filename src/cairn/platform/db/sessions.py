"""Sessions in the database, as Django keeps them; reading one, which every request does, is prepared."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.contrib.sessions.backends import db
from django.db.models import QuerySet

from cairn.platform.db.prepared import prepared


class SessionStore(db.SessionStore):
    """Django's own, but for the read."""

    def _get_session_from_db(self) -> Any:
        found = _unexpired(self.session_key, datetime.now(UTC)) if self.session_key else []
        if not found:
            self._session_key = None
        return found[0] if found else None


@prepared
def _unexpired(key: str, now: datetime) -> QuerySet[Any, Any]:
    found = SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now)
    return found.values_list("session_data", named=True)
