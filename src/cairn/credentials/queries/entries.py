"""Everything on a person's record as it was entered, what was taken back with it: the history that no decision forgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from django.db.models import QuerySet

from cairn.credentials import policy
from cairn.credentials.domain.entries import EntryKind
from cairn.credentials.models import BackgroundCheck, ContinuingEducation, Credential, Renewal
from cairn.kernel.actors import Actor
from cairn.kernel.errors import NotFound
from cairn.privacy.policy import may, visible

AnyEntry: TypeAlias = Credential | Renewal | ContinuingEducation | BackgroundCheck
MODELS: dict[EntryKind, tuple[type[AnyEntry], str]] = {
    EntryKind.CERTIFICATE: (Credential, "holder"),
    EntryKind.RENEWAL: (Renewal, "credential__holder"),
    EntryKind.COURSE: (ContinuingEducation, "credential__holder"),
    EntryKind.BACKGROUND_CHECK: (BackgroundCheck, "holder"),
}
TAKE_BACK = dict.fromkeys(EntryKind, policy.TAKE_BACK) | {EntryKind.BACKGROUND_CHECK: policy.BACKGROUND}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry in words. `taken_back_at` is None while it counts."""

    id: UUID
    kind: EntryKind
    words: str
    on: date
    taken_back_at: datetime | None
    because: str


def list_entries(actor: Actor, holder_id: UUID, on: date) -> list[Entry]:
    """Of one person, newest first, those taken back too. Four statements; background checks only for whoever records them."""
    kinds = [kind for kind in EntryKind if kind is not EntryKind.BACKGROUND_CHECK or may(actor, policy.BACKGROUND)]
    found = [entry for kind in kinds for entry in _entries(_rows(actor, kind, policy.SEE, holder_id, on), kind)]
    return sorted(found, key=lambda entry: (entry.on, str(entry.id)), reverse=True)


def get_entry(actor: Actor, holder_id: UUID, kind: EntryKind, entry_id: UUID, on: date) -> Entry:
    """One that the actor may take back; raises NotFound, NotPermitted. One statement."""
    for entry in _entries(_rows(actor, kind, TAKE_BACK[kind], holder_id, on).filter(id=entry_id), kind):
        return entry
    raise NotFound


def _rows(actor: Actor, kind: EntryKind, permission: str, holder_id: UUID, on: date) -> QuerySet[AnyEntry]:
    model, holder = MODELS[kind]
    asked = policy.BACKGROUND if kind is EntryKind.BACKGROUND_CHECK else permission
    return visible(model, actor, asked, on).filter(**{holder: holder_id})


def _entries(rows: QuerySet[AnyEntry], kind: EntryKind) -> Iterator[Entry]:
    for row in rows:
        words, day = _told(row)
        yield Entry(row.id, kind, words, day, row.taken_back_at, row.taken_back_because)


def _told(row: AnyEntry) -> tuple[str, date]:
    if isinstance(row, Credential):
        return f"Number {row.number}", row.issued_on
    if isinstance(row, Renewal):
        return f"For {row.period_ends_on.year}", row.renewed_on
    if isinstance(row, ContinuingEducation):
        return f"{row.title}, {row.minutes / 60:g} h ({row.sponsor})", row.completed_on
    return "Came back clear" if row.is_clear else "Needs a look", row.completed_on
