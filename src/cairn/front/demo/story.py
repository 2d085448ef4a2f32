"""The story that fills a demo: who there is, and what happened to them until `today`.

The organizations stand in `organizations`; what each room adds to them stands in the file of its name.
"""

from __future__ import annotations

from datetime import date, time

from django.db import transaction

from cairn.front.demo import (
    badges,
    board,
    certificates,
    consents,
    court,
    credentials,
    departures,
    directory,
    gatherings,
    hiring,
    incidents,
    intake,
    matching,
    meetings,
    mentoring,
    organizations,
    people,
    plans,
    portal,
    program,
    referrals,
    state,
    supervision,
    support,
    trails,
    training,
    warmline,
    work,
)
from cairn.front.demo.seeded import Seeded
from cairn.kernel.instants import from_local
from cairn.privacy import ledger
from cairn.privacy.scope import scope_of_installation

ROOMS = (
    badges,
    trails,
    training,
    certificates,
    board,
    hiring,
    mentoring,
    directory,
    plans,
    incidents,
    departures,
    matching,
    referrals,
    meetings,
    supervision,
    work,
    credentials,
    program,
    support,
    consents,
    gatherings,
    portal,
    intake,
    warmline,
    court,
)


def tell(*, seed: int, today: date, scale: str = "house", say: state.Say = lambda words: None) -> None:
    """Write both organizations; with the scale "state" a board of ten thousand certificates too. One seed and day, the same rows."""
    seeded = Seeded(seed)
    now = from_local(today, time(6), people.ZONE)
    with transaction.atomic(), scope_of_installation():
        told = {
            "high_divide": organizations.high_divide(seeded, today),
            "river_bend": organizations.river_bend(seeded, today),
            "training_body": organizations.training_body(seeded, today),
            "board": organizations.board(seeded, today),
        }
        organizations.candidates(told["board"][0], told["training_body"][0])
        houses = {key: house for key, (house, _) in told.items()}
        for room in ROOMS:
            room.tell(houses)
        if scale == "state":
            state.tell(houses["board"], seed, say)
        for house, count in told.values():
            act = {"action": "demo.told", "seed": seed, "today": today.isoformat(), "rows": count}
            ledger.write(ledger.Gathering(acts=[act]), now=now, organization_id=house.organization_id)
