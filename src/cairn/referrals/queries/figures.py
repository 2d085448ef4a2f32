"""What came of the referrals: to one place, and to all of them. Figures only; small ones stay hidden."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from cairn.kernel.actors import Actor
from cairn.privacy.policy import visible
from cairn.referrals import policy
from cairn.referrals.domain.figures import Figures, figures_of
from cairn.referrals.domain.states import State
from cairn.referrals.models import Referral
from cairn.referrals.queries.standings import counted, state_and_due, with_standing
from cairn.referrals.queries.terms import terms_on

MOST_COUNTED = 20_000  # of the last two years; beyond that the page says that it counts no further
YEARS_COUNTED = 2


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """One place and what came of being sent there. `listing_id` is None for all others together."""

    listing_id: UUID | None
    name: str
    figures: Figures


@dataclass(frozen=True, slots=True)
class AllFigures:
    since: date
    whole: Figures
    places: tuple[PlaceFigures, ...]  # those with enough people, most sent to first


def figures_of_place(actor: Actor, listing_id: UUID, on: date) -> Figures:
    """What came of referrals to one entry of the directory, in two years. One statement."""
    rows = visible(Referral, actor, policy.COUNT_PLACE, on).filter(listing_id=listing_id)
    return figures_of((state, client) for state, client, _, _ in _told(actor, rows, on))


def count_referrals(actor: Actor, on: date) -> AllFigures:
    """All referrals of two years, and those to each place with enough people. One statement."""
    rows = _told(actor, visible(Referral, actor, policy.COUNT, on), on)
    places: dict[UUID, list[tuple[State, UUID]]] = defaultdict(list)
    names: dict[UUID, str] = {}
    for state, client, listing, name in rows:
        if listing is not None:
            places[listing].append((state, client))
            names[listing] = name
    told = [PlaceFigures(listing, names[listing], figures_of(found)) for listing, found in places.items()]
    shown = sorted((one for one in told if one.figures.total), key=lambda one: -(one.figures.total or 0))
    return AllFigures(_since(on), figures_of((state, client) for state, client, _, _ in rows), tuple(shown))


def _told(actor: Actor, rows: QuerySet[Referral], on: date) -> list[tuple[State, UUID, UUID | None, str]]:
    terms = terms_on(on, actor.place)
    found = with_standing(counted(rows).filter(asked_on__gte=_since(on))).order_by("-asked_on")[:MOST_COUNTED]
    return [(state_and_due(row, on, terms)[0], row.client_id, row.listing_id, row.place_name) for row in found]


def _since(on: date) -> date:
    return on.replace(year=on.year - YEARS_COUNTED, day=min(on.day, 28))
