"""A whole state at the board's desk: ten thousand certificates and their years, a full queue, the audits of three years, the register.

Rows are written in bulk and past the commands, like the rest of the demo's past; what they hold is what the commands would have
written: numbers without a gap, a renewal each December, charges of the day's rules, one signed badge for each certificate that holds.
Chance is seeded: the same seed and day give the same rows; only signatures and keys differ.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model

from cairn.board.domain.draws import SHARE, draw
from cairn.board.domain.registered import EventKind, number_of
from cairn.board.models import AuditDraw, AuditedCredential, BoardCredential, CredentialEvent, FeeLine, NumberSeries
from cairn.front.demo import state_badges, state_files
from cairn.front.demo.people import PLACE, ZONE, House
from cairn.front.demo.seeded import Seeded
from cairn.front.demo.state_names import name_from
from cairn.kernel.instants import from_local
from cairn.platform.packs import rules_on

CERTIFICATES = 10_000
QUEUE = 180  # applications that are not decided
FIRST_YEARS_AGO = 8
BATCH = 2_000
DRAWN_PERCENT = 10
KINDS = (("behavioral_health_peer", 88), ("family_peer", 12))
Made = TypeVar("Made", bound=Model)
Say = Callable[[str], None]


@dataclass
class Life:
    """One certificate and what happened to it."""

    row: BoardCredential
    covered_until: int
    events: list[CredentialEvent] = field(default_factory=list)
    is_held: bool = True


@dataclass
class State:
    """The board's house while a state is told."""

    house: House
    seeded: Seeded
    clerk_id: UUID
    clerk: str
    lives: list[Life] = field(default_factory=list)
    fees: list[FeeLine] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.house.today

    def make(self, model: type[Made], **content: Any) -> Made:
        content.setdefault("id", self.seeded.new_id())
        return model(organization_id=self.house.organization_id, **content)


def tell(house: House, seed: int, say: Say = lambda words: None) -> int:
    """Fill the board's house; the number of rows. Called inside the transaction that tells the story."""
    hana = house.staff["Hana"]
    state = State(house, Seeded(seed + 1), hana.id, hana.name)
    _live(state)
    rows = _written(state.lives, say)
    FeeLine.objects.bulk_create(state.fees, batch_size=BATCH)
    say(f"{len(state.fees):,} renewal fees")
    rows += len(state.fees) + _audits(state)
    say("the audits of three years")
    rows += state_files.tell(house, state.seeded, QUEUE)
    say(f"{QUEUE} applications at the desk")
    held = [(one.row, one.events) for one in state.lives if one.is_held]
    return rows + state_badges.tell(house, state.seeded, held, say)


