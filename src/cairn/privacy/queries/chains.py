"""Reading whole ledgers, for the operator's `cairn verify`: in pieces, so that a ledger of any size is walked in little memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings

from cairn.privacy.domain.chain import Fault, Head, Link, seal_of
from cairn.privacy.models import LedgerEntry, LedgerHead, LedgerSubject
from cairn.privacy.scope import scope_of_installation, scope_of_organization

PIECE = 4000
COLUMNS = ("at", "action", "actor_engagement_id", "actor_role", "subject_id", "request_id")


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


def list_chain_ids() -> list[UUID]:
    """Every organization that has entries, subjects or a head."""
    found: set[UUID] = set()
    with scope_of_installation():
        for model in (LedgerHead, LedgerEntry, LedgerSubject):
            found.update(model.objects.order_by().values_list("organization_id", flat=True).distinct())
    return sorted(found, key=str)


def walk_stored(organization_id: UUID) -> Iterator[Stored]:
    """A chain in order. Entries written while it is read are read too."""
    after = 0
    with scope_of_organization(organization_id):
        while piece := _piece(organization_id, after):
            subjects = _subjects(organization_id, after, piece[-1].link.n)
            for stored in piece:
                yield Stored(stored.link, stored.row_id, frozenset(subjects.pop(stored.link.n, ())))
            for n, clients in subjects.items():  # rows of an entry that is not there
                yield Stored(_nothing(n), "", frozenset(clients))
            after = piece[-1].link.n


def _piece(organization_id: UUID, after: int) -> list[Stored]:
    rows = (
        LedgerEntry.objects.filter(organization_id=organization_id, n__gt=after)
        .order_by("n")
        .values_list("id", "n", "salt", "body", "commitment", "previous", "hash", "seal", *COLUMNS)[:PIECE]
    )
    return [
        Stored(Link(n, salt, body, commitment, previous, entry_hash, seal, _columns(columns)), str(row_id), frozenset())
        for row_id, n, salt, body, commitment, previous, entry_hash, seal, *columns in rows
    ]


def _columns(values: list[Any]) -> dict[str, Any]:
    at, action, engagement, role, subject, request = values
    return {
        "at": at.isoformat(),
        "action": action,
        "actor_engagement_id": str(engagement) if engagement else None,
        "actor_role": role,
        "subject_id": str(subject) if subject else None,
        "request_id": str(request),
    }


def _subjects(organization_id: UUID, after: int, to: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = LedgerSubject.objects.filter(organization_id=organization_id, n__gt=after, n__lte=to)
    for n, subject in rows.order_by("n").values_list("n", "subject_id"):
        found.setdefault(n, []).append(str(subject))
    return found


def _nothing(n: int) -> Link:
    return Link(n, "", "", "", "", "", "", {})


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
