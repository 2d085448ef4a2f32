"""Making a row once: the id comes from the form, so that a repeated send is the same act."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Model

from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict
from cairn.privacy import ledger

OTHER_CONTENT = "This was already saved with other content. Nothing was changed; add a new one."


def create_once(model: type[Model], actor: Actor, row_id: UUID, content: dict[str, Any], **more: Any) -> bool:
    """True when the row is new. The same send again changes nothing; the same id with other content is a Conflict.

    `content` is what must be equal for a send to be the same; `more` is written with it and not compared.
    """
    try:
        row, is_new = model._default_manager.get_or_create(
            id=row_id, organization_id=actor.organization_id, defaults={**content, **more}
        )
    except IntegrityError:
        raise Conflict(OTHER_CONTENT) from None
    if not is_new:
        if any(getattr(row, name) != value for name, value in content.items()):
            raise Conflict(OTHER_CONTENT)
        ledger.unchanged("sent before")
    return is_new
