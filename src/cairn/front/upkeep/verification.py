"""Walking every ledger from its first entry to its sealed head, against its own arithmetic and against the heads outside."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from cairn.front.upkeep.heads import Outside
from cairn.privacy.domain.chain import Fault, Head, Link, walk
from cairn.privacy.queries.chains import Stored, check_head, has_loose_subjects, list_chain_names, walk_stored

FAULTS_SHOWN = 5
Progress = Callable[[int], None]


@dataclass(slots=True)
class ChainReport:
    """One organization's chain: how many entries were walked, and the first faults in order."""

    organization: str
    entries: int = 0
    faults: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    chains: list[ChainReport] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def entries(self) -> int:
        return sum(chain.entries for chain in self.chains)

    @property
    def is_clean(self) -> bool:
        return not any(chain.faults for chain in self.chains)


class Reading:
    """Hands a stored chain to the pure walk, and notes on the way what only the stored form can tell."""

    def __init__(self, organization_id: UUID, progress: Progress) -> None:
        self.organization_id = organization_id
        self.progress = progress
        self.last: Head | None = None
        self.entries = 0
        self.faults: list[Fault] = []

    def links(self) -> Iterator[Link]:
        for stored in walk_stored(self.organization_id):
            self.entries += 1
            if self.entries % 20_000 == 0:
                self.progress(self.entries)
            self._look_beside(stored)
            self.last = Head(stored.link.n, stored.link.hash)
            yield stored.link

    def _look_beside(self, stored: Stored) -> None:
        link = stored.link
        if stored.row_id != link.columns.get("request_id"):
            self._note(link, "its row id was changed")
        try:
            named = json.loads(link.body).get("subjects", [])
        except (ValueError, AttributeError):
            return  # the walk says that the text was changed
        expected = frozenset(named) if len(named) > 1 else frozenset()
        if stored.subjects != expected:
            self._note(link, "the clients named beside it differ from its text")

    def _note(self, link: Link, what: str) -> None:
        if len(self.faults) < FAULTS_SHOWN:
            self.faults.append(Fault(str(self.organization_id), link.n, what))


def verify_ledgers(outside: Outside, *, key: bytes, progress: Progress) -> Report:
    """Every chain that the database or the outside heads know of."""
    report, started = Report(), time.perf_counter()
    for name in sorted({*list_chain_names(), *outside.heads}):
        report.chains.append(_verify_chain(name, outside, key, progress))
    report.seconds = time.perf_counter() - started
    return report


def _verify_chain(name: str, outside: Outside, key: bytes, progress: Progress) -> ChainReport:
    try:
        organization_id = UUID(name)
    except ValueError:
        return ChainReport(
            name, 0, [Fault(name, 0, "these rows belong to no organization: their organization was changed")]
        )
    reading = Reading(organization_id, progress)
    faults: list[Fault] = []
    for fault in walk(name, reading.links(), key=key, heads=outside.of(name)):
        if len(faults) < FAULTS_SHOWN:
            faults.append(fault)
    faults += reading.faults
    if head_fault := check_head(organization_id, reading.last):
        faults.append(head_fault)
    if has_loose_subjects(organization_id, reading.last.n if reading.last else 0):
        faults.append(Fault(name, reading.entries + 1, "clients are named beside an entry that is not there"))
    faults.sort(key=lambda fault: fault.n)
    return ChainReport(name, reading.entries, faults[:FAULTS_SHOWN])
