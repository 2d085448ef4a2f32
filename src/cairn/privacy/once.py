"""Acts that are the same act when they are sent again: making a row (its id comes from the form), marking one, taking one back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Model

from cairn.kernel.actors import Actor
from cairn.kernel.errors import Conflict
from cairn.kernel.instants import Instant
from cairn.platform.models import TakenBackRow
from cairn.privacy import ledger
from cairn.privacy.domain.reasons import check_reason

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


def mark_once(row: Model, mark: str, now: Instant, *, by: Actor | None = None) -> bool:
    """True when the mark is new: `<mark>_at`, and `<mark>_by` where somebody is named, are written. A mark of before stays as it was."""
    if getattr(row, f"{mark}_at") is not None:
        ledger.unchanged(f"{mark} before")
        return False
    _write(row, {f"{mark}_at": now, **({f"{mark}_by_id": by.engagement_id} if by else {})})
    return True


def take_back_once(
    row: TakenBackRow, actor: Actor, because: str, now: Instant, *, check: Callable[[str], str] = check_reason
) -> bool:
    """True when the row is taken back by this: it stays to be read, with who took it back, when and why.

    Raises what `check` raises of the reason, once the row stands.
    """
    if row.taken_back_at is not None:
        ledger.unchanged("taken back before")
        return False
    reason = check(because)
    _write(row, {"taken_back_at": now, "taken_back_by_id": actor.engagement_id, "taken_back_because": reason})
    return True


def _write(row: Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