def _live(state: State) -> None:
    """Every certificate from its day on, in the order of its number."""
    series = {one.kind: one for one in NumberSeries.objects.filter(organization_id=state.house.organization_id)}
    first = date(state.today.year - FIRST_YEARS_AGO, 1, 8)
    days = (state.today - first).days - 7
    for place in range(CERTIFICATES):
        issued_on = first + timedelta(days=days * place // CERTIFICATES)
        kind = state.seeded.weighted(KINDS)
        if kind not in series:
            series[kind] = state.make(NumberSeries, kind=kind, last=0)
        series[kind].last += 1
        row = state.make(
            BoardCredential,
            kind=kind,
            place=PLACE,
            n=series[kind].last,
            number=number_of(kind, series[kind].last),
            name=name_from(state.seeded),
            issued_on=issued_on,
        )
        state.lives.append(_life(state, row))
    for one in series.values():
        one.save()


def _life(state: State, row: BoardCredential) -> Life:
    """Renewed each December until something happens: forgotten and made up late, forgotten for good, an order, given back."""
    life = Life(row, row.issued_on.year)
    _enter(state, life, EventKind.ISSUED, row.issued_on)
    while life.covered_until < state.today.year:
        year = life.covered_until + 1
        if state.seeded.chance(7):
            return life  # never came back
        if state.seeded.chance(3):
            _renew(state, life, EventKind.REACTIVATED, date(year, 1, 9 + state.seeded.between(0, 20)), year)
        else:
            _renew(state, life, EventKind.RENEWED, date(year - 1, 12, state.seeded.between(1, 29)), year)
    _early(state, life)
    _ordered(state, life)
    return life


def _early(state: State, life: Life) -> None:
    """Some have paid for the next year before anybody asked."""
    if state.today.month >= 11 and state.seeded.chance(22):
        on = state.today - timedelta(days=state.seeded.between(1, 18))
        if on > life.row.issued_on:
            _renew(state, life, EventKind.RENEWED, on, state.today.year + 1)


def _ordered(state: State, life: Life) -> None:
    if state.seeded.chance(2):
        on = state.today - timedelta(days=state.seeded.between(20, 300))
        if on <= life.row.issued_on:
            return
        _enter(state, life, EventKind.SUSPENDED, on, reason="Order of the board, on file.")
        life.is_held = state.seeded.chance(50)
        if life.is_held:
            _enter(state, life, EventKind.LIFTED, on + timedelta(days=15), reason="Order lifted, on file.")
    elif state.seeded.chance(1):
        _enter(state, life, EventKind.SURRENDERED, state.today - timedelta(days=3), reason="Moved away.")
        life.is_held = False


def _renew(state: State, life: Life, kind: EventKind, on: date, year: int) -> None:
    if on < life.row.issued_on:
        on = min(life.row.issued_on + timedelta(days=10), state.today)
    _enter(state, life, kind, on, for_year=year, attested_ce=True)
    life.covered_until = year
    rules = rules_on(on, PLACE)
    fee = rules.find("fee.renewal")
    if fee is None:  # before the first fee on record
        return
    state.fees.append(
        state.make(
            FeeLine,
            credential=life.row,
            key="fee.renewal",
            what="Renewal fee",
            payee=str(rules.value("fee.application.payee")),
            amount_cents=fee.money.cents,
            rule=fee.citation.text[:200],
            charged_on=on,
            paid_on=on,
            recorded_by_id=state.clerk_id,
        )
    )


def _enter(state: State, life: Life, kind: EventKind, on: date, **more: Any) -> None:
    life.row.version += 0 if kind is EventKind.ISSUED else 1
    life.events.append(
        state.make(
            CredentialEvent,
            credential=life.row,
            kind=kind.value,
            on=on,
            recorded_at=from_local(on, time(10), ZONE),
            recorded_by_id=state.clerk_id,
            recorded_by_name=state.clerk,
            **more,
        )
    )


def _written(lives: list[Life], say: Say) -> int:
    rows = 0
    for start in range(0, len(lives), BATCH):
        some = lives[start : start + BATCH]
        BoardCredential.objects.bulk_create(life.row for life in some)
        events = [event for life in some for event in life.events]
        CredentialEvent.objects.bulk_create(events)
        rows += len(some) + len(events)
        say(f"{start + len(some):,} of {len(lives):,} certificates")
    return rows


def _audits(state: State) -> int:
    """The draws of the two years before: all but a few have answered."""
    draws, audited = [], []
    for year in (state.today.year - 2, state.today.year - 1):
        drawn_on = date(year, 2, 20)
        renewed = {life.row.number: life.row for life in state.lives if any(e.for_year == year for e in life.events)}
        seed = f"{state.seeded.between(0, 2**60):032x}"
        made = state.make(
            AuditDraw,
            year=year,
            seed=seed,
            percent=DRAWN_PERCENT,
            rule=rules_on(drawn_on, PLACE).citation(SHARE).text[:200],
            eligible=len(renewed),
            drawn_on=drawn_on,
            drawn_at=from_local(drawn_on, time(9), ZONE),
            drawn_by_id=state.clerk_id,
            drawn_by_name=state.clerk,
        )
        draws.append(made)
        for place, number in enumerate(draw(seed, renewed, len(renewed) * DRAWN_PERCENT // 100), 1):
            answer = state.seeded.weighted((("whole", 84), ("short", 9), ("", 7)))
            audited.append(
                state.make(
                    AuditedCredential,
                    draw=made,
                    credential=renewed[number],
                    place=place,
                    answer=answer,
                    note="Hours are missing; a way to make them up was offered." if answer == "short" else "",
                    answered_on=drawn_on + timedelta(days=state.seeded.between(10, 80)) if answer else None,
                )
            )
    AuditDraw.objects.bulk_create(draws)
    AuditedCredential.objects.bulk_create(audited, batch_size=BATCH)
    return len(draws) + len(audited)
