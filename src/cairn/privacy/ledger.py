"""Writing the ledger: one row a request, in the transaction of the act. If it cannot be written, the act does not happen.

A command calls `record(...)` for each thing it did; a query calls `looked(...)` for what it showed. The command decorator and the
request gather them and write a single row.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet

from cairn.kernel.actors import Actor
from cairn.kernel.instants import Instant
from cairn.platform.db.added import add_rows
from cairn.platform.db.prepared import prepared
from cairn.platform.ids import new_id
from cairn.privacy.domain.chain import GENESIS, canonical, commitment_of, hash_of, seal_of
from cairn.privacy.models import LedgerEntry, LedgerHead, LedgerSubject

LATE_LOOKS = 4  # somebody goes to and fro between a few lists
INSTALLATION = UUID(int=0)  # the chain of what belongs to no organization: sign-ins, backups, upgrades


@dataclass
class Gathering:
    """What one act or one request did and showed, before it is written down. An act that names its clients keeps them as `of`."""

    acts: list[dict[str, Any]] = field(default_factory=list)
    subjects: dict[UUID, None] = field(default_factory=dict)
    silent_because: str = ""


_act: ContextVar[Gathering | None] = ContextVar("cairn_act", default=None)
_looks: ContextVar[Gathering | None] = ContextVar("cairn_looks", default=None)


def record(action: str, *, client: UUID | None = None, **details: Any) -> None:
    """Say what the running command did. `details` hold ids, codes and counts only, never names or notes."""
    gathering = _act.get()
    if gathering is None:
        raise RuntimeError(f"{action} was recorded outside a command.")
    told = {name: _plain(value) for name, value in details.items()}
    if client is not None:
        told["of"] = [client]
        gathering.subjects[client] = None
    gathering.acts.append({"action": action, **told})


def unchanged(because: str) -> None:
    """Say that the running command changed nothing (a repeated send): nothing is written."""
    gathering = _act.get()
    if gathering is None:
        raise RuntimeError("unchanged() was called outside a command.")
    gathering.silent_because = because


def looked(action: str, clients: Iterable[UUID] = (), **details: Any) -> None:
    """Say what a query showed, and which clients it told of. Inside a command the command's own row covers it."""
    if _act.get() is not None:
        return
    gathering = _looks.get()
    if gathering is None:
        return
    of = list(dict.fromkeys(clients))
    gathering.acts.append({"action": action, **{name: _plain(value) for name, value in details.items()}, "of": of})
    gathering.subjects.update(dict.fromkeys(of))


@contextmanager
def gathering_looks() -> Iterator[Gathering]:
    """Gather the looks of one request; whoever opened it writes them before the answer leaves."""
    gathering = Gathering()
    token = _looks.set(gathering)
    try:
        yield gathering
    finally:
        _looks.reset(token)


@contextmanager
def acting(actor: Actor, now: Instant, action: str) -> Iterator[Gathering]:
    """Run one command: nested commands join the outer one's row."""
    outer = _act.get()
    if outer is not None:
        yield outer
        return
    gathering = Gathering()
    token = _act.set(gathering)
    try:
        with transaction.atomic():
            yield gathering
            if not gathering.acts and not gathering.silent_because:
                raise RuntimeError(f"{action} ended without a ledger entry, so it did not happen.")
            if gathering.acts:
                write(gathering, actor=actor, now=now)
    finally:
        _act.reset(token)


def write(
    gathering: Gathering, *, now: Instant, actor: Actor | None = None, organization_id: UUID | None = None
) -> None:
    """Append one entry. Two statements for an act about one client, three for a look at many, and one more when others were among them."""
    organization = actor.organization_id if actor else (organization_id or INSTALLATION)
    n, previous = _next_in_chain(organization)
    several = list(gathering.subjects) if len(gathering.subjects) > 1 else []
    same = _told_together(organization, several)
    add_rows([_entry(gathering, actor, organization, n, previous, now, same)])
    if same is None:
        add_rows(LedgerSubject(organization_id=organization, n=n, subject_id=subject) for subject in several)


