"""Reading whole ledgers, for the operator's `cairn verify`: in pieces, so that a ledger of any size is walked in little memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q

from cairn.privacy.domain.chain import Fault, Head, Link, seal_of
from cairn.privacy.models import LedgerEntry, LedgerHead, LedgerSubject
from cairn.privacy.scope import scope_of_installation, scope_of_organization

PIECE = 4000
COLUMNS = ("at", "action", "actor_engagement_id", "actor_role", "subject_id", "same_subjects_as", "request_id")


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry with the clients that its rows beside the entry name, and its own row id."""

    link: Link
    row_id: str
    subjects: frozenset[str]


def list_heads() -> dict[UUID, Head]:
    """The last entry of every chain, as the database has it."""
    with scope_of_installation():
        return {
            organization: Head(n, entry_hash)
            for organization, n, entry_hash in LedgerHead.objects.values_list("organization_id", "n", "hash")
        }


def list_chain_names() -> list[str]:
    """Every organization id that entries, subjects or heads carry, as text: one that was tampered with may be no id at all."""
    found: set[str] = set()
    with scope_of_installation(), connection.cursor() as cursor:
        for model in (LedgerHead, LedgerEntry, LedgerSubject):
            cursor.execute(f"SELECT DISTINCT organization_id FROM {model._meta.db_table}")  # noqa: S608 - our own tables
            found.update(_as_id(value) for (value,) in cursor.fetchall())
    return sorted(found)


def _as_id(value: object) -> str:
    try:
        return str(UUID(str(value)))
    except ValueError:
        return str(value)


def walk_stored(organization_id: UUID) -> Iterator[Stored]:
    """A chain in order. Entries written while it is read are read too."""
    after = 0
    while piece := _piece(organization_id, after):
        to = piece[-1].link.n
        before = {stored.link.n: stored.link.columns.get("same_subjects_as") for stored in piece}
        subjects = _subjects(organization_id, after, to, {n for n in before.values() if isinstance(n, int)})
        for stored in piece:
            n = stored.link.n
            named = frozenset((*subjects.get(n, ()), *subjects.get(before[n], ())))
            yield Stored(stored.link, stored.row_id, named)
        after = to


def has_loose_subjects(organization_id: UUID, last: int) -> bool:
    """Whether clients are named beside an entry that was never written."""
    with scope_of_organization(organization_id):
        beyond = LedgerSubject.objects.filter(organization_id=organization_id, n__gt=last).values("n")
        return bool(beyond) and not LedgerEntry.objects.filter(organization_id=organization_id, n__in=beyond).exists()


def _piece(organization_id: UUID, after: int, size: int = PIECE) -> list[Stored]:
    rows = LedgerEntry.objects.filter(organization_id=organization_id, n__gt=after).order_by("n")
    columns = ("id", "n", "salt", "body", "commitment", "previous", "hash", "seal", *COLUMNS)
    try:
        with scope_of_organization(organization_id):
            return [_stored(row) for row in rows.values_list(*columns)[:size]]
    except (ValueError, TypeError, AttributeError):  # a value that its column cannot hold: only tampering leaves one
        return _piece(organization_id, after, max(1, size // 10)) if size > 1 else _unreadable(organization_id, after)


def _stored(row: tuple[Any, ...]) -> Stored:
    row_id, n, salt, body, commitment, previous, entry_hash, seal, *rest = row
    at, action, engagement, role, subject, same, request = rest
    columns = {
        "at": at.isoformat(),
        "action": action,
        "actor_engagement_id": str(engagement) if engagement else None,
        "actor_role": role,
        "subject_id": str(subject) if subject else None,
        "same_subjects_as": same,
        "request_id": str(request),
    }
    link = Link(int(n), str(salt), str(body), str(commitment), str(previous), str(entry_hash), str(seal), columns)
    return Stored(link, str(row_id), frozenset())


def _unreadable(organization_id: UUID, after: int) -> list[Stored]:
    """The next entry, standing in for one that cannot be read: it fails every test, and the walk goes on behind it."""
    with scope_of_organization(organization_id):
        rows = LedgerEntry.objects.filter(organization_id=organization_id, n__gt=after).order_by("n")
        following = rows.values_list("n", flat=True).first()
    if not isinstance(following, int):
        return []
    return [Stored(Link(following, "", "", "", "", "", "", {}), "", frozenset())]


def _subjects(organization_id: UUID, after: int, to: int, before: set[int]) -> dict[Any, list[str]]:
    """The clients named beside the entries from `after` to `to`, and beside those that they refer back to."""
    found: dict[Any, list[str]] = {}
    here = Q(n__gt=after, n__lte=to) | Q(n__in=before)
    with scope_of_organization(organization_id):
        rows = LedgerSubject.objects.filter(here, organization_id=organization_id).order_by("n")
        try:
            pairs = [(n, str(subject)) for n, subject in rows.values_list("n", "subject_id")]
        except (ValueError, TypeError, AttributeError):
            pairs = [(n, "?") for n in rows.values_list("n", flat=True)]
    for n, subject in pairs:
        found.setdefault(n, []).append(subject)
    return found


def check_head(organization_id: UUID, last: Head | None) -> Fault | None:
    """Whether the sealed head row stands at the chain's last entry."""
    with scope_of_organization(organization_id):
        head = LedgerHead.objects.filter(organization_id=organization_id).first()
    name, reached = str(organization_id), last.n if last else 0
    if head is None:
        return Fault(name, reached, "the sealed head is gone") if last else None
    if head.seal != seal_of(settings.CAIRN_SEAL_KEY, name, head.n, head.hash):
        return Fault(name, head.n, "the head's seal was not made with this installation's key")
    if head.n > reached:
        return Fault(name, reached + 1, f"entries {reached + 1} to {head.n} are gone: the sealed head reached {head.n}")
    if head.n < reached:
        return Fault(name, head.n + 1, f"entries {head.n + 1} to {reached} stand after the sealed head")
    if last and head.hash != last.hash:
        return Fault(name, reached, "the sealed head is not the hash of the last entry")
    return None
