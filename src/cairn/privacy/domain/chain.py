"""The arithmetic of the ledger: what each hash covers, and how a chain is walked. Pure."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


def canonical(body: dict[str, Any]) -> str:
    """One text for one meaning: keys sorted, no spaces, plain ASCII."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def commitment_of(salt: str, body: str) -> str:
    """SHA-256 over salt and body: the body can be destroyed one day and the chain still walks."""
    return hashlib.sha256(bytes.fromhex(salt) + body.encode()).hexdigest()


def hash_of(organization: str, n: int, previous: str, commitment: str) -> str:
    return hashlib.sha256(b"\x01" + f"{organization}|{n}|{previous}|{commitment}".encode()).hexdigest()


def seal_of(key: bytes, organization: str, n: int, entry_hash: str) -> str:
    """A keyed digest of the head; the key is not in the database, so a rewritten head cannot be sealed there."""
    return hmac.new(key, f"{organization}|{n}|{entry_hash}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as stored. `columns` are the searchable repeats of what `body` says."""

    n: int
    salt: str
    body: str
    commitment: str
    previous: str
    hash: str
    seal: str
    columns: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing wrong with a chain, in words."""

    organization: str
    n: int
    what: str


@dataclass(frozen=True, slots=True)
class Head:
    """How far a chain reached and the hash that it ended with."""

    n: int
    hash: str


def walk(organization: str, links: Iterable[Link], *, key: bytes, heads: Iterable[Head] = ()) -> Iterator[Fault]:
    """Walk a chain in stored order and yield every fault, first one first.

    `heads` were written outside the database; an entry that disagrees with one was changed after it was witnessed.
    """
    witnessed = {head.n: head.hash for head in heads}
    expected_n, previous = 1, GENESIS
    for link in links:
        if link.n != expected_n:
            yield Fault(organization, expected_n, f"entry {expected_n} is missing; entry {link.n} stands in its place")
            expected_n, previous = link.n, link.previous
        yield from _faults_of(organization, link, previous, key)
        if link.n in witnessed and witnessed[link.n] != link.hash:
            yield Fault(organization, link.n, "differs from the head written outside the database")
        expected_n, previous = link.n + 1, link.hash
    for n in sorted(witnessed):
        if n >= expected_n:
            yield Fault(
                organization,
                expected_n,
                f"entries {expected_n} to {n} are gone: the outside head reached {n}",
            )
            break


def _commits(link: Link) -> bool:
    try:
        return link.commitment == commitment_of(link.salt, link.body)
    except ValueError:  # a salt that is no salt any more
        return False


def _faults_of(organization: str, link: Link, previous: str, key: bytes) -> Iterator[Fault]:
    if not _commits(link):
        yield Fault(organization, link.n, "its text was changed")
    elif any(json.loads(link.body).get(name) != value for name, value in link.columns.items()):
        yield Fault(organization, link.n, "its searchable columns differ from its text")
    if link.previous != previous:
        yield Fault(organization, link.n, "does not follow from the entry before it")
    if link.hash != hash_of(organization, link.n, link.previous, link.commitment):
        yield Fault(organization, link.n, "its hash is not the hash of what it holds")
    if not hmac.compare_digest(link.seal, seal_of(key, organization, link.n, link.hash)):
        yield Fault(organization, link.n, "its seal was not made with this installation's key")
