"""A credential in the board's books: what happened to it, and what it is on a day.

The standing itself is `decide_standing`; here the book's entries become its facts, and a surrender ends it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cairn.credentials.domain.standing import (
    Discipline,
    DisciplineKind,
    Renewal,
    StandingFacts,
    decide_standing,
    stand_on,
)
from cairn.kernel.decisions import Decision, Verdict
from cairn.kernel.instants import in_words
from cairn.rulebook.checks import check
from cairn.rulebook.rules import Rules

SURRENDERED = "surrendered"
KINDS = {"behavioral_health_peer": "Behavioral health peer support", "family_peer": "Family peer support"}
LONGEST_NUMBER = 9  # digits
PREFIXES = {"behavioral_health_peer": "BHPS", "family_peer": "FPS"}


class EventKind(StrEnum):
    ISSUED = "issued"
    RENEWED = "renewed"
    REACTIVATED = "reactivated"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    SURRENDERED = "surrendered"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    EventKind.ISSUED: "Issued",
    EventKind.RENEWED: "Renewed",
    EventKind.REACTIVATED: "Reactivated",
    EventKind.SUSPENDED: "Suspended",
    EventKind.LIFTED: "Suspension lifted",
    EventKind.SURRENDERED: "Surrendered",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the book. `for_year` says which year a renewal covers."""

    kind: EventKind
    on: date
    for_year: int = 0


def number_of(kind: str, n: int) -> str:
    """The number printed on the n-th certificate of a kind."""
    return f"{PREFIXES[kind]}-{n:05d}"


def printed_facts(number: str, place: str, issued_on: date) -> tuple[tuple[str, str], ...]:
    """What certificate and badge say besides name, kind and how long they hold."""
    return (
        ("Certificate number", number),
        ("Certified in", place),
        ("First issued", in_words(issued_on)),
    )


def read_number(text: str) -> tuple[str, int] | None:
    """The kind and the running number behind what is printed; None for what this board never prints."""
    prefix, _, digits = text.strip().upper().partition("-")
    kinds = [kind for kind, own in PREFIXES.items() if own == prefix]
    if not kinds or not digits.isascii() or not digits.isdigit() or len(digits) > LONGEST_NUMBER:
        return None
    return kinds[0], int(digits)


def standing_facts(issued_on: date, events: Iterable[Event]) -> StandingFacts:
    """The book's entries as the facts of the standing. A suspension runs until the day before it is lifted."""
    renewals, orders, since = [], [], None
    for event in sorted(events, key=lambda each: each.on):
        if event.kind in (EventKind.RENEWED, EventKind.REACTIVATED):
            renewals.append(Renewal(event.on, event.for_year))
        elif event.kind is EventKind.SUSPENDED and since is None:
            since = event.on
        elif event.kind is EventKind.LIFTED and since is not None:
            orders.append(Discipline(DisciplineKind.SUSPENDED, since, event.on - timedelta(days=1)))
            since = None
    if since is not None:
        orders.append(Discipline(DisciplineKind.SUSPENDED, since))
    return StandingFacts(issued_on, tuple(renewals), tuple(orders))


def decide_registered(issued_on: date, events: Iterable[Event], rules: Rules, on: date) -> Decision:
    """What the credential is on a day: its standing, or surrendered from the day on which it was given back."""
    known = tuple(events)
    given_back = _given_back(known)
    if given_back is None or on < given_back:
        return decide_standing(standing_facts(issued_on, known), rules, on)
    finding = check(
        "standing.surrendered",
        "Given back by the holder",
        verdict=Verdict.NOT_MET,
        required="still held",
        found=f"given back on {given_back.isoformat()}",
        remedy="A new application.",
    )
    figures = {
        "phrase": "given back by the holder",
        "say": f"Given back on {in_words(given_back)}. No practice under it.",
        "until": None,
        "expires_on": given_back,
        "may_practice": False,
    }
    return Decision("Standing of the certificate", SURRENDERED, False, (finding,), figures)


def read_registered(issued_on: date, events: Iterable[Event], rules: Rules, on: date) -> tuple[str, date | None]:
    """The word of `decide_registered` and the last day that is paid for, without the reasons: for walking a whole book."""
    known = tuple(events)
    given_back = _given_back(known)
    if given_back is not None and on >= given_back:
        return SURRENDERED, given_back
    standing, ladder = stand_on(standing_facts(issued_on, known), rules, on)
    return standing.value, ladder.covered_until if ladder else None


def _given_back(events: Iterable[Event]) -> date | None:
    return min((each.on for each in events if each.kind is EventKind.SURRENDERED), default=None)
