"""The book from end to end, in pieces: a state's certificates do not fit on a page, and need not fit into memory.

Each piece costs two statements on an index and knows each certificate's standing of the day by the rule that its own page asks
(`read_registered`); the reasons are worked out for those that are shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from cairn.board import policy
from cairn.board.domain.registered import (
    KINDS,
    SURRENDERED,
    Event,
    EventKind,
    decide_registered,
    read_number,
    read_registered,
)
from cairn.board.models import BoardCredential, CredentialEvent
from cairn.credentials.domain.standing import Standing
from cairn.kernel.actors import Actor
from cairn.kernel.decisions import Decision
from cairn.platform.packs import rules_on
from cairn.privacy.policy import visible

PIECE = 2_000
MOST_WALKED = 20_000  # certificates that one look for a standing goes through before it asks to go on
MOST_COUNTED = 200_000  # entries of the book; a page counts no larger one
MOST_KEPT = 64  # counts kept in memory
NEEDS_ENTRY = {Standing.SUSPENDED.value: EventKind.SUSPENDED, SURRENDERED: EventKind.SURRENDERED}
RENEWALS = (EventKind.RENEWED, EventKind.REACTIVATED)
_kept: dict[tuple[UUID, date], tuple[int, Counts]] = {}


@dataclass(frozen=True, slots=True)
class Volume:
    """One certificate as the walk meets it. `covered_until`: the last day that is paid for, or on which it was given back."""

    id: UUID
    kind: str
    n: int
    number: str
    name: str
    place: str
    issued_on: date
    events: tuple[Event, ...]
    outcome: str
    covered_until: date | None
    on: date

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind]

    @property
    def standing(self) -> Decision:
        """The standing with its reasons, worked out now."""
        return decide_registered(self.issued_on, self.events, rules_on(self.on, self.place), self.on)

    def is_renewed_for(self, year: int) -> bool:
        return any(event.kind in RENEWALS and event.for_year == year for event in self.events)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many certificates are in which standing, and of the active ones how many are paid to the end of which year."""

    standings: Counter[str]
    active_until: Counter[int]

    @property
    def all(self) -> int:
        return self.standings.total()


@dataclass(frozen=True, slots=True)
class Opened:
    """A page of the book. `after`: where the next one begins, when there is one; `has_looked`: the look stopped before the end."""

    shown: tuple[Volume, ...]
    after: str
    has_looked: bool


def walk_book(
    actor: Actor, on: date, *, after: UUID | None = None, piece: int = PIECE, only: Q | None = None
) -> Iterator[Volume]:
    """Every certificate by kind and number, from the one after `after` on; `only` narrows them. Two statements for each piece."""
    rows = visible(BoardCredential, actor, policy.SEE_CREDENTIAL, on).order_by("kind", "n")
    mark = rows.filter(id=after).values_list("kind", "n").first() if after is not None else None
    rows = rows if only is None else rows.filter(only)
    for kind in sorted(KINDS):
        if mark is not None and kind < mark[0]:
            continue
        last, found = mark[1] if mark is not None and kind == mark[0] else 0, piece
        while found == piece:
            here, found = rows.filter(kind=kind, n__gt=last)[:piece], 0
            for volume in _volumes(actor, here, on):
                found, last = found + 1, volume.n
                yield volume


def open_book(
    actor: Actor, on: date, wanted: Callable[[Volume], bool] | None = None, *,
    after: UUID | None = None, size: int = 50, only: Q | None = None,
) -> Opened:  # fmt: skip
    """A page of the book: every certificate, or those `wanted` as far as one look goes."""
    shown: list[Volume] = []
    walked = walk_book(actor, on, after=after, piece=PIECE if wanted else size + 1, only=only)
    for place, one in enumerate(islice(walked, MOST_WALKED), 1):
        if wanted is None or wanted(one):
            if len(shown) == size:
                return Opened(tuple(shown), str(shown[-1].id), has_looked=False)
            shown.append(one)
        if place == MOST_WALKED:
            return Opened(tuple(shown), str(one.id), has_looked=True)
    return Opened(tuple(shown), "", has_looked=False)


def open_standing(actor: Actor, on: date, standing: str, counts: Counts | None, *, after: UUID | None = None) -> Opened:
    """A page of those that stand so today. Where the counts know that there are none, nothing is looked for."""
    if counts is not None and not counts.standings[standing]:
        return Opened((), "", has_looked=False)
    needed = NEEDS_ENTRY.get(standing)
    entries = CredentialEvent.objects.filter(credential=OuterRef("id"), kind=needed.value) if needed else None
    only = Q(Exists(entries)) if entries is not None else None
    return open_book(actor, on, lambda one: one.outcome == standing, after=after, only=only)


def count_book(actor: Actor, on: date) -> Counts | None:
    """How the whole book stands today; None for one too large to count on a page.

    The book only grows, so as long as it has as many entries as at the last count on the same day, the last count holds.
    """
    entries = visible(CredentialEvent, actor, policy.SEE_CREDENTIAL, on).count()
    if entries > MOST_COUNTED:
        return None
    key = (actor.engagement_id, on)
    if key not in _kept or _kept[key][0] != entries:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = (entries, _counted(walk_book(actor, on)))
    return _kept[key][1]


def find_volume(actor: Actor, number: str, on: date) -> tuple[Volume, int] | None:
    """The certificate of a number as it is printed, with its version; None when there is none. Two statements on an index."""
    printed = read_number(number)
    if printed is None:
        return None
    rows = visible(BoardCredential, actor, policy.SEE_CREDENTIAL, on).filter(kind=printed[0], n=printed[1])
    version = dict(rows.values_list("id", "version"))
    for volume in _volumes(actor, rows, on):
        return volume, version[volume.id]
    return None


def _counted(volumes: Iterable[Volume]) -> Counts:
    standings, active = Counter[str](), Counter[int]()
    for one in volumes:
        standings[one.outcome] += 1
        if one.outcome == Standing.ACTIVE.value and one.covered_until:
            active[one.covered_until.year] += 1
    return Counts(standings, active)


def _volumes(actor: Actor, here: QuerySet[Any], on: date) -> Iterator[Volume]:
    """The certificates of one piece with their entries."""
    found = list(here.values_list("id", "kind", "n", "number", "name", "place", "issued_on"))
    if not found:
        return
    events: dict[UUID, list[Event]] = defaultdict(list)
    rows = visible(CredentialEvent, actor, policy.SEE_CREDENTIAL, on).filter(credential__in=here.values("id"))
    for credential_id, kind, day, for_year in rows.order_by("on", "recorded_at", "id").values_list(
        "credential_id", "kind", "on", "for_year"
    ):
        events[credential_id].append(Event(EventKind(kind), day, for_year))
    for credential_id, kind, n, number, name, place, issued_on in found:
        known = tuple(events[credential_id])
        outcome, covered_until = read_registered(issued_on, known, rules_on(on, place), on)
        yield Volume(credential_id, kind, n, number, name, place, issued_on, known, outcome, covered_until, on)