def _told_together(organization: UUID, subjects: list[UUID]) -> int | None:
    """The number of a late entry beside which exactly these clients are named, so that they need not be named again."""
    wanted = {str(subject) for subject in subjects}
    late = _late_looks(organization, subjects[0]) if subjects else []
    return next((n for n, body in late if _subjects_in(body) == wanted), None)


def _subjects_in(body: str) -> set[str]:
    """The clients of an earlier entry; nobody where its text was damaged: that stops no page, and `cairn verify` tells it."""
    try:
        return set(json.loads(body)["subjects"])
    except (ValueError, KeyError, TypeError):
        return set()


def _next_in_chain(organization: UUID) -> tuple[int, str]:
    """The number of the next entry and the hash that it follows on; nobody else appends until this one stands."""
    head = next(iter(_head(organization)), None)
    if head is None and connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # two first entries at once: let the second wait, then look again
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [str(organization)])
        head = next(iter(_head(organization)), None)
    return (head.n + 1, head.hash) if head else (1, GENESIS)


def _entry(
    gathering: Gathering,
    actor: Actor | None,
    organization: UUID,
    n: int,
    previous: str,
    now: Instant,
    same_subjects_as: int | None,
) -> LedgerEntry:
    """The entry with its hashes and its seal. What is in clear beside the body stands in the body too, so the hash covers it."""
    subjects, request_id = list(gathering.subjects), new_id()
    subject = subjects[0] if len(subjects) == 1 else None
    action, role = gathering.acts[0]["action"], actor.role.value if actor else ""
    body = canonical(
        {
            "at": now.isoformat(),
            "action": action,
            "actor_engagement_id": str(actor.engagement_id) if actor else None,
            "actor_role": role,
            "subject_id": str(subject) if subject else None,
            "same_subjects_as": same_subjects_as,
            "request_id": str(request_id),
            "acts": _acts(gathering),
            "subjects": [str(each) for each in subjects],
            "session": actor.session_key if actor else "",
        }
    )
    salt = secrets.token_hex(16)
    commitment = commitment_of(salt, body)
    entry_hash = hash_of(str(organization), n, previous, commitment)
    return LedgerEntry(
        id=request_id,  # named in the body too: every column of an entry is covered by its hash
        organization_id=organization,
        n=n,
        at=now,
        action=action,
        actor_engagement_id=actor.engagement_id if actor else None,
        actor_role=role,
        subject_id=subject,
        same_subjects_as=same_subjects_as,
        request_id=request_id,
        body=body,
        salt=salt,
        commitment=commitment,
        previous=previous,
        hash=entry_hash,
        seal=seal_of(settings.CAIRN_SEAL_KEY, str(organization), n, entry_hash),
    )


def _acts(gathering: Gathering) -> list[dict[str, Any]]:
    """Each act, and where it told of some of the entry's clients only, of which: by their places among the subjects."""
    places = {subject: place for place, subject in enumerate(gathering.subjects)}
    acts = []
    for act in gathering.acts:
        of = [places[each] for each in act.get("of", ())]
        is_of_some = "of" in act and len(of) < len(places)
        kept = {name: value for name, value in act.items() if name != "of"}
        acts.append({**kept, "of": of} if is_of_some else kept)
    return acts


@prepared
def _head(organization_id: UUID) -> QuerySet[LedgerHead, Any]:
    """The last entry of a chain, locked until the new one stands."""
    return (
        LedgerHead.objects.filter(organization_id=organization_id)
        .select_for_update()
        .values_list("n", "hash", named=True)
    )


@prepared
def _late_looks(organization_id: UUID, subject_id: UUID) -> QuerySet[LedgerEntry, Any]:
    """The newest entries beside which several clients are named, this one among them."""
    beside = LedgerSubject.objects.filter(organization_id=organization_id, subject_id=subject_id).order_by("-n")
    entries = LedgerEntry.objects.filter(organization_id=organization_id, n__in=beside.values("n")[:LATE_LOOKS])
    return entries.order_by("-n").values_list("n", "body")


def _plain(value: Any) -> Any:
    """Ids and dates as text, so that the body has one form."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return str(value)
